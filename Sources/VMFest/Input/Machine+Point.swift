//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

extension Machine {
    /// Uses the machine's mouse.
    ///
    /// Whether the guest does anything with it is not known. When it is cut off, the buttons are released. Rests on
    /// `IMouse::putMouseEvent` and `IMouse::putMouseEventAbsolute`.
    ///
    /// - Parameters:
    ///   - inputs: what is done, in order.
    ///   - limit: how long it may take altogether.
    /// - Throws: ``VMFestError``: `notSupported` where a place is named and the guest knows no places, since the machine
    ///   has no tablet and the guest no Guest Additions, or does not use them yet, before anything is done; `invalidArgument`
    ///   for a place off the screen; `invalidState` for a machine that does not run; `timeLimit`; `locked`;
    ///   `noSuchMachine`; and the codes about the host.
    public func point(_ inputs: [MouseInput], within limit: Duration = .seconds(300)) async throws {
        let deadline = Deadline.within(limit)
        try await VMFestError.during("use the mouse", of: key) {
            try await deadline.limit {
                try await withConsole(until: deadline) { console in
                    let key = key
                    var pointing = Pointing(
                        mouse: try await GuestControl.call(key) { try await console.getMouse() }, key: key)
                    try await pointing.check(inputs, on: console)
                    do {
                        for input in inputs { try await pointing.carryOut(input) }
                    } catch {
                        await pointing.letGo()
                        throw error
                    }
                }
            }
        }
    }
}

/// A machine's mouse in use.
private struct Pointing {
    let mouse: Mouse
    let key: String
    var held: Int32 = 0

    init(mouse: Mouse, key: String) {
        self.mouse = mouse
        self.key = key
    }

    /// Refuses places that there are not.
    func check(_ inputs: [MouseInput], on console: Console) async throws {
        let places = inputs.compactMap { input in
            if case .moveTo(let x, let y) = input { (x, y) } else { nil }
        }
        guard !places.isEmpty else { return }
        let (isAbsolute, size) = try await GuestControl.call(key) {
            (
                try await mouse.getAbsoluteSupported(),
                try await console.getDisplay().getScreenResolution(screenId: 0)
            )
        }
        guard isAbsolute else {
            throw VMFestError(
                .notSupported,
                "its guest knows no places on the screen, which takes a USB tablet or running Guest Additions; the mouse"
                    + " can be moved by distances")
        }
        for (x, y) in places where x < 0 || y < 0 || x >= Int(size.width) || y >= Int(size.height) {
            throw VMFestError(
                .invalidArgument, "\(x),\(y) is off the screen, which has \(size.width) by \(size.height) pixels")
        }
    }

    mutating func carryOut(_ input: MouseInput) async throws {
        switch input {
        case .move(let x, let y): try await send(x: x, y: y)
        case .moveTo(let x, let y):
            let held = held
            // Places count from 1 on the wire.
            try await GuestControl.call(key) {
                try await mouse.putMouseEventAbsolute(
                    x: Int32(clamping: x + 1), y: Int32(clamping: y + 1), dz: 0, dw: 0, buttonState: held)
            }
        case .click(let buttons):
            let before = held
            held |= Self.bits(buttons)
            try await send()
            held = before
            try await send()
        case .press(let buttons):
            held |= Self.bits(buttons)
            try await send()
        case .release:
            held = 0
            try await send()
        case .scroll(let vertical, let horizontal): try await send(vertical: vertical, horizontal: horizontal)
        case .pause(let duration): try await Task.sleep(for: duration)
        }
    }

    /// Releases what is held, when the use of the mouse was cut off.
    mutating func letGo() async {
        guard held != 0 else { return }
        held = 0
        let pointing = self
        await uncancelled { try? await pointing.send() }
    }

    private func send(x: Int = 0, y: Int = 0, vertical: Int = 0, horizontal: Int = 0) async throws {
        try await GuestControl.call(key) {
            try await mouse.putMouseEvent(
                dx: Int32(clamping: x), dy: Int32(clamping: y), dz: Int32(clamping: vertical),
                dw: Int32(clamping: horizontal), buttonState: held)
        }
        try await Task.sleep(for: .milliseconds(10))
    }

    private static func bits(_ buttons: Set<MouseInput.Button>) -> Int32 { buttons.reduce(0) { $0 | $1.bit } }
}
