//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Testing
import VMFest
import VirtualBox

import struct VMFest.Host

/// Instances of an image of nothing: what their guests do is for other tests.
@Suite("Instances", .virtualBox)
struct RunTests {
    /// A host of its own, with an image.
    private func run(_ test: @escaping @Sendable (Fixture) async throws -> Void) async throws {
        try await PrivateService.run { service in
            try await Fixture.run(on: service.url, manage: service.manage) { fixture in
                try await fixture.host.importImage(
                    "base", from: try await fixture.emptyImage(), ImageAttributes(user: "me", size: "nano"))
                try await test(fixture)
                #expect(try await fixture.host.leftovers() == [])
            }
        }
    }

    private func names(_ fixture: Fixture) async throws -> [String] {
        try await fixture.host.inventory().map(\.name)
    }

    @Test("20 at once run, each with the size's hardware, ports and a record of its own")
    func twenty() async throws {
        try await run { fixture in
            let options = RunOptions(
                name: fixture.name("web"), labels: MachineLabels(tags: ["role": "web"], owner: "tests"),
                forwards: [PortForward(hostPort: 0, guestPort: 80)])
            let machines = try await fixture.host.run("base", count: 20, options)
            let infos = try await machines.asyncMap { try await $0.info() }
            #expect(infos.map(\.name) == (1...20).map { fixture.name("web-\($0)") })
            for info in infos {
                #expect(info.state == .running)
                #expect(info.memory == Size.nano.memory)
                #expect((info.image, info.size, info.owner, info.user) == ("base", "nano", "tests", "me"))
                #expect(info.tags == ["role": "web"])
            }
            let ports = try await machines.asyncMap { try await $0.endpoints().compactMap(\.forward) }.flatMap(\.self)
            #expect(Set(ports.map(\.port)).count == 40)
            #expect(ports.filter { $0.guestPort == 22 }.count == 20)
            for machine in machines { try await machine.destroy() }
        }
    }

    @Test("of instances some of which fail, the failed ones go, and the others stay or go, as asked")
    func failures() async throws {
        try await run { fixture in
            _ = try await fixture.machine("web-2")
            for (policy, kept) in [(RunOptions.FailurePolicy.removeFailed, ["web-1", "web-3"]), (.removeAll, [])] {
                let options = RunOptions(name: fixture.name("web"), onFailure: policy)
                let error = try await #require(throws: VMFestError.self) {
                    try await fixture.host.run("base", count: 3, options)
                }
                #expect(error.code == .nameTaken)
                #expect(error.failures.map(\.name) == [fixture.name("web-2")])
                #expect(error.failures.map(\.stage) == ["create"])
                let left = try await error.kept.asyncMap { try await $0.info().name }
                #expect(left == kept.map(fixture.name))
                #expect(try await names(fixture) == (kept + ["web-2"]).sorted().map(fixture.name))
                for machine in error.kept { try await machine.destroy() }
            }
        }
    }

    @Test("a guest that does not come as far as it should is told with its stage, and its machine goes")
    func stage() async throws {
        try await run { fixture in
            let error = try await #require(throws: VMFestError.self) {
                try await fixture.host.run(
                    "base", RunOptions(name: fixture.name("web")), until: .ssh, within: .seconds(5))
            }
            #expect(error.code == .timeLimit)
            #expect(error.failures.map(\.stage) == ["ssh"])
            #expect("\(error)".contains("at 'ssh'"), "\(error)")
            #expect(try await names(fixture).isEmpty)
        }
    }

    @Test("a run that is cancelled leaves nothing, whenever")
    func cancellation() async throws {
        try await run { fixture in
            for delay in [0.0, 0.05, 0.2, 0.6, 1.2] {
                let task = Task {
                    try await fixture.host.run("base", count: 3, RunOptions(name: fixture.name("web")), until: .ssh)
                }
                try await Task.sleep(for: .seconds(delay))
                task.cancel()
                await #expect(throws: CancellationError.self) { _ = try await task.value }
                #expect(try await names(fixture).isEmpty, "after \(delay) s")
            }
        }
    }

    @Test("what can be known to fail is refused before anything is made")
    func refusals() async throws {
        try await run { fixture in
            let host = fixture.host
            let port = PortForward(hostPort: 33_000, guestPort: 80)
            let errors = [
                await #expect(throws: VMFestError.self) { _ = try await host.run("nope") },
                await #expect(throws: VMFestError.self) { _ = try await host.run("base", count: 0) },
                await #expect(throws: VMFestError.self) {
                    _ = try await host.run("base", count: 2, RunOptions(forwards: [port]))
                },
            ]
            #expect(errors.map { $0?.code } == [.noSuchImage, .invalidArgument, .invalidArgument])
            #expect(host.calls.byOperation["IVirtualBox_createMachine"] == nil)
        }
    }
}

extension Sequence {
    fileprivate func asyncMap<Result>(_ transform: (Element) async throws -> Result) async rethrows -> [Result] {
        var results: [Result] = []
        for element in self { try await results.append(transform(element)) }
        return results
    }
}
