//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import TestSupport
import Testing
import VirtualBox
import VirtualBoxAPI

struct MeaningsTests {
    private struct Key: Hashable {
        var operation: String
        var code: ResultCode
    }

    /// Every code that has a name.
    private static let codes: [ResultCode] = [
        .notImplemented, .pointer, .aborted, .failure, .unexpected, .accessDenied, .outOfMemory, .invalidArgument,
        .callFailed, .objectNotFound, .invalidVMState, .vmError, .fileError, .iprtError, .pdmError, .invalidObjectState,
        .hostError, .notSupported, .xmlError, .invalidSessionState, .objectInUse, .guestControlError,
        .platformNotSupported, ResultCode(rawValue: 0x80BB_FFFF),
    ]

    @Test("No operation and code have two rows")
    func unique() {
        let rows = Dictionary(grouping: Meanings.rows) { Key(operation: $0.operation, code: $0.code) }
        #expect(rows.filter { $0.value.count > 1 }.isEmpty)
    }

    @Test("Each row names an operation that there is", arguments: Meanings.rows)
    func existing(row: Meanings.Row) {
        #expect(Bindings.byName[row.operation] != nil)
    }

    @Test("Each row is what its code means there", arguments: Meanings.rows)
    func found(row: Meanings.Row) {
        #expect(Meanings.meaning(of: row.code, in: row.operation) == row.meaning)
    }

    @Test("What is not in the table never means something that a caller acts upon", arguments: codes)
    func fallBack(code: ResultCode) {
        let meaning = Meanings.meaning(of: code, in: "IMachine_notInTheTable")
        #expect(![.alreadySo, .locked, .notFound, .alreadyExists, .gone].contains(meaning))
    }

    @Test(
        "The same code means different things in different calls",
        arguments: [
            ("IMachine_lockMachine", VirtualBoxError.Code.locked), ("IMachine_unregister", .locked),
            ("IMedium_close", .inUse), ("IMachine_setName", .invalidState),
        ])
    func perOperation(operation: String, meaning: VirtualBoxError.Code) {
        #expect(Meanings.meaning(of: .invalidObjectState, in: operation) == meaning)
    }

    @Test("Nothing is locked for an operation that has begun")
    func inTheCourse() {
        let launch = "IMachine_launchVMProcess"
        #expect(Meanings.meaning(of: .invalidObjectState, in: launch) == .locked)
        #expect(Meanings.meaning(of: .invalidObjectState, inTheCourseOf: launch) == .inUse)
        #expect(Meanings.meaning(of: .invalidArgument, inTheCourseOf: launch) == .invalidArgument)
    }
}
