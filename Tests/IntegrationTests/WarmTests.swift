//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Testing
import VMFest

import struct VMFest.Host

/// One guest is booted for all of this, which takes a minute where machines are interpreted.
@Suite("Warm images", .virtualBox)
struct WarmTests {
    @Test("machines start from a warm image, each with an identity of its own, and leave the image as it is")
    func wholeWay() async throws {
        try await WarmGuest.run { guest in
            // Each needs what those before it did.
            try await step("refused baking", guest, refusedBaking)
            try await step("cancelled baking", guest, cancelledBaking)
            try await step("baking", guest, baking)
            try await step("fitting", guest, fitting)
            try await step("refused clones", guest, refusedClones)
            try await step("cancelled clones", guest, cancelledClones)
            try await step("clones", guest, clones)
            try await step("leftovers", guest, leftovers)
            try await step("removal", guest, removal)
        }
    }

    private func refusedBaking(_ guest: WarmGuest) async throws {
        let host = guest.fixture.host
        func refused(_ image: String, _ spec: MachineSpec) async throws -> VMFestError {
            try await #require(throws: VMFestError.self) {
                try await host.warmImage(image, size: .tiny, spec: spec)
            }
        }
        var spec = guest.spec
        #expect(try await refused("nothing", spec).code == .noSuchImage)
        spec.networks = [.nat(), .internal("net")]
        let error = try await refused(guest.image, spec)
        #expect(error.code == .notSupported)
        #expect(error.message.contains("networks[1]"))
        spec.networks = []
        spec.storage[0].devices = [nil, .disk("/disk.vdi")]
        #expect(try await refused(guest.image, spec).code == .notSupported)
        try await guest.expectNothingLeft()
    }

    private func cancelledBaking(_ guest: WarmGuest) async throws {
        let host = guest.fixture.host
        let baking = Task { try await host.warmImage(guest.image, size: .tiny, spec: guest.spec) }
        // Whatever is wrong with it shows here, before it is waited for.
        do {
            try await eventually("the template runs") {
                try await host.inventory(.all).contains { $0.state == .running }
            }
        } catch {
            baking.cancel()
            _ = try await baking.value
            throw error
        }
        // What is being made is no leftover.
        #expect(try await host.leftovers() == [])
        baking.cancel()
        await #expect(throws: CancellationError.self) { try await baking.value }
        try await guest.expectNothingLeft()
    }

    private func baking(_ guest: WarmGuest) async throws {
        let host = guest.fixture.host
        let warm = try await host.warmImage(guest.image, size: .tiny, spec: guest.spec)
        #expect(warm.image == guest.image)
        #expect(warm.size == "tiny")
        #expect(warm.login == "root")
        #expect(try await host.warmImages() == [warm])
        #expect(try await host.inventory() == [])
        #expect(try await host.leftovers() == [])
        let state = try await guest.fixture.manage.state(warm.template.uuidString.lowercased())
        #expect(state == "poweroff")
    }

    private func fitting(_ guest: WarmGuest) async throws {
        let host = guest.fixture.host
        var spec = guest.spec
        spec.description = "text"
        spec.networks = [.nat()]
        guard case .template = try await host.warmFit(guest.image, spec) else {
            Issue.record("it should fit")
            return
        }
        spec.memory = .mebibytes(132)
        guard case .none(let reason) = try await host.warmFit(guest.image, spec) else {
            Issue.record("it should not fit")
            return
        }
        #expect(reason.contains("other hardware"))
    }

    private func refusedClones(_ guest: WarmGuest) async throws {
        let host = guest.fixture.host
        let template = try await guest.template()
        func refused(_ name: String, _ spec: MachineSpec, _ firstBoot: FirstBoot) async throws -> VMFestError {
            try await #require(throws: VMFestError.self) {
                try await host.create(name, from: template, spec, firstBoot: firstBoot)
            }
        }
        let plain = FirstBoot()
        let ignition = FirstBoot(userData: try UserData(#"{"ignition":{"version":"3.4.0"}}"#))
        #expect(try await refused("a", guest.spec, ignition).code == .notSupported)
        #expect(try await refused("a", guest.spec, FirstBoot(networkConfig: "version: 2")).code == .notSupported)
        #expect(try await refused("a", guest.spec, FirstBoot(hostName: "no good")).code == .invalidArgument)
        #expect(try await refused("a/b", guest.spec, plain).code == .invalidSpec)
        var other = guest.spec
        other.memory = .mebibytes(132)
        #expect(try await refused("a", other, plain).code == .invalidArgument)
        let files = try guest.files()

        // The port is taken: found out after the saved state was given up.
        let port = Int.random(in: 20_000..<30_000)
        var spec = guest.spec
        spec.networks = [.nat(forwards: [PortForward(hostPort: port, guestPort: 80)])]
        let holder = try await host.create("holder", MachineSpec(memory: .mebibytes(32), networks: spec.networks))
        #expect(try await refused("a", spec, plain).code == .inUse)
        #expect(try await refused("holder", guest.spec, plain).code == .nameTaken)
        try await holder.destroy()
        #expect(try guest.files() == files)
        #expect(try await host.leftovers() == [])
        #expect(try await host.inventory(.all).count == 1)
        let discs = try await guest.fixture.manage("list", "dvds")
        #expect(!discs.contains("Location:"))
    }

    private func cancelledClones(_ guest: WarmGuest) async throws {
        let host = guest.fixture.host
        let template = try await guest.template()
        let files = try guest.files()
        for calls in stride(from: 4, to: 60, by: 5) {
            let begin = host.callCount
            let spec = guest.spec
            let making = Task { try await host.create("a", from: template, spec, firstBoot: FirstBoot()) }
            for _ in 0..<500 where host.callCount < begin + calls { try await Task.sleep(for: .milliseconds(2)) }
            making.cancel()
            if let machine = try? await making.value { try await machine.destroy() }
        }
        #expect(try guest.files() == files)
        #expect(try await host.leftovers() == [])
        #expect(try await host.inventory(.all).count == 1)
    }

    private func clones(_ guest: WarmGuest) async throws {
        let host = guest.fixture.host
        let template = try await guest.template()
        let files = try guest.files()
        async let one = WarmClone.make("a-one", from: template, guest)
        async let two = WarmClone.make("a-two", from: template, guest, reportsItself: false)
        let clones = try await [one, two]
        for clone in clones { try await clone.expectOwnIdentity() }
        let numbers = try await [clones[0].property("Random"), clones[1].property("Random")]
        #expect(numbers[0] != nil && numbers[0] != numbers[1])
        let cards = try await [clones[0].hardwareAddress(), clones[1].hardwareAddress()]
        #expect(cards[0] != cards[1])
        let hostKeys = try await [clones[0].hostKeys(), clones[1].hostKeys()]
        #expect(!hostKeys[0].isEmpty && !hostKeys[1].isEmpty && hostKeys[0] != hostKeys[1])
        #expect(try await host.warmImages().map(\.machines) == [2])
        #expect(try await host.leftovers() == [])

        for remove in [{ try await host.coolImage(guest.image) }, { try await host.removeImage(guest.image) }] {
            let error = try await #require(throws: VMFestError.self) { try await remove() }
            #expect(error.code == .inUse)
            #expect(error.message.contains("a-one, a-two;"))
        }
        try await clones[0].machine.destroy()
        #expect(try guest.files() == files)
        try await clones[1].machine.stop(within: .patience, force: true)
        try await clones[1].machine.destroy()
        #expect(try guest.files() == files)
        #expect(try await host.leftovers() == [])
    }

    /// A template without its record was left half-made, and one whose image is gone is of no use.
    private func leftovers(_ guest: WarmGuest) async throws {
        let host = guest.fixture.host
        let template = try await guest.template().id
        for (owner, key, reason) in [
            (template, "vmfest/warm", "ended before it was whole"), ("global", "vmfest/images/guest", "is gone"),
        ] {
            let answer = try await guest.fixture.manage("getextradata", owner, key)
            let value = try #require(answer.split(separator: "Value: ").last).trimmingCharacters(in: .newlines)
            try await guest.fixture.manage("setextradata", owner, key, "")
            let found = try await host.leftovers()
            #expect(found.count { $0.kind == .machine && $0.reason.contains(reason) } == 1, "\(found)")
            try await guest.fixture.manage("setextradata", owner, key, value)
            #expect(try await host.leftovers() == [])
        }
    }

    private func removal(_ guest: WarmGuest) async throws {
        let host = guest.fixture.host
        try await host.removeImage(guest.image)
        #expect(try await host.warmImages() == [])
        #expect(try await host.images() == [])
        #expect(try await guest.fixture.media() == [])
        #expect(try await host.leftovers() == [])
        #expect(try guest.files().isEmpty)
        let error = try await #require(throws: VMFestError.self) { try await host.coolImage(guest.image) }
        #expect(error.code == .noSuchImage)
    }
}

extension Size {
    /// The size of the guests in these tests; their spec says what they have.
    fileprivate static let tiny = Size(name: "tiny", cpus: 1, memory: .mebibytes(128))
}
