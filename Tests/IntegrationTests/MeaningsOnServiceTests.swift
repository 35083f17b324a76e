//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Testing
import VMFest
import VirtualBox
import VirtualBoxAPI

/// What result codes mean is a table; here every row of it is provoked on a real VirtualBox.
@Suite("The meanings of result codes, on a real VirtualBox", .virtualBox, .serialized)
struct MeaningsOnServiceTests {
    @Test("Each misuse is answered with the code that the table knows", arguments: Misuse.all)
    func provoked(misuse: Misuse) async throws {
        let error = try await MisuseStage.error(of: misuse)
        try expect(error, of: misuse)
    }

    @Test("What an inaccessible machine does not answer is told apart")
    func inaccessible() async throws {
        try await PrivateService.run { service in
            try await Fixture.run(on: service.url, manage: service.manage) { fixture in
                let machine = try await fixture.machine()
                let settings = try await machine.info().settingsFile
                try await service.down()
                try FileManager.default.moveItem(atPath: settings, toPath: settings + ".away")
                try await service.up()
                for misuse in Misuse.ofInaccessible {
                    let error = try await WebService(.init(url: service.url)).withVirtualBox { scope in
                        try await #require(throws: VirtualBoxError.self) {
                            try await misuse.provoke(MisuseStage(fixture: fixture, scope: scope))
                        }
                    }
                    try expect(error, of: misuse)
                }
                try await service.down()
                try FileManager.default.moveItem(atPath: settings + ".away", toPath: settings)
                try await service.up()
            }
        }
    }

    @Test("A start that fails over a disk in use is a failed start, not a locked machine")
    func diskInUse() async throws {
        try await Fixture.run { fixture in
            let path = try await fixture.emptyImage("shared.vdi")
            let one = try await fixture.machine("one", .withDisk(path))
            let other = try await fixture.machine("other", .withDisk(path))
            try await one.start()
            let error = try await #require(throws: VMFestError.self) { try await other.start() }
            #expect(error.code == .startFailed, "\(error)")
        }
    }

    @Test("Each row of the table is provoked, or there is a reason why not")
    func complete() {
        let provoked = Misuse.all + Misuse.ofInaccessible
        for row in Meanings.rows {
            let isProvoked = provoked.contains { $0.concerns(row) }
            let reason = Self.unprovoked[Row(operation: row.operation, code: row.code)]
            #expect(isProvoked != (reason != nil), "\(row.operation) \(row.code)")
        }
        for row in Self.unprovoked.keys {
            #expect(Meanings.rows.contains { $0.operation == row.operation && $0.code == row.code }, "\(row)")
        }
    }

    private func expect(_ error: VirtualBoxError, of misuse: Misuse) throws {
        #expect(error.operation == misuse.operation, "\(error)")
        #expect(error.resultCode == misuse.code, "\(error)")
        let row = try #require(Meanings.rows.first { misuse.concerns($0) }, "there is no row for it: \(error)")
        #expect(error.code == row.meaning)
    }

    private struct Row: Hashable {
        var operation: String
        var code: ResultCode
    }

    /// The rows that can not be had at will, each with the reason.
    private static let unprovoked: [Row: String] = {
        var reasons = [
            Row(operation: "IConsole_powerDown", code: .invalidVMState):
                "the answer to a second one while the first is at it; now and then it crashes the service",
            Row(operation: "IMachine_lockMachine", code: .vmError):
                "the answer while the machine's process is ending; seen when several switch one machine off",
        ]
        reasons[Row(operation: "IDHCPServer_findLeaseByMAC", code: .objectNotFound)] =
            "the answer of a server that handed out addresses; networks have no traffic without a driver"
        reasons[Row(operation: "IDirectory_read", code: .objectNotFound)] =
            "the end of every listing of a folder in a guest; the tests of copying read some"
        for code in [ResultCode.aborted, .callFailed] {
            reasons[Row(operation: "ISession_getConsole", code: code)] =
                "the answer when a machine's process is killed in the moment before; seen now and then as it is killed"
        }
        for method in ["pause", "resume", "reset", "powerButton", "powerDown"] {
            reasons[Row(operation: "IConsole_\(method)", code: .accessDenied)] =
                "the answer of a machine's process in its last moment, which now and then crashes the service"
        }
        return reasons
    }()
}

extension Misuse {
    /// All that need nothing but a service.
    static let all = ofVirtualBox + ofMachine + ofLocks + ofSession + ofConsole + ofDeadConsole + ofMedium + ofDevices
}
