//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Testing
import VirtualBox

struct APIVersionTests {
    @Test(
        "A version has two numbers, and what follows is ignored",
        arguments: [
            ("7_2", APIVersion(7, 2)), ("7_0", APIVersion(7, 0)), ("10_12", APIVersion(10, 12)),
            ("7_2_1", APIVersion(7, 2)), ("7_2_beta", APIVersion(7, 2)),
        ])
    func parsed(text: String, version: APIVersion) {
        #expect(APIVersion(text) == version)
    }

    @Test("Anything else is no version", arguments: ["", "7", "7.2", "7_", "_2", "a_b", "7_x", " 7_2", "7 _2"])
    func refused(text: String) {
        #expect(APIVersion(text) == nil)
    }

    @Test("Versions are ordered by number, not by text")
    func order() {
        #expect(APIVersion(7, 2) < APIVersion(7, 10))
        #expect(APIVersion(7, 10) < APIVersion(8, 0))
        #expect(APIVersion(6, 1) < .oldestKnown)
        #expect(!(APIVersion(7, 2) < APIVersion(7, 2)))
        #expect(APIVersion.oldestKnown < .newestKnown)
    }

    @Test("A version is written with a dot")
    func description() {
        #expect(APIVersion(7, 2).description == "7.2")
    }
}
