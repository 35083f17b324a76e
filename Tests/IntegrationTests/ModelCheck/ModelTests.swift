//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Testing

@testable import VMFest

@Suite("The model itself")
struct ModelTests {
    private func step(_ machine: Int, _ action: ModelAction) -> ModelStep {
        ModelStep(round: 1, client: 0, machine: machine, action: action)
    }

    private func world(_ steps: ModelStep...) throws -> ModelHost {
        var host = ModelHost()
        for step in steps { try host.take(step) }
        return host
    }

    @Test("a seed gives the same steps again, another one others, and a longer sequence begins as a shorter one")
    func seeds() {
        let steps = StepMaker.steps(500, seed: 7)
        #expect(steps.count == 500)
        #expect(StepMaker.steps(500, seed: 7) == steps)
        #expect(StepMaker.steps(500, seed: 8) != steps)
        #expect(StepMaker.steps(90, seed: 7) == Array(steps.prefix(90)))
        #expect(zip(steps, steps.dropFirst()).allSatisfy { $0.round <= $1.round })
    }

    @Test("most steps of a sequence do something, and every kind of step is among those that do")
    func variety() {
        var host = ModelHost()
        var kinds: Set<Substring> = []
        var count = 0
        for step in StepMaker.steps(2_000, seed: 1) {
            let before = host
            guard (try? host.take(step)) != nil, host != before || step.action == .verb(.reset) else { continue }
            count += 1
            let kind = "\(step.action)".prefix { $0 != "(" }
            if case .verb(let verb) = step.action { kinds.insert("\(verb)") } else { kinds.insert(kind) }
        }
        #expect(count > 1_000)
        #expect(kinds.count == Verb.allCases.count + 9, "\(kinds.sorted())")
    }

    @Test("what another machine needs is refused, and nothing is changed")
    func refusals() throws {
        let host = try world(
            step(0, .create(memory: 32)), step(0, .attach(disk: 0)), step(0, .verb(.start)),
            step(0, .takeSnapshot("a")), step(0, .clone(of: "a", as: 1)), step(2, .create(memory: 32)))
        #expect(host.machines[1]?.phase == .saved && host.machines[1]?.disks == [0])
        let refused: [(ModelStep, VMFestError.Code)] = [
            (step(0, .verb(.destroy)), .inUse), (step(0, .removeSnapshot("a")), .inUse),
            (step(2, .attach(disk: 0)), .inUse), (step(1, .verb(.start)), .startFailed),
            (step(0, .clone(of: "a", as: 2)), .nameTaken), (step(2, .clone(of: "a", as: 3)), .noSuchSnapshot),
            (step(0, .restore("a")), .invalidState), (step(3, .verb(.start)), .noSuchMachine),
            (step(0, .setMemory(36)), .invalidState), (step(1, .detach(disk: 0)), .invalidState),
        ]
        for (step, code) in refused {
            var after = host
            #expect(throws: ModelHost.Refusal(code), "\(step)") { try after.take(step) }
            #expect(after == host, "\(step)")
        }
    }

    @Test("a snapshot is not removed while a clone is based on it or on one that came after it")
    func clonesOfLaterSnapshots() throws {
        var host = try world(
            step(0, .create(memory: 32)), step(0, .takeSnapshot("a")), step(0, .takeSnapshot("b")),
            step(0, .takeSnapshot("c")), step(0, .clone(of: "b", as: 1)))
        for name in ["a", "b"] {
            #expect(throws: ModelHost.Refusal(.inUse)) { try host.take(step(0, .removeSnapshot(name))) }
        }
        try host.take(step(0, .removeSnapshot("c")))
    }

