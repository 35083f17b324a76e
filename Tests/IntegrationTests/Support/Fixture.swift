//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import TestSupport
import Testing
import VMFest
import VirtualBox

import struct VMFest.Host

/// What one test owns on a host: machines and files of a prefix that nobody else has, removed when the test ends.
struct Fixture: Sendable {
    let host: Host
    let manage: VBoxManage

    /// What the names of this test's machines begin with.
    let prefix: String

    /// A folder of this test's own that VirtualBox sees too.
    let folder: URL

    /// The name of a machine of this test.
    func name(_ suffix: String = "vm") -> String { prefix + suffix }

    /// The path of a file of this test.
    func path(_ file: String) -> String { folder.appending(path: file).path }

    /// Runs a test on the host that the tests were given, then removes what is left of it.
    static func run<Value: Sendable>(
        on url: String? = TestEnvironment.url,
        manage: VBoxManage = VBoxManage(),
        _ test: @Sendable (Fixture) async throws -> Value
    ) async throws -> Value {
        let url = try TestEnvironment.required(url, "VMFEST_HOST")
        let services = try TestEnvironment.required(TestEnvironment.services, "VMFEST_SERVICES")
        let prefix = "t\(UInt32.random(in: .min ... .max).description(radix: 36))-"
        let folder = URL(filePath: services).appending(path: "files-\(prefix)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        await FixtureGate.shared.enter()
        defer { FixtureGate.shared.leave() }
        let fixture = Fixture(host: Host(url: url), manage: manage, prefix: prefix, folder: folder)
        let outcome: Result<Value, any Error>
        do { outcome = .success(try await test(fixture)) } catch { outcome = .failure(error) }
        await Task { await fixture.cleanUp() }.value
        for complaint in fixture.host.calls.byOperation.keys.sorted().flatMap({ OlderVersions.complaints(about: $0) }) {
            Issue.record("\(complaint)")
        }
        return try outcome.get()
    }

    /// Removes the machines and files that the test did not remove itself.
    private func cleanUp() async {
        do {
            for info in try await host.inventory(.all) where info.name.hasPrefix(prefix) {
                try await info.machine.destroy(within: .patience)
            }
            for info in try await host.disks() where info.name.hasPrefix(prefix) { try await info.disk.remove() }
            try await forgetMedia()
            try FileManager.default.removeItem(at: folder)
        } catch {
            Issue.record("cleaning up after the test failed: \(error)")
        }
    }

    /// Lets VirtualBox forget the disks in the test's folder.
    private func forgetMedia() async throws {
        for _ in 0..<8 {
            let own = try await self.media().filter { $0.contains(prefix) }
            if own.isEmpty { return }
            // Children first; which is one, is found by trying.
            for path in own { _ = try await manage.attempt(["closemedium", "disk", path]) }
        }
    }

    /// The paths of all disks that VirtualBox knows.
    func media() async throws -> [String] {
        // A disk that another test removes meanwhile makes VBoxManage fail.
        var listing = try await manage.attempt(["list", "hdds"])
        for _ in 0..<50 where !listing.succeeded { listing = try await manage.attempt(["list", "hdds"]) }
        try #require(listing.succeeded, "\(listing.errors)")
        return listing.output.split(whereSeparator: \.isNewline)
            .filter { $0.hasPrefix("Location:") }
            .map { String($0.dropFirst("Location:".count).drop(while: \.isWhitespace)) }
    }

    /// Waits until so many calls were made, but not for ever: what makes them may end before.
    func calls(reach count: Int) async throws {
        for _ in 0..<1_000 where host.callCount < count { try await Task.sleep(for: .milliseconds(1)) }
    }

    /// Makes an empty base disk of a few MiB, which VirtualBox forgets again; gives its path.
    func emptyImage(_ file: String = "base.vdi", format: String = "VDI") async throws -> String {
        let path = path(file)
        try await manage("createmedium", "disk", "--filename", path, "--size", "16", "--format", format)
        try await manage("closemedium", "disk", path)
        return path
    }

    /// Makes a small machine without a disk.
    func machine(_ suffix: String = "vm", _ spec: MachineSpec = .small, image: Image? = nil) async throws -> Machine {
        try await host.create(name(suffix), spec, image: image)
    }
}

extension MachineSpec {
    /// A machine that starts fast and needs little.
    static var small: MachineSpec { MachineSpec(memory: .mebibytes(32), networks: []) }
}

extension FixedWidthInteger {
    fileprivate func description(radix: Int) -> String { String(self, radix: radix) }
}
