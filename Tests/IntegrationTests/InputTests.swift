//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Testing
import VMFest
import VirtualBox

@Suite("Keyboard, mouse and screen", .virtualBox)
struct InputTests {
    /// The width and the height of a PNG.
    private func size(_ picture: Data) throws -> [UInt32] {
        let bytes = [UInt8](picture.prefix(24))
        try #require(bytes.count == 24 && bytes.prefix(8) == [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
        return [16, 20].map { start in bytes[start..<start + 4].reduce(0) { $0 << 8 | UInt32($1) } }
    }

    @Test("a guest's firmware gets the characters and the keys that were typed, in order, and no key stays pressed")
    func typed() async throws {
        try await Fixture.run { fixture in
            let guest = try await EchoGuest.start(in: fixture)
            let text = "The quick brown fox, 1234567890: `-=[]\\;'./ ~!@#$%^&*()_+{}|\"<>?"
            try await guest.machine.type([.text(text + "\n")])
            let count = (text.utf8.count + 1) * 2
            try await guest.wait { $0.count >= EchoGuest.greeting.utf8.count + count }
            let read = guest.keys()
            let characters = stride(from: 0, to: read.count, by: 2).map { read[$0] }
            #expect(String(decoding: characters, as: UTF8.self) == text + "\r")
            // F11, F12, an extended key, and a chord have no characters but codes, as the firmware tells them.
            let keys = try ["f11", "f12", "home", "alt+f1", "ctrl+c", "pause=0.1", "esc", "+shift", "a", "-shift", "a"]
                .map(KeyboardInput.init(keys:))
            try await guest.machine.type(keys)
            let expected: [UInt8] = [
                0x00, 0x85, 0x00, 0x86, 0xE0, 0x47, 0x00, 0x68, 0x03, 0x2E, 0x1B, 0x01, 0x41, 0x1E, 0x61, 0x1E,
            ]
            try await guest.wait { $0.count >= EchoGuest.greeting.utf8.count + count + expected.count }
            #expect(Array(guest.keys().dropFirst(count)) == expected)
        }
    }

    @Test("a picture of the screen is as large as VBoxManage's and not empty, also of a paused machine")
    func picture() async throws {
        try await Fixture.run { fixture in
            let guest = try await EchoGuest.start(in: fixture)
            let path = fixture.path("seen.png")
            try await fixture.manage("controlvm", guest.machine.description, "screenshotpng", path)
            let seen = try Data(contentsOf: URL(filePath: path))
            #expect(try await size(guest.machine.screenshot()) == size(seen))
            try await guest.machine.pause()
            #expect(try await size(guest.machine.screenshot()) == size(seen))
            let none = try await #require(throws: VMFestError.self) {
                try await guest.machine.screenshot(screen: 7)
            }
            #expect(none.code == .invalidArgument && none.message.contains("no screen 7"), "\(none)")
        }
    }

    @Test("a mouse moves, clicks and scrolls; places are refused where the guest knows none, before anything is done")
    func mouse() async throws {
        try await Fixture.run { fixture in
            let guest = try await EchoGuest.start(in: fixture)
            try await guest.machine.point([
                .move(x: 5, y: -5), .click([.left]), .press([.right]), .release, .scroll(vertical: 1, horizontal: -1),
            ])
            #expect(guest.machine.host.calls.byOperation["IMouse_putMouseEvent"] == 6)
            let error = try await #require(throws: VMFestError.self) {
                try await guest.machine.point([.click([.left]), .moveTo(x: 1, y: 1)])
            }
            #expect(error.code == .notSupported, "\(error)")
            #expect(guest.machine.host.calls.byOperation["IMouse_putMouseEvent"] == 6)
        }
    }

    @Test("a machine that does not run has no keyboard, mouse and screen, and text that can not be typed is refused")
    func refusals() async throws {
        try await Fixture.run { fixture in
            let machine = try await fixture.machine()
            for attempt: @Sendable () async throws -> Void in [
                { try await machine.type([.text("a")]) }, { try await machine.point([.click([.left])]) },
                { _ = try await machine.screenshot() },
            ] {
                let error = try await #require(throws: VMFestError.self) { try await attempt() }
                #expect(error.code == .invalidState, "\(error)")
            }
            let error = try await #require(throws: VMFestError.self) { try await machine.type([.text("a€")]) }
            #expect(error.code == .invalidArgument)
        }
    }
}
