//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import Foundation
import Testing

@testable import VMFest
@testable import VMFestCommands

struct SpecOptionsTests {
    private func spec(
        _ yaml: String, _ options: String..., over defaults: MachineSpec = MachineSpec()
    ) async throws -> MachineSpec {
        let file = FileManager.default.temporaryDirectory.appending(path: "vmfest-\(UUID()).yaml")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data(yaml.utf8).write(to: file)
        return try await SpecOptions.parse(["--spec", file.path(percentEncoded: false)] + options)
            .draft().spec(over: defaults)
    }

    @Test func withoutAnythingItIsTheDefault() async throws {
        #expect(try await SpecOptions.parse([]).draft().spec() == MachineSpec())
    }

    @Test func optionsOverrideTheFile() async throws {
        let spec = try await spec(
            "{memory: 128, cpus: 2, osType: Linux, description: old}", "--memory", "256", "--description", "new")
        #expect(spec.memory == .mebibytes(256))
        #expect(spec.cpus == 2)
        #expect(spec.osType == "Linux")
        #expect(spec.description == "new")
    }

    @Test func forwardsAreAddedToTheFirstCardBehindNAT() async throws {
        let spec = try await spec(
            """
            networks:
              - attachment: none
              - attachment: nat
                forwards: [{hostPort: 2222, guestPort: 22}]
            """, "--forward", "8080:80")
        #expect(
            spec.networks == [
                .unplugged,
                .nat(forwards: [
                    PortForward(hostPort: 2222, guestPort: 22), PortForward(hostPort: 8080, guestPort: 80),
                ]),
            ])
    }

    @Test func theSizeComesBeforeTheFileAndTheFileBeforeOptions() async throws {
        let size = Size(
            name: "mine", cpus: 3, memory: .gibibytes(3), videoMemory: .mebibytes(64), disk: .gibibytes(30))
        var defaults = MachineSpec(size: size, image: nil)
        defaults.bootDisk.size = size.disk
        let yaml = """
            memory: 128
            graphics: {controller: none}
            bootDisk: {controller: IDE}
            storage: [{name: IDE, bus: ide}]
            """
        let spec = try await spec(yaml, "--cpus", "2", over: defaults)
        #expect(spec.memory == .mebibytes(128))
        #expect(spec.cpus == 2)
        #expect(spec.graphics == Graphics(controller: .none, videoMemory: .mebibytes(64)))
        #expect(spec.bootDisk == BootDisk(controller: "IDE", slot: 0, size: .gibibytes(30)))
        let other = try await self.spec("bootDisk: {controller: SATA, size: 40 GiB}", over: defaults)
        #expect(other.bootDisk.size == .gibibytes(40))
        #expect(try await self.spec("", "--disk", "50GiB", over: defaults).bootDisk.size == .gibibytes(50))
    }

    @Test func aForwardWithoutNATIsRefused() async {
        await #expect(throws: Failure.self) { try await spec("networks: []", "--forward", "8080:80") }
    }

    @Test func anUnknownKeyNamesTheFileAndTheKey() async throws {
        let error = try await #require(throws: VMFestError.self) { try await spec("graphics: {colour: 3}") }
        let text = error.description
        #expect(text.contains(".yaml: "))
        #expect(text.contains("graphics: unknown key 'colour'"))
    }

    @Test func aMissingFileFailsWithItsName() async {
        let failure = await #expect(throws: Failure.self) {
            try await SpecOptions.parse(["--spec", "/nowhere/a.yaml"]).draft()
        }
        #expect(failure?.status == .failed)
        #expect(failure?.message == "the spec '/nowhere/a.yaml' can not be read: No such file or directory")
    }
}
