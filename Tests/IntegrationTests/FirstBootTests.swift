//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Testing
import VMFest

@Suite("First boot, without a guest", .virtualBox)
struct FirstBootTests {
    @Test("Ignition's configuration becomes a guest property, unchanged")
    func ignition() async throws {
        try await Fixture.run { fixture in
            let text = #"{"ignition":{"version":"3.4.0"},"note":"ä & <b>"}"#
            let machine = try await fixture.host.create(
                fixture.name(), .small, firstBoot: FirstBoot(userData: try UserData(text)))
            let answer = try await fixture.manage("guestproperty", "get", machine.description, "/Ignition/Config")
            #expect(answer.contains(text))
        }
    }

    @Test("what can not be told to a guest is refused, and leaves nothing")
    func refusals() async throws {
        try await Fixture.run { fixture in
            func refused(_ spec: MachineSpec, _ firstBoot: FirstBoot) async throws -> VMFestError {
                let error = await #expect(throws: VMFestError.self) {
                    try await fixture.host.create(fixture.name(), spec, firstBoot: firstBoot)
                }
                return try #require(error)
            }
            #expect(try await refused(.small, FirstBoot(hostName: "no good")).code == .invalidArgument)
            #expect(try await refused(.small, FirstBoot(publicKeys: ["two\nlines"])).code == .invalidArgument)
            var spec = MachineSpec.small
            spec.storage = []
            let error = try await refused(spec, FirstBoot(hostName: "good"))
            #expect(error.code == .invalidSpec)
            #expect(error.problems.map(\.place) == ["storage"])
            let info = try await fixture.manage.info(fixture.name())
            #expect(info == nil)
        }
    }
}
