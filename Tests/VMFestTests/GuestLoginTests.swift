//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Testing

@testable import VMFest

struct GuestLoginTests {
    @Test("The password is never printed")
    func secret() {
        let login = GuestLogin(user: "me", password: "hunter2", keyFile: "/key")
        var dumped = ""
        dump(login, to: &dumped)
        for text in ["\(login)", String(reflecting: login), dumped] {
            #expect(!text.contains("hunter2"))
            #expect(text.contains("me"))
        }
    }
}
