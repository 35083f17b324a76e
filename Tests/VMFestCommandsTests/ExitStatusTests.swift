//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import Testing

@testable import VMFest
@testable import VMFestCommands

struct ExitStatusTests {
    @Test(arguments: [VMFestError.Code.noSuchMachine, .noSuchImage, .noSuchKey, .noSuchSize, .noSuchSnapshot])
    func whatIsNotThereIs3(_ code: VMFestError.Code) {
        #expect(ExitStatus(of: VMFestError(code, "")).rawValue == 3)
    }

    @Test(arguments: [
        VMFestError.Code.noVirtualBox, .unreachable, .notVirtualBox, .logonRefused, .unsupportedVersion,
        .connectionLost,
    ])
    func aHostThatCouldNotBeAskedIs4(_ code: VMFestError.Code) {
        #expect(ExitStatus(of: VMFestError(code, "")).rawValue == 4)
    }

    @Test func aTimeLimitIs5() {
        #expect(ExitStatus(of: VMFestError(.timeLimit, "")).rawValue == 5)
    }

    @Test(arguments: [
        VMFestError.Code.ambiguousName, .nameTaken, .invalidSpec, .invalidArgument, .invalidState, .locked,
        .inaccessible, .inUse, .startFailed, .notSupported, .failed,
    ])
    func everythingElseOfTheLibraryIs1(_ code: VMFestError.Code) {
        #expect(ExitStatus(of: VMFestError(code, "")).rawValue == 1)
    }

    @Test func theCommandLinesOwnErrorsHaveTheirCodes() {
        struct Other: Error {}
        #expect(ExitStatus(of: CancellationError()).rawValue == 130)
        #expect(ExitStatus(of: ValidationError("")).rawValue == 64)
        #expect(ExitStatus(of: CleanExit.message("")).rawValue == 0)
        #expect(ExitStatus(of: Failure(.timeLimit)).rawValue == 5)
        #expect(ExitStatus(of: Other()).rawValue == 1)
    }

    @Test(
        arguments: [
            ([], .done),
            ([.done, .done], .done),
            ([.done, .notFound], .notFound),
            ([.notFound, .timeLimit, .done], .timeLimit),
            ([.notFound, .failed, .timeLimit], .failed),
            ([.failed, .hostNotAsked], .hostNotAsked),
            ([.hostNotAsked, .interrupted, .done], .interrupted),
        ] as [([ExitStatus], ExitStatus)])
    func theGravestOfSeveralOutcomesWins(_ outcomes: [ExitStatus], _ expected: ExitStatus) {
        #expect(ExitStatus(ofAll: outcomes) == expected)
        #expect(ExitStatus(ofAll: outcomes.reversed()) == expected)
    }
}
