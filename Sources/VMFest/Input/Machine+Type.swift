//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

extension Machine {
    /// Types on the machine's keyboard.
    ///
    /// Each character or chord is pressed and released in one call; when typing is cut off, no key stays pressed. The
    /// guest is given a moment after each, since a keyboard forgets what is not fetched in time. Whether the guest does
    /// anything with it is not known. Rests on `IKeyboard::putScancodes`.
    ///
    /// ```swift
    /// try await machine.type([.text("root\n"), .pause(.seconds(1)), .keys([Key("ctrl"), Key("l")].compactMap(\.self))])
    /// ```
    ///
    /// - Parameters:
    ///   - inputs: what is done, in order.
    ///   - layout: the layout that the guest is set to.
    ///   - limit: how long it may take altogether.
    /// - Throws: ``VMFestError``: `invalidArgument` with all characters that can not be typed in this layout, before
    ///   anything is typed; `invalidState` for a machine that does not run; `timeLimit`; `locked`; `noSuchMachine`; and
    ///   the codes about the host.
    public func type(
        _ inputs: [KeyboardInput], layout: KeyboardLayout = .us, within limit: Duration = .seconds(300)
    ) async throws {
        let deadline = Deadline.within(limit)
        try await VMFestError.during("type", of: key) {
            let typing = try Typing(inputs, layout: layout)
            try await deadline.limit {
                try await withConsole(until: deadline) { console in
                    let keyboard = try await GuestControl.call(key) { try await console.getKeyboard() }
                    for piece in typing.pieces { try await send(piece, to: keyboard) }
                }
            }
        }
    }

    private func send(_ piece: Typing.Piece, to keyboard: Keyboard) async throws {
        switch piece {
        case .pause(let duration): try await Task.sleep(for: duration)
        case .codes(let codes):
            try await GuestControl.call(key) {
                _ = try await keyboard.putScancodes(scancodes: codes)
            }
            try await Task.sleep(for: Self.moment)
        }
    }

    /// How long a guest has to fetch one character.
    private static var moment: Duration { .milliseconds(10) }
}
