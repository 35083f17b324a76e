//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Testing

@testable import VMFest
@testable import VMFestCommands

struct ImagePathTests {
    @Test(arguments: ["http://localhost:18083", "http://127.0.0.1:18083", "https://[::1]:18083", "http://127.8.8.8"])
    func loopbackIsThisComputer(_ url: String) {
        #expect(VMFest.Host(url: url).isThisComputer)
    }

    @Test(arguments: ["http://build:18083", "http://localhost.example", "http://10.0.0.1", "nonsense"])
    func anythingElseIsAnotherComputer(_ url: String) {
        #expect(!VMFest.Host(url: url).isThisComputer)
    }

    @Test func onThisComputerAPathIsMadeAbsolute() throws {
        let folder = FileManager.default.currentDirectoryPath
        #expect(try ImagePath(text: "a/../b.vdi").absolute(isHere: true, host: "") == "\(folder)/b.vdi")
        #expect(try ImagePath(text: "/x/a b.vdi").absolute(isHere: true, host: "") == "/x/a b.vdi")
        let home = try ImagePath(text: "~/a.vdi").absolute(isHere: true, host: "")
        #expect(home.hasPrefix("/") && home.hasSuffix("/a.vdi") && !home.contains("~"))
    }

    @Test(arguments: ["/images/a.vdi", "C:\\images\\a.vdi", "C:/images/a.vdi", "\\\\server\\share\\a.vdi"])
    func onAnotherComputerAnAbsolutePathIsTakenAsItIs(_ text: String) throws {
        #expect(try ImagePath(text: text).absolute(isHere: false, host: "") == text)
    }

    @Test(arguments: ["a.vdi", "~/a.vdi", "./a.vdi"])
    func onAnotherComputerOtherPathsAreRefused(_ text: String) {
        let failure = #expect(throws: Failure.self) { try ImagePath(text: text).absolute(isHere: false, host: "h") }
        #expect(failure?.status == .usage)
    }
}
