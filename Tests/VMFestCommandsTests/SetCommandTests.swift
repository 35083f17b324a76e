//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import Foundation
import Testing

@testable import VMFest
@testable import VMFestCommands

struct SetCommandTests {
    @Test func setTakesValuesAndWhatIsAgreedTo() throws {
        let words = ["set", "web", "memory=2GiB", "description=a=b", "--remove", "networks.1", "--stop", "--force"]
        let command = try #require(try VMFestCommand.parseAsRoot(words) as? SetCommand)
        let values = try command.values
        #expect(values.map(\.key) == ["memory", "description"] && values.map(\.value) == ["2GiB", "a=b"])
        #expect(command.selection.names == ["web"] && command.selection.isOne)
        #expect(command.removed == ["networks.1"] && command.stop && command.force && !command.dryRun)
    }

    @Test func passwordsOfDisksGoWithAStop() throws {
        let words = ["set", "vault", "cpus=2", "--disk-password-file", "p"]
        let command = try #require(try VMFestCommand.parseAsRoot(words + ["--stop"]) as? SetCommand)
        #expect(command.disks.files == ["p"])
        #expect(throws: (any Error).self) { try VMFestCommand.parseAsRoot(words) }
    }

    @Test func setIsForSeveralMachines() throws {
        let some = try #require(try VMFestCommand.parseAsRoot(["set", "web", "db", "cpus=2"]) as? SetCommand)
        #expect(some.selection.names == ["web", "db"] && !some.selection.isOne)
        let words = ["set", "--all", "--tag", "role=web", "cpus=2"]
        let all = try #require(try VMFestCommand.parseAsRoot(words) as? SetCommand)
        #expect(all.selection.areAll && all.selection.filters.count == 1 && all.selection.names.isEmpty)
        let plan = MachinePlan(state: .off, changes: [])
        let reports = ChangeReports([(name: "db", value: ChangeReport(plan)), (name: "web", value: ChangeReport(plan))])
        #expect(try Renderer(format: .text).render(reports) == "db:\nnothing to change\n\nweb:\nnothing to change")
        #expect(try Renderer(format: .json).render(reports).contains(#""machine" : "db""#))
        #expect(reports.identifiers == ["db", "web"])
    }

    @Test(arguments: [
        ["set", "web"], ["set", "web", "memory"], ["set", "cpus=1"], ["set", "web", "--all", "cpus=1"],
        ["set", "--tag", "a=b", "cpus=1"], ["set", "web", "=1"], ["set", "web", "cpus=1", "cpus=2"],
        ["set", "web", "cpus=1", "--stop", "--now-only"], ["set", "web", "cpus=1", "--force"],
    ])
    func whatSaysNothingOrTooMuchIsRefused(_ words: [String]) {
        #expect(throws: (any Error).self) { try VMFestCommand.parseAsRoot(words) }
    }

    @Test func theFileComesFirst() throws {
        var spec = MachineSpec()
        let order = SpecOrder(
            file: ("web.yaml", "cpus: 2\nmemory: 1 GiB"), values: [("cpus", "4")],
            forwards: [PortForward(hostPort: 1, guestPort: 2)])
        try order.apply(to: &spec)
        #expect(spec.cpus == 4 && spec.memory == .gibibytes(1))
        #expect(spec.networks == [.nat(forwards: [PortForward(hostPort: 1, guestPort: 2)])])
        let error = try #require(throws: VMFestError.self) {
            try SpecOrder(file: ("web.yaml", "cpus: x")).apply(to: &spec)
        }
        #expect(error.description.contains("web.yaml"))
    }

    private static let plan = MachinePlan(
        state: .running,
        changes: [
            MachineChange(key: "memory", from: "512 MiB", to: "2 GiB", when: .off),
            MachineChange(key: "sharedFolders.a", from: nil, to: "/a, read-only", when: .now),
        ])

    @Test func aPlanSaysWhen() throws {
        #expect(
            try Renderer(format: .text).render(ChangeReport(Self.plan)) == """
                KEY              FROM     TO             WHEN
                memory           512 MiB  2 GiB          while it is off
                sharedFolders.a  -        /a, read-only  now
                """)
        #expect(
            try Renderer(format: .text).render(ChangeReport(MachinePlan(state: .off, changes: [])))
                == "nothing to change")
    }

    @Test func aReportSaysWhatWasDone() throws {
        let update = MachineUpdate(made: [Self.plan.changes[1]], left: [Self.plan.changes[0]], isRestarted: false)
        #expect(
            try Renderer(format: .json).render(ChangeReport(Self.plan, update)) == """
                {
                  "changes" : [
                    {
                      "from" : null,
                      "key" : "sharedFolders.a",
                      "made" : true,
                      "to" : "/a, read-only",
                      "when" : "now"
                    },
                    {
                      "from" : "512 MiB",
                      "key" : "memory",
                      "made" : false,
                      "to" : "2 GiB",
                      "when" : "off"
                    }
                  ],
                  "restarted" : false,
                  "state" : "running"
                }
                """)
    }
}
