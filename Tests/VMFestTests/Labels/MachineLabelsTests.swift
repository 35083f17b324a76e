//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Testing

@testable import VMFest

struct MachineLabelsTests {
    @Test("Good labels have no problems")
    func good() {
        #expect(MachineLabels().problems.isEmpty)
        let longest = String(repeating: "k", count: 63)
        let labels = MachineLabels(
            tags: [longest: String(repeating: "v", count: 255), "a.b_c-d/e": "ä = b", "-": "-"], owner: "me",
            lifetime: MachineLabels.longestLifetime)
        #expect(labels.problems.isEmpty)
    }

    @Test("Everything that is wrong is said at once")
    func bad() {
        let labels = MachineLabels(
            tags: [
                "": "x", "a b": "", "ä": "x", "k": "a\nb", String(repeating: "k", count: 64): "x", "=": "x",
                "w": "\u{FFFE}",
            ],
            owner: "", lifetime: .zero)
        let places = labels.problems.map(\.place)
        #expect(places.count == 10)
        #expect(places.count { $0 == "tag 'a b'" } == 2)
        #expect(places.suffix(2) == ["owner", "lifetime"])
        let tooLong = MachineLabels(lifetime: MachineLabels.longestLifetime + .seconds(1))
        #expect(tooLong.problems.map(\.place) == ["lifetime"])
    }

    @Test("The owner is what the environment says, else the user and the computer")
    func owner() {
        #expect(MachineOwner.owner(in: ["VMFEST_OWNER": "team-a"]) == "team-a")
        for environment in [[:], ["VMFEST_OWNER": ""]] {
            let parts = MachineOwner.owner(in: environment).split(separator: "@")
            #expect(parts.count == 2)
        }
    }
}
