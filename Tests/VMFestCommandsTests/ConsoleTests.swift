//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import Foundation
import Testing

@testable import VMFestCommands

struct ConsoleTests {
    @Test func everyKeyGoesToTheGuestUpToTheOneThatEnds() {
        var keys = ConsoleKeys()
        #expect(keys.take(Data([3, 27, 13])) == Data([3, 27, 13]))
        #expect(!keys.hasEnded)
        #expect(keys.take(Data([65, 0x1D, 66])) == Data([65]))
        #expect(keys.hasEnded)
        #expect(keys.take(Data([67])).isEmpty)
    }

    @Test func aMachineHasFourPorts() throws {
        #expect(try (VMFestCommand.parseAsRoot(["console", "web", "--port", "3"]) as? Console)?.port == 3)
        #expect(throws: (any Error).self) { try VMFestCommand.parseAsRoot(["console", "web", "--port", "4"]) }
    }
}
