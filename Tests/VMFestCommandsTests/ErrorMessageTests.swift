//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import Synchronization
import Testing

@testable import VMFest
@testable import VMFestCommands

struct ErrorMessageTests {
    @Test func anErrorIsToldOfTheNameThatTheUserGave() {
        let error = VMFestError(.noSuchMachine, "there is no such machine", target: "0000-11")
        #expect(ErrorMessage.text(of: error.about("web")) == "web: there is no such machine")
    }

    @Test func whatHasBeenToldIsNotToldAgain() {
        #expect(ErrorMessage.text(of: CancellationError()) == nil)
        #expect(ErrorMessage.text(of: Failure(.failed)) == nil)
        #expect(ErrorMessage.text(of: Failure(.failed, "no")) == "no")
    }

    @Test func aWrongCommandLineIsToldWithItsUsage() throws {
        let error = try #require(throws: (any Error).self) { try VMFestCommand.parseAsRoot(["show"]) }
        let text = try #require(ErrorMessage.text(of: error))
        #expect(text.hasPrefix("Missing expected argument"))
        #expect(text.contains("Usage: vmfest show "))
    }

    @Test(arguments: [
        (["strat", "web"], "no command 'strat' of 'vmfest'"),
        (["disk", "mkae", "x"], "no command 'mkae' of 'vmfest disk'"),
    ])
    func aWordThatIsNoCommandIsNamed(_ words: [String], _ text: String) {
        #expect(ErrorMessage.unknownCommand(in: words)?.contains(text) == true)
    }

    @Test(arguments: [["start", "strat"], ["disk", "ls", "x"], ["--host", "a", "strat"], ["help", "strat"], []])
    func aWordThatIsNotToBeACommandIsLeftAlone(_ words: [String]) {
        #expect(ErrorMessage.unknownCommand(in: words) == nil)
    }

    @Test func aMessageCanNotControlTheTerminal() {
        let written = Mutex("")
        let diagnostics = Diagnostics(width: nil) { text in written.withLock { $0 += text } }
        diagnostics.say("a\u{1B}[2Jb\nc")
        #expect(written.withLock { $0 } == "vmfest: a\u{FFFD}[2Jb\nc\n")
    }
}
