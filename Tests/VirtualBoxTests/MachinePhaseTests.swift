//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Testing
import VirtualBoxAPI

@testable import VirtualBox

struct MachinePhaseTests {
    private static let phases: [MachineState: MachinePhase] = [
        .poweredOff: .off, .teleported: .off, .aborted: .aborted, .saved: .saved, .abortedSaved: .saved,
        .running: .running, .paused: .paused, .teleportingPausedVM: .paused, .stuck: .stuck,
        .null: .changing, .teleporting: .changing, .liveSnapshotting: .changing, .starting: .changing,
        .stopping: .changing, .saving: .changing, .restoring: .changing, .teleportingIn: .changing,
        .deletingSnapshotOnline: .changing, .deletingSnapshotPaused: .changing, .onlineSnapshotting: .changing,
        .restoringSnapshot: .changing, .deletingSnapshot: .changing, .settingUp: .changing, .snapshotting: .changing,
    ]

    /// These name the ends of ranges of states; no machine is in them.
    private static let ranges: Set<MachineState> = [.firstOnline, .lastOnline, .firstTransient, .lastTransient]

    @Test("Every state that VirtualBox has is in a phase", arguments: MachineState.knownValues)
    func phase(state: MachineState) throws {
        guard !Self.ranges.contains(state) else { return }
        let phase = try #require(Self.phases[state])
        #expect(MachinePhase(state) == phase)
    }

    @Test("A state that a newer VirtualBox has is waited through")
    func unknown() {
        #expect(MachinePhase(MachineState(rawValue: "Hibernating")) == .changing)
    }

    @Test("A process executes what is not off", arguments: MachinePhase.allCases)
    func process(phase: MachinePhase) {
        #expect(phase.hasProcess == ![.off, .aborted, .saved].contains(phase))
    }
}
