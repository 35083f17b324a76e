//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Testing

import struct VMFest.Host

@testable import VMFest

/// Where a sequence is done: a service of its own, clients that do not know of each other, an image and data disks.
struct ModelStage: Sendable {
    let fixture: Fixture
    let clients: [Host]
    let image: String

    /// What is on the host before the first step.
    let before: Set<String>

    /// Does a sequence on a new stage; nil where all is as the model says.
    static func failure(of steps: [ModelStep]) async throws -> ModelFailure? {
        try await PrivateService.run { service in
            try await Fixture.run(on: service.url, manage: service.manage) { fixture in
                let image = try await fixture.emptyImage()
                for number in 0..<StepMaker.disks {
                    try await fixture.host.createDisk("d\(number)", .mebibytes(2))
                }
                let path = try await fixture.host.disk("d0").info().path
                let stage = ModelStage(
                    fixture: fixture, clients: (0..<StepMaker.clients).map { _ in Host(url: service.url) },
                    image: image, before: try await fixture.remains(beside: path))
                if let failure = try await stage.failure(of: steps) { return failure }
                try await stage.expectNothingLeft(beside: path, on: service)
                return nil
            }
        }
    }

    private func failure(of steps: [ModelStep]) async throws -> ModelFailure? {
        var worlds = ModelWorlds()
        var start = steps.startIndex
        while start < steps.endIndex {
            let end = steps[start...].firstIndex { $0.round != steps[start].round } ?? steps.endIndex
            let round = Array(steps[start..<end])
            let ends = await outcomes(of: round)
            func failure(_ reason: String) -> ModelFailure {
                ModelFailure(
                    steps: Array(steps[..<end]), reason: reason, outcomes: ends.map { "\($0.step): \($0.text)" })
            }
            let known = worlds.all
            guard worlds.take(ends.map { ModelResult(step: $0.step, outcome: $0.outcome) }) else {
                return failure("no order of these steps explains how they ended, beginning with \(known)")
            }
            let expected = worlds.all
            let views = try await views(of: round.reduce(into: []) { $0.formUnion($1.touched) })
            guard worlds.see(views) else { return failure("\(views) is seen, and expected is one of \(expected)") }
            start = end
            guard worlds.deaths <= 1 + end / 500 else {
                return failure("\(worlds.deaths) processes died by themselves")
            }
            if end / 500 > (end - round.count) / 500 { print("model check: \(end) steps") }
            guard start == steps.endIndex || round[0].round.isMultiple(of: 10) else { continue }
            let names = try await names()
            guard worlds.all.contains(where: { Set($0.machines.keys.map { "m\($0)" }) == names }) else {
                return failure("there are the machines \(names.sorted()), and expected is one of \(worlds.all)")
            }
        }
        if worlds.deaths > 0 { print("model check: \(worlds.deaths) processes of machines died by themselves") }
        return nil
    }

    private struct End: Sendable {
        let step: ModelStep
        let outcome: ModelOutcome
        let text: String
    }

    /// Does the steps of a round, all at once.
    private func outcomes(of round: [ModelStep]) async -> [End] {
        await withTaskGroup(of: (Int, End).self) { group in
            for (index, step) in round.enumerated() { group.addTask { (index, await end(of: step)) } }
            return await group.reduce(into: []) { $0.append($1) }.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }

    private func end(of step: ModelStep) async -> End {
        do {
            try await perform(step)
            return End(step: step, outcome: .done, text: "done")
        } catch let error as VMFestError {
            return End(step: step, outcome: .refused(error.code), text: "\(error.code): \(error)")
        } catch {
            return End(step: step, outcome: .refused(.failed), text: "\(type(of: error)): \(error)")
        }
    }

    private static let spec: MachineSpec = {
        var spec = MachineSpec(networks: [], storage: [.sata("SATA", devices: [])])
        spec.storage[0].ports = 4
        return spec
    }()

    private func perform(_ step: ModelStep) async throws {
        let host = clients[step.client]
        if case .create(let memory) = step.action {
            var spec = Self.spec
            spec.memory = .mebibytes(memory)
            _ = try await host.create("m\(step.machine)", spec, image: .file(image))
            return
        }
        let machine: VMFest.Machine
        do {
            machine = try await host.machine(named: "m\(step.machine)")
        } catch let error as VMFestError where error.code == .noSuchMachine && step.action == .verb(.destroy) {
            return
        }
        switch step.action {
        case .create: return
        case .verb(let verb): try await verb.run(on: machine)
        case .takeSnapshot(let name): try await machine.takeSnapshot(name)
        case .restore(let name): try await machine.restore(name)
        case .removeSnapshot(let name): try await machine.removeSnapshot(name)
        case .attach(let disk): try await host.disk("d\(disk)").attach(to: machine)
        case .detach(let disk): try await host.disk("d\(disk)").detach(from: machine)
        case .setMemory(let memory): try await machine.update { $0.memory = .mebibytes(memory) }
        case .tag(let value): try await machine.tag(["role": value])
        case .clone(let snapshot, let clone): _ = try await machine.clone(as: "m\(clone)", of: snapshot, .linked)
        }
    }

    /// Destroys all machines, clones before what they are based on, and looks at what is left.
    private func expectNothingLeft(beside path: String, on service: PrivateService) async throws {
        var machines = try await fixture.host.machines(.all)
        while !machines.isEmpty {
            var left: [VMFest.Machine] = []
            for machine in machines {
                do {
                    try await machine.destroy()
                } catch let error as VMFestError where error.code == .inUse {
                    left.append(machine)
                }
            }
            try #require(left.count < machines.count, "\(left)")
            machines = left
        }
        #expect(try await fixture.remains(beside: path) == before)
        #expect(try await fixture.host.leftovers() == [])
        // VirtualBox takes a disk that was attached again beside a snapshot for one in use, until it is started anew.
        try await service.down()
        try await service.up()
        for number in 0..<StepMaker.disks { try await fixture.host.disk("d\(number)").remove() }
    }
}
