//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Testing
import VirtualBox
import VirtualBoxAPI

@testable import VMFest

struct ErrorMappingTests {
    private struct Failure: Error, CustomStringConvertible {
        var description: String { "the words" }
    }

    @Test(
        "Each code of the layer below has its meaning to a user",
        arguments: [
            (VirtualBoxError.Code.unreachable, VMFestError.Code.unreachable), (.notVirtualBox, .notVirtualBox),
            (.logonRefused, .logonRefused), (.unsupportedVersion, .unsupportedVersion),
            (.connectionLost, .connectionLost), (.notFound, .failed), (.alreadySo, .failed), (.alreadyExists, .failed),
            (.locked, .locked), (.inUse, .inUse), (.invalidState, .invalidState), (.gone, .failed),
            (.invalidArgument, .invalidArgument), (.notSupported, .notSupported),
            (.file, .failed), (.timeLimit, .timeLimit), (.failed, .failed), (.unexpected, .failed),
        ])
    func code(cause: VirtualBoxError.Code, meaning: VMFestError.Code) {
        #expect(VMFestError(VirtualBoxError(cause, "")).code == meaning)
    }

    @Test("Nothing of what VirtualBox said is lost")
    func everything() {
        var cause = VirtualBoxError(
            .locked, "the words", operation: "IMachine_lockMachine",
            chain: [.init(code: .invalidObjectState, component: "MachineWrap", text: "locked")], mayHaveHappened: true)
        cause.cleanUpFailures = [VirtualBoxError(.failed, "not unlocked")]
        let error = VMFestError(cause, action: "start", target: "web")
        #expect(error.message == "the words")
        #expect(error.action == "start")
        #expect(error.target == "web")
        #expect(error.complaints == [.init(resultCode: 0x80BB_0007, component: "MachineWrap", text: "locked")])
        #expect(error.mayHaveHappened)
        #expect(error.cleanUpFailures == ["not unlocked"])
        #expect(error.problems.isEmpty)
        #expect(error.log.isEmpty)
    }

    private func during(_ thrown: any Error) async throws -> VMFestError {
        try await #require(throws: VMFestError.self) {
            try await VMFestError.during("start", of: "web") { throw thrown }
        }
    }

    @Test("An action's error says what was done to what, unless it says so itself")
    func during() async throws {
        let plain = try await during(VMFestError(.noSuchMachine, "none"))
        #expect(plain.action == "start")
        #expect(plain.target == "web")
        let inner = try await during(VMFestError(.noSuchMachine, "none", action: "find", target: "db"))
        #expect(inner.action == "find")
        #expect(inner.target == "db")
    }

    @Test("Whatever the layers below throw becomes this layer's error")
    func others() async throws {
        let below = try await during(VirtualBoxError(.inUse, "words"))
        #expect(below.code == .inUse)
        #expect(below.target == "web")
        #expect(try await during(DeadlinePassed()).code == .timeLimit)
        let other = try await during(Failure())
        #expect(other.code == .failed)
        #expect(other.message == "the words")
        #expect(other.action == "start")
    }

    @Test("A cancelled task stays that")
    func cancelled() async {
        await #expect(throws: CancellationError.self) {
            try await VMFestError.during("start", of: "web") { throw CancellationError() }
        }
    }

    @Test("What went well is passed on")
    func success() async throws {
        #expect(try await VMFestError.during("start") { 7 } == 7)
    }
}
