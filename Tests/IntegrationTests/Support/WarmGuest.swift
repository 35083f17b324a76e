//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Testing
import VMFest

import struct VMFest.Host

/// The test guest as an image in the catalogue of a service of its own, to be made warm.
struct WarmGuest: Sendable {
    let fixture: Fixture
    let image = "guest"

    /// The host's folder of machines.
    let folder: URL

    /// Small hardware, with a web page and a serial port.
    var spec: MachineSpec {
        MachineSpec(
            memory: .mebibytes(128), networks: [.nat(forwards: [PortForward(hostPort: 0, guestPort: 80)])],
            serialPorts: [SerialPort(file: "console.log")])
    }

    /// Imports the guest, and lends it.
    static func run(_ test: @escaping @Sendable (WarmGuest) async throws -> Void) async throws {
        let file = try TestEnvironment.required(TestEnvironment.guestImage, "VMFEST_TEST_IMAGE")
        try await PrivateService.run { service in
            try await Fixture.run(on: service.url, manage: service.manage) { fixture in
                let image = try await fixture.host.importImage("guest", from: file)
                let folder = URL(filePath: image.path).deletingLastPathComponent().deletingLastPathComponent()
                try await test(WarmGuest(fixture: fixture, folder: folder))
            }
        }
    }

    /// The template that fits.
    func template() async throws -> WarmTemplate {
        let fit = try await fixture.host.warmFit(image, spec)
        guard case .template(let template) = fit else { throw NoTemplate(fit: fit) }
        return template
    }

    private struct NoTemplate: Error {
        let fit: WarmFit
    }

    /// What is in the template's disks and saved states by their paths.
    func files() throws -> [String: Data] {
        let warm = folder.appending(path: "vmfest-warm")
        guard FileManager.default.fileExists(atPath: warm.path) else { return [:] }
        var contents: [String: Data] = [:]
        for file in try FileManager.default.subpathsOfDirectory(atPath: warm.path)
        where file.hasSuffix(".vdi") || file.hasSuffix(".sav") {
            contents[file] = FileManager.default.contents(atPath: warm.appending(path: file).path)
        }
        return contents
    }

    /// Expects that only the image is there.
    func expectNothingLeft() async throws {
        #expect(try await fixture.host.inventory(.all) == [])
        #expect(try await fixture.host.leftovers() == [])
        #expect(try files().isEmpty)
        #expect(try await fixture.media().count == 1, "the image's")
    }
}
