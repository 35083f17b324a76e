//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Synchronization
import Testing

@testable import VMFest
@testable import VMFestCommands

struct ProgressLineTests {
    private final class Screen: Sendable {
        let text = Mutex("")
        func write(_ piece: String) { text.withLock { $0 += piece } }
    }

    @Test func itTellsHowFarASingleThingIs() {
        let line = ProgressLine("create web")
        #expect(line.text(after: .seconds(2.7)) == "create web, 2 s")
        line.note(Activity(action: "create", percent: 40, detail: ""))
        #expect(line.text(after: .seconds(61)) == "create web, 40 %, 61 s")
    }

    @Test func itTellsWhichOfSeveralAreWaitedFor() async throws {
        let line = ProgressLine("start", parts: ["a", "b", "c"])
        try await line.observing("a") {}
        line.note(Activity(action: "start", percent: 45, detail: ""), of: "c")
        #expect(line.text(after: .seconds(3)) == "start 1 of 3 done: b, c 45 %, 3 s")
    }

    @Test func theLibrarysActivitiesArriveThroughTheObserver() async throws {
        let line = ProgressLine("start", parts: ["a"])
        try await line.observing("a") {
            Activity.observer?(Activity(action: "start", percent: 7, detail: ""))
            #expect(line.text(after: .seconds(1)) == "start a 7 %, 1 s")
        }
    }

    @Test func itStaysBelowMessagesAndIsErasedInTheEnd() {
        let screen = Screen()
        let diagnostics = Diagnostics(width: 12, write: screen.write)
        diagnostics.show("a long line of progress")
        diagnostics.say("x")
        diagnostics.show(nil)
        let erase = "\r\u{1B}[2K"
        #expect(screen.text.withLock { $0 } == "\(erase)a long lin…\(erase)vmfest: x\na long lin…\(erase)")
    }

    @Test func withoutATerminalThereIsNone() {
        let screen = Screen()
        let diagnostics = Diagnostics(width: nil, write: screen.write)
        diagnostics.show("progress")
        diagnostics.show(nil)
        #expect(screen.text.withLock { $0 } == "")
    }
}
