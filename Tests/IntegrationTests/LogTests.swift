//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Testing
import VMFest

@Suite("Logs", .virtualBox)
struct LogTests {
    @Test("a machine's log is the file that VirtualBox writes, and following it ends when the machine is switched off")
    func ofMachine() async throws {
        try await Fixture.run { fixture in
            let machine = try await fixture.machine()
            let none = try await #require(throws: VMFestError.self) { for try await _ in machine.log() {} }
            #expect(none.code == .noSuchFile, "\(none)")
            try await machine.start()
            let followed = Task {
                try await machine.log(following: true).reduce(into: Data()) { $0 += $1 }
            }
            try await machine.powerOff()
            let log = try await followed.value
            let folder = try await machine.info().settingsFile.split(separator: "/").dropLast().joined(separator: "/")
            let file = try Data(contentsOf: URL(filePath: "/\(folder)/Logs/VBox.log"))
            #expect(!file.isEmpty && file.starts(with: log))
            #expect(try await machine.log().reduce(into: Data()) { $0 += $1 } == file)
            #expect(try await machine.log(from: 100).reduce(into: Data()) { $0 += $1 } == file.dropFirst(100))
        }
    }

    @Test("what a guest writes to its serial console is followed as it comes")
    func serial() async throws {
        try await Fixture.run { fixture in
            let guest = try await EchoGuest.start(in: fixture)
            var lines = Data()
            for try await piece in guest.machine.log(.serial, following: true) {
                if lines.isEmpty { try await guest.machine.type([.text("ab")]) }
                lines += piece
                if lines.count >= EchoGuest.greeting.utf8.count + 4 { break }
            }
            #expect(lines == Data(EchoGuest.greeting.utf8 + [0x61, 0x1E, 0x62, 0x30]))
            let bare = try await fixture.machine()
            let none = try await #require(throws: VMFestError.self) { for try await _ in bare.log(.serial) {} }
            #expect(none.code == .noSuchFile, "\(none)")
        }
    }
}
