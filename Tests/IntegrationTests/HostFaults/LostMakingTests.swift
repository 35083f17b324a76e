//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Testing
import VMFest

import struct VMFest.Host

/// ``LostServiceTests`` has verbs on machines that are there; ``KilledMakingTests`` programs that are killed.
@Suite("Makings that lose the service", .virtualBox)
struct LostMakingTests {
    @Test(
        "a program that goes on running is told, and after the next gc nothing of what it was making is left",
        arguments: ["vboxwebsrv", "VBoxSVC"], [0.3, 0.6, 0.9])
    func making(program: String, moment: Double) async throws {
        try await PrivateService.run { service in
            let host = Host(url: service.url)
            let folder = try await service.folder()
            let image = try await service.emptyImage()
            try await host.create("whole", .small, image: .file(image)).destroy()
            let (before, begin) = (try Self.files(folder), host.callCount)
            try await host.create("whole", .small, image: .file(image)).destroy()
            let usual = host.callCount - begin

            let start = host.callCount
            let making = Task { try await host.create("lost", .small, image: .file(image)) }
            // Half of the calls were those of the removal.
            for _ in 0..<2_000 where host.callCount < start + Int(Double(usual) * moment / 2) {
                try await Task.sleep(for: .milliseconds(1))
            }
            try await service.kill(program)
            let outcome = await making.result
            if case .failure(let error) = outcome {
                let error = try #require(error as? VMFestError)
                #expect(error.code.isAboutTheHost, "\(error)")
            }
            let again = Host(url: try await service.upElsewhere())
            let leftovers = try await again.leftovers()
            let failures = try await again.remove(leftovers)
            #expect(failures.isEmpty, "\(failures)")
            #expect(try await again.leftovers() == [])
            // Where the answer to the last call was lost, the machine is whole; the error names it as left.
            for machine in try await again.machines(.all) {
                if case .failure(let error) = outcome {
                    #expect("\(error)".contains("the machine \(machine)"), "\(error)")
                }
                try await machine.start()
                #expect(try await service.manage.state("lost") == "running")
                try await machine.destroy()
            }
            // Once more, by the same program.
            let machine = try await again.create("lost", .small, image: .file(image))
            try await machine.start()
            #expect(try await service.manage.state("lost") == "running")
            try await machine.destroy()
            #expect(try Self.files(folder) == before)
        }
    }

    /// What is in the folder of machines.
    private static func files(_ folder: URL) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: folder.appending(path: "machines").path).sorted()
    }

    @Test(
        "VirtualBox's server process is killed under a running machine: the machine is aborted, its disk is there, and it starts"
    )
    func running() async throws {
        try await PrivateService.run { service in
            let host = Host(url: service.url)
            let image = try await service.emptyImage()
            let machine = try await host.create("here", .small, image: .file(image))
            try await machine.start()
            try await service.kill("VBoxSVC")
            let error = try await #require(throws: VMFestError.self) { try await machine.powerOff() }
            #expect(error.code.isAboutTheHost, "\(error)")
            let again = try await Host(url: service.upElsewhere()).machine(named: "here")
            try await again.wait(for: [.aborted, .off], within: .patience)
            try await again.start()
            #expect(try await service.manage.state("here") == "running")
            try await again.destroy()
        }
    }
}
