//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Testing

@testable import VMFest
@testable import VMFestCommands

struct HealthFindingsTests {
    private func findings(_ change: (inout HostHealth) -> Void) -> [Finding] {
        var health = HostHealth(
            engine: .hardware, locks: [], unreadableMedia: [], machineFolder: "/machines", freeSpace: .gibibytes(100))
        change(&health)
        return HealthFindings(health: health).all
    }

    @Test func aHealthyHostIsAllRight() {
        #expect(findings { _ in }.map(\.grade) == [.ok, .ok])
        #expect(findings { $0.freeSpace = nil }.map(\.check) == ["engine"])
    }

    @Test(arguments: [
        (HostInfo.Engine.hardware, [Finding.Grade.ok]), (.native, [.ok]), (.emulated, [.warning]),
    ])
    func theSlowEngineIsAWarning(_ engine: HostInfo.Engine, _ grades: [Finding.Grade]) {
        #expect(findings { $0.engine = engine }.filter { $0.check == "engine" }.map(\.grade) == grades)
    }

    @Test(arguments: [(5120, Finding.Grade.ok), (5119, .warning), (1024, .warning), (1023, .problem), (0, .problem)])
    func littleRoomIsAWarningAndNextToNoneAProblem(_ mebibytes: Int, _ grade: Finding.Grade) {
        let found = findings { $0.freeSpace = .mebibytes(mebibytes) }.filter { $0.check == "disk" }
        #expect(found.map(\.grade) == [grade])
    }