    @Test("a snapshot that something else came from as well is not removed; its child takes its place otherwise")
    func snapshots() throws {
        var host = try world(
            step(0, .create(memory: 32)), step(0, .takeSnapshot("a")), step(0, .setMemory(36)),
            step(0, .takeSnapshot("b")), step(0, .restore("a")))
        #expect(host.machines[0]?.memory == 32)
        #expect(throws: ModelHost.Refusal(.inUse)) { try host.take(step(0, .removeSnapshot("a"))) }
        try host.take(step(0, .restore("b")))
        #expect(host.machines[0]?.memory == 36)
        try host.take(step(0, .removeSnapshot("a")))
        #expect(host.machines[0]?.snapshots["b"]?.parent == nil)
        #expect(host.machines[0]?.current == "b")
    }

    @Test("outcomes of steps at once are explained by an order, and by none where there is none")
    func orders() throws {
        let (start, pause) = (step(0, .verb(.start)), step(0, .verb(.pause)))
        let refused = ModelOutcome.refused(.invalidState)
        #expect(ends(start: .done, pause: .done) == [.paused])
        #expect(ends(start: .done, pause: refused) == [.running])
        #expect(ends(start: refused, pause: .done) == [])

        func ends(start started: ModelOutcome, pause paused: ModelOutcome) -> Set<ModelMachine.Phase?> {
            var worlds = ModelWorlds()
            _ = worlds.take([ModelResult(step: step(0, .create(memory: 32)), outcome: .done)])
            let isExplained = worlds.take([
                ModelResult(step: pause, outcome: paused), ModelResult(step: start, outcome: started),
            ])
            #expect(isExplained == !worlds.all.isEmpty)
            return Set(worlds.all.map { $0.machines[0]?.phase })
        }
    }

    @Test("who comes in the middle of a destroy finds the machine switched off")
    func destroyIsTwoThings() {
        var worlds = ModelWorlds()
        for action in [ModelAction.create(memory: 32), .verb(.start)] {
            _ = worlds.take([ModelResult(step: step(0, action), outcome: .done)])
        }
        let isExplained = worlds.take([
            ModelResult(step: step(0, .verb(.pause)), outcome: .refused(.invalidState)),
            ModelResult(step: step(0, .verb(.destroy)), outcome: .done),
        ])
        #expect(isExplained && worlds.all.allSatisfy(\.machines.isEmpty))
    }

    @Test("several worlds stay possible until a look tells which it is")
    func looks() throws {
        var worlds = ModelWorlds()
        _ = worlds.take([ModelResult(step: step(0, .create(memory: 32)), outcome: .done)])
        _ = worlds.take([
            ModelResult(step: step(0, .verb(.start)), outcome: .done),
            ModelResult(step: step(0, .verb(.powerOff)), outcome: .done),
        ])
        #expect(worlds.all.count == 2)
        var view = try #require(worlds.all.first { $0.machines[0]?.phase == .off }?.machines[0]?.view)
        let isSeen = worlds.see([0: view])
        #expect(isSeen && worlds.all.count == 1)
        view.memory = 36
        let isSeenOtherwise = worlds.see([0: view])
        #expect(!isSeenOtherwise)
    }

    @Test("what VBoxManage says is read: state, memory, disks, the tree of snapshots, tag")
    func reading() {
        let values = [
            "VMState": "saved", "memory": "36", "SATA-0-0": "/f/{1}.vdi", "SATA-2-0": "/f/vmfest-disks/d1.vdi",
            "SATA-1-0": "none", "SATA-ImageUUID-0-0": "1", "SnapshotName": "a", "SnapshotName-1": "b",
            "SnapshotName-1-1": "c", "SnapshotName-2": "d", "CurrentSnapshotName": "c",
        ]
        let view = ModelMachine.View(values, tag: "Value: web\n")
        #expect(view.phase == .saved && view.memory == 36 && view.disks == [1] && view.hasBootDisk)
        #expect(view.parents == ["a": "", "b": "a", "c": "b", "d": "a"])
        #expect(view.current == "c" && view.tag == "web")
        let other = ModelMachine.View(["VMState": "running"], tag: "No value set!")
        #expect(other.phase == .running && !other.hasBootDisk && other.tag == nil && other.current == nil)
        #expect(ModelMachine.View(["VMState": "saving"], tag: "").phase == nil)
    }
}
