//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

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
        let unused = HostHealth.UnreadableMedium(path: "/b.vdi", reason: "no such file", machines: [])
        let found = findings { $0.unreadableMedia = [used, unused] }.suffix(2)
        #expect(found.map(\.grade) == [.warning, .warning])
        #expect(found.first?.remedy?.contains("'web'") == true)
        #expect(found.last?.remedy?.contains("closemedium") == true)
    }

    @Test func whatKilledProgramsLeftIsOneFinding() {
        #expect(MachineFindings.leftovers([]).isEmpty)
        let folder = HostPath("/machines/x")
        let left = Leftover(kind: .folder, name: folder.text, reason: "gone", target: .folder(folder))
        #expect(MachineFindings.leftovers([left]).map(\.message) == ["nobody needs these any more: folder /machines/x"])
    }
}
