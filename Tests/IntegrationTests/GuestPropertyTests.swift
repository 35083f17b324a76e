//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Testing
import VMFest

@Suite("Guest properties", .virtualBox)
struct GuestPropertyTests {
    @Test("a property is set, listed and removed, off and running, with its flags, and VBoxManage sees the same")
    func setAndRemove() async throws {
        try await Fixture.run { fixture in
            let machine = try await fixture.machine()
            try await machine.setGuestProperty("/my/off", "ä=1", flags: [.readOnlyForGuest])
            let seen = try await fixture.manage("guestproperty", "get", machine.description, "/my/off")
            #expect(seen.contains("Value: ä=1"))
            try await machine.start()
            try await machine.setGuestProperty("/my/on", "two", flags: [.transient])
            let found = try await machine.guestProperties(matching: "/my/*")
            #expect(found.map(\.name) == ["/my/off", "/my/on"])
            #expect(found.map(\.value) == ["ä=1", "two"])
            #expect(found.first?.flags == [.readOnlyForGuest])
            #expect(found.last?.flags.contains(.transient) == true)
            #expect(try abs(#require(found.last).set.timeIntervalSinceNow) < 3600)
            #expect(try await machine.guestProperties().count > found.count)
            try await machine.setGuestProperty("/my/on", nil)
            try await machine.setGuestProperty("/my/on", nil)
            #expect(try await machine.guestProperty("/my/on") == nil)
            try await machine.powerOff()
            try await machine.setGuestProperty("/my/off", nil)
            #expect(try await machine.guestProperties(matching: "/my/*|/none").isEmpty)
            let gone = try await fixture.manage("guestproperty", "get", machine.description, "/my/off")
            #expect(gone.contains("No value set"))
        }
    }

    @Test("names and values that VirtualBox does not keep are refused, also a value that is just too long")
    func refusals() async throws {
        try await Fixture.run { fixture in
            let machine = try await fixture.machine()
            try await machine.setGuestProperty("/my/long", String(repeating: "x", count: 1023))
            for (name, value) in [
                ("/my/*", "x"), ("", "x"), (String(repeating: "x", count: 64), "x"), ("/my/x", ""),
                ("/my/x", String(repeating: "x", count: 1024)),
            ] {
                let error = try await #require(throws: VMFestError.self) {
                    try await machine.setGuestProperty(name, value)
                }
                #expect(error.code == .invalidArgument, "\(error)")
            }
            #expect(try await machine.guestProperties(matching: "/my/*").map(\.name) == ["/my/long"])
            try await machine.destroy()
            let missing = try await #require(throws: VMFestError.self) { try await machine.setGuestProperty("a", "b") }
            #expect(missing.code == .noSuchMachine)
        }
    }

    @Test("a property is set while somebody else has the lock, as soon as it is free")
    func locked() async throws {
        try await Fixture.run { fixture in
            let machine = try await fixture.machine()
            let holder = try await Holder.hold(machine)
            let early = try await #require(throws: VMFestError.self) {
                try await machine.setGuestProperty("/my/x", "1", within: .milliseconds(500))
            }
            #expect(early.code == .locked, "\(early)")
            let setting = Task { try await machine.setGuestProperty("/my/x", "2") }
            try await holder.release()
            try await setting.value
            #expect(try await machine.guestProperty("/my/x") == "2")
        }
    }
}