    @Test func settingsThatVirtualBoxEmptiedAreAProblemWithWhatSavesThem() throws {
        let found = findings {
            $0.emptySettings = [
                .init(path: "/home/VirtualBox.xml", machine: nil),
                .init(path: "/machines/web/web.vbox", machine: "web"),
            ]
        }.filter { $0.check == "settings" }
        #expect(found.map(\.grade) == [.problem, .problem])
        #expect(
            found[0].message.contains("'/home/VirtualBox.xml' is empty") && found[0].message.contains("all machines"))
        let remedy = try #require(found[1].remedy)
        #expect(remedy.contains("vmfest tag web written=again") && remedy.contains("/machines/web/web.vbox-prev"))
    }

    @Test func damagedImagesAreAProblem() throws {
        let found = findings {
            $0.damagedImages = [
                ImageCheck(image: "debian-12", finding: .missing, reason: "'/images/debian-12.vdi' is gone")
            ]
        }.filter { $0.check == "image" }
        #expect(found.map(\.grade) == [.problem])
        #expect(found[0].message == "the image 'debian-12' is damaged: '/images/debian-12.vdi' is gone")
        #expect(try #require(found[0].remedy).contains("vmfest image verify debian-12"))
    }

    @Test func theAddressesThatPrivateNetworksMayHaveAreTold() throws {
        let usual = findings { $0.hostOnlyRanges = .usual }.filter { $0.check == "host-only" }
        #expect(
            usual == [
                .ok(
                    "host-only",
                    "private networks may be in 192.168.56.0/21, fe80::/10, as long as there is no"
                        + " /etc/vbox/networks.conf on the host")
            ])
        let own = findings { $0.hostOnlyRanges = HostOnlyRanges(text: "* 10.0.0.0/8") }.filter {
            $0.check == "host-only"
        }
        #expect(
            own.map(\.message) == ["private networks may be in 10.0.0.0/8, as /etc/vbox/networks.conf on the host says"]
        )
    }

    @Test(arguments: [
        ("* 10.0.0.0/8\n10.1.0.0/16", ["ok", "warning"]), ("# nothing", ["warning"]),
        ("nonsense", ["warning", "warning"]),
    ])
    func aFileThatVirtualBoxDoesNotUnderstandIsAWarning(_ text: String, _ grades: [String]) {
        let found = findings { $0.hostOnlyRanges = HostOnlyRanges(text: text) }.filter { $0.check == "host-only" }
        #expect(found.map(\.grade.rawValue) == grades)
        #expect(found.filter { $0.grade == .warning }.allSatisfy { $0.remedy?.contains("'* 192.168.56.0/21") == true })
        if let last = found.last, found.count == 2 { #expect(last.message.contains("line ")) }
    }

    @Test func aFileThatCanNotBeReadIsAWarning() {
        let ranges = HostOnlyRanges(permitted: [], source: .unreadable)
        let found = findings { $0.hostOnlyRanges = ranges }.filter { $0.check == "host-only" }
        #expect(found.map(\.remedy) == ["let everybody read /etc/vbox/networks.conf"])
    }

    @Test func aPrivateNetworkOutsideOfTheRangesIsAWarningWithTheLineThatPermitsIt() throws {
        let network = Network(
            name: "site", kind: .private, cardName: "vboxnet0", subnet: Subnet("10.0.0.0/24"), isManaged: true)
        let found = findings {
            $0.hostOnlyRanges = .usual
            $0.forbiddenNetworks = [network]
        }
        let warning = try #require(found.last)
        #expect(warning.grade == .warning && warning.check == "host-only")
        #expect(warning.message.contains("'site' (vboxnet0) has the addresses 10.0.0.0/24"))
        #expect(warning.remedy?.contains("'* 10.0.0.0/24' in /etc/vbox/networks.conf") == true)
        let json = try Renderer(format: .json).render(Diagnosis(findings: [warning]))
        #expect(json.contains(#""check" : "host-only""#))
    }

    @Test func aLockIsToldWithItsHolderAndWhatFreesIt() throws {
        let holder = LockHolder(
            machine: Samples.machine(1), name: "web", isRunning: false, session: "GUI/Qt", process: 4711,
            program: "VirtualBoxVM")
        let finding = try #require(findings { $0.locks = [holder] }.last)
        let who = "the session 'GUI/Qt' (VirtualBoxVM, process 4711)"
        #expect(finding.message == "'web' does not run and is locked by \(who)")
        #expect(finding.remedy?.contains("vmfest unlock 00000000-0000-0000-0000-000000000001") == true)
    }

    @Test func aDiskThatCanNotBeReadIsToldWithItsMachines() throws {
        let used = HostHealth.UnreadableMedium(path: "/a.vdi", reason: "no such file", machines: ["web"])
        let unused = HostHealth.UnreadableMedium(path: "/b.vdi", reason: "no such file\nat all", machines: [])
        let found = findings { $0.unreadableMedia = [used, unused] }.suffix(2)
        #expect(found.map(\.grade) == [.warning, .warning])
        #expect(found.first?.remedy?.contains("'web'") == true)
        #expect(found.last?.remedy?.contains("vmfest disk forget") == true)
        #expect(found.last?.message == "'/b.vdi' can not be read: no such file at all")
    }

    @Test func aSnapshotThatNobodyGoesBackToIsToldWithBothWays() throws {
        let snapshot = Snapshot(
            id: Samples.machine(2).id, name: "vmfest-with-x", description: "", taken: Date(timeIntervalSince1970: 0),
            isLive: false, isCurrent: true, depth: 0)
        let abandoned = HostHealth.AbandonedSnapshot(machine: Samples.machine(1), name: "web", snapshot: snapshot)
        let finding = try #require(findings { $0.abandonedSnapshots = [abandoned] }.last)
        #expect(finding.grade == .warning && finding.message.contains("'web'"))
        for verb in ["restore", "rm"] {
            let command = "vmfest snapshot \(verb) 00000000-0000-0000-0000-000000000001 vmfest-with-x"
            #expect(finding.remedy?.contains(command) == true, "\(finding)")
        }
    }

    @Test func whatKilledProgramsLeftIsOneFinding() {
        #expect(MachineFindings.leftovers([]).isEmpty)
        let folder = HostPath("/machines/x")
        let left = Leftover(kind: .folder, name: folder.text, reason: "gone", target: .folder(folder))
        #expect(MachineFindings.leftovers([left]).map(\.message) == ["nobody needs these any more: folder /machines/x"])
    }
}
