//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Testing

@testable import VMFest

struct MachineFilterTests {
    private static let info = {
        var info = MachineInfo(
            machine: Machine(host: VMFest.Host(url: "http://a"), id: UUID()), name: "web", state: .running, cpus: 1,
            memory: .mebibytes(64), osType: "Linux_64", description: "", isManaged: true, settingsFile: "/web.vbox")
        info.tags = ["role": "web", "a/b.c_d-e": "x=y!=z", "empty": " "]
        info.owner = "me@here"
        info.image = "debian-12"
        return info
    }()

    @Test(
        "What holds",
        arguments: [
            "role=web", "role!=db", "role", "none!=web", "a/b.c_d-e=x=y!=z", "a/b.c_d-e!=x=y", "empty= ",
            "@owner=me@here", "@owner!=you", "@owner", "@image=debian-12", "@name=web", "@size!=small",
            "@state=running", "@state!=off", "@state",
        ])
    func holds(_ text: String) throws {
        #expect(try MachineFilter(text).matches(Self.info))
    }

    @Test(
        "What does not hold",
        arguments: [
            "role=db", "role!=web", "none", "none=web", "Role", "@owner=me", "@owner!=me@here", "@image=debian",
            "@name=we", "@size", "@size=small", "@state=off",
        ])
    func doesNotHold(_ text: String) throws {
        #expect(try !MachineFilter(text).matches(Self.info))
    }

    @Test(
        "What is no condition is refused with the reason",
        arguments: [
            ("", "key"), ("=web", "key"), ("!=web", "key"), ("!role", "key=value"), ("role!web", "key!=value"),
            ("ro le=web", "letters"), ("role=", "empty"), ("role!=", "empty"), ("role=a\u{7}", "control"),
            ("@colour=red", "@image, @name, @owner, @size, @state"), ("@=x", "@owner"), ("@", "@owner"),
            ("@state=on", "running"), ("role=" + String(repeating: "x", count: 256), "255"),
        ])
    func refusals(_ text: String, _ part: String) throws {
        let error = try #require(throws: VMFestError.self) { try MachineFilter(text) }
        #expect(error.code == .invalidArgument)
        #expect(error.message.contains(part), "\(error.message)")
    }
}
