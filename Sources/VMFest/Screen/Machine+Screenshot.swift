//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

public import Foundation
import VirtualBox
import VirtualBoxAPI

extension Machine {
    /// A picture of one of the machine's screens, as a PNG.
    ///
    /// It is as large as the guest's screen. Rests on `IDisplay::takeScreenShotToArray`.
    ///
    /// - Parameters:
    ///   - screen: which screen, from 0.
    ///   - limit: how long it may take.
    /// - Throws: ``VMFestError``: `invalidArgument` for a screen that it has not; `invalidState` for a machine that neither
    ///   runs nor is paused, and for a screen that shows nothing; `timeLimit`; `locked`; `noSuchMachine`; and the codes about the host.
    public func screenshot(screen: Int = 0, within limit: Duration = .seconds(30)) async throws -> Data {
        let deadline = Deadline.within(limit)
        return try await VMFestError.during("take a picture of the screen", of: key) {
            guard let number = UInt32(exactly: screen) else {
                throw VMFestError(.invalidArgument, "\(screen) is no screen's number; the first is 0")
            }
            return try await deadline.limit {
                try await withConsole(in: [.running, .paused], until: deadline) { console in
                    try await GuestControl.call(key) {
                        let display = try await console.getDisplay()
                        let size = try await Self.size(of: number, on: display)
                        guard size.width > 0, size.height > 0 else {
                            throw VMFestError(.invalidState, "its screen \(screen) shows nothing")
                        }
                        return try await display.takeScreenShotToArray(
                            screenId: number, width: size.width, height: size.height, bitmapFormat: .png
                        ).data
                    }
                }
            }
        }
    }

    private static func size(
        of screen: UInt32, on display: Display
    ) async throws -> (width: UInt32, height: UInt32) {
        do {
            let size = try await display.getScreenResolution(screenId: screen)
            return (size.width, size.height)
        } catch let error as VirtualBoxError where error.code == .invalidArgument {
            throw VMFestError(.invalidArgument, "it has no screen \(screen); the first is 0")
        }
    }
}
