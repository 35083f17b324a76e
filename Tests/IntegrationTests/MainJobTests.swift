//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Testing
import VMFest

@Suite("The main job", .virtualBox)
struct MainJobTests {
    @Test("a machine is created, started, paused, resumed, stopped and destroyed, and nothing is left")
    func wholeCycle() async throws {
        try await Fixture.run { fixture in
            let image = try await fixture.emptyImage()
            let digest = try Data(contentsOf: URL(filePath: image))
            let spec = MachineSpec(
                memory: .mebibytes(64), cpus: 1,
                networks: [.nat()],
                storage: [.ide("IDE Controller", devices: [nil, nil, .dvd(), nil])],
                bootDisk: .init(controller: "IDE Controller", slot: 0))
            let machine = try await fixture.host.create(fixture.name(), spec, image: .file(image))
            let settings = try await machine.info().settingsFile
            #expect(try await fixture.manage.state(machine.description) == "poweroff")

            try await machine.start()
            #expect(try await fixture.manage.state(machine.description) == "running")
            try await machine.pause()
            #expect(try await fixture.manage.state(machine.description) == "paused")
            try await machine.resume()
            #expect(try await fixture.manage.state(machine.description) == "running")
            try await machine.reset()
            #expect(try await fixture.manage.state(machine.description) == "running")
            try await machine.save()
            #expect(try await fixture.manage.state(machine.description) == "saved")
            try await machine.start()
            #expect(try await fixture.manage.state(machine.description) == "running")
            try await machine.powerOff()
            // VirtualBox's interpreter now and then crashes while it ends a machine that was restored.
            let state = try #require(try await fixture.manage.state(machine.description))
            #expect(["poweroff", "aborted"].contains(state))
            try await machine.destroy()

            #expect(try await fixture.manage.info(machine.description) == nil)
            #expect(try await fixture.media().filter { $0.contains(fixture.prefix) }.isEmpty)
            #expect(!FileManager.default.fileExists(atPath: URL(filePath: settings).deletingLastPathComponent().path))
            #expect(try Data(contentsOf: URL(filePath: image)) == digest)
        }
    }

    @Test("20 machines go through the whole cycle in parallel")
    func twentyInParallel() async throws {
        try await Fixture.run { fixture in
            let image = try await fixture.emptyImage()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<20 {
                    group.addTask {
                        let machine = try await fixture.machine("\(number)", image: .file(image))
                        try await machine.start()
                        try await machine.pause()
                        try await machine.resume()
                        try await machine.stop(within: .milliseconds(1), force: true)
                        #expect(try await machine.state() == .off)
                        try await machine.destroy()
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await fixture.host.inventory(.all).filter { $0.name.hasPrefix(fixture.prefix) }.isEmpty)
            #expect(try await fixture.media().filter { $0.contains(fixture.prefix) }.isEmpty)
        }
    }
}
