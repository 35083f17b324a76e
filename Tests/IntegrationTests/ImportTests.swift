//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Testing
import VMFest

@Suite("Imports of appliances", .serialized, .virtualBox)
struct ImportTests {
    /// A machine with two disks, a card with a forward, a serial port to a file, and labels.
    private func machine(_ fixture: Fixture) async throws -> Machine {
        let spec = MachineSpec(
            memory: .mebibytes(48), cpus: 2, description: "it serves",
            networks: [.nat(forwards: [PortForward(hostPort: 0, guestPort: 80)])],
            storage: [.sata("SATA", devices: [nil, .newDisk(.mebibytes(8))])],
            serialPorts: [SerialPort(file: "console.log")])
        return try await fixture.host.create(
            fixture.name("vm"), spec, image: .file(fixture.emptyImage()),
            labels: MachineLabels(tags: ["role": "source"], owner: "somebody"))
    }

    /// A small machine as an OVA file; the machine is gone.
    private func file(_ fixture: Fixture) async throws -> String {
        let spec = MachineSpec(memory: .mebibytes(32), networks: [], storage: [.sata("SATA", devices: [])])
        let machine = try await fixture.machine("vm", spec, image: .file(fixture.emptyImage()))
        try await machine.export(to: fixture.path("web.ova"))
        try await machine.destroy()
        return fixture.path("web.ova")
    }

    private func forwards(_ spec: MachineSpec) -> [PortForward] {
        guard case .nat(let forwards) = spec.networks.first?.attachment else { return [] }
        return forwards
    }

    /// The files and folders of machines of this test.
    private func files(_ fixture: Fixture) async throws -> [String] {
        try await machineFiles(fixture).filter { $0.contains(fixture.prefix) }
    }

    /// What is in the places of imports; tests of other suites import nothing.
    private func places(_ fixture: Fixture) async throws -> [String] {
        try await machineFiles(fixture).filter { $0.hasPrefix("vmfest-import/") }
    }

    private func machineFiles(_ fixture: Fixture) async throws -> [String] {
        let listing = try await fixture.manage("list", "systemproperties")
        let line = try #require(
            listing.split(whereSeparator: \.isNewline).first { $0.hasPrefix("Default machine folder:") })
        let folder = String(line.dropFirst("Default machine folder:".count)).trimmingCharacters(in: .whitespaces)
        let files = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
        return files.sorted()
    }

    @Test("an exported machine comes back equal, as one of VMFest's, with its disks in its folder")
    func roundTrip() async throws {
        try await Fixture.run { fixture in
            let source = try await machine(fixture)
            let configuration = try await source.configuration()
            let addresses = try #require(try await fixture.manage.info(source.description))
            try await source.export(to: fixture.path("web.ova"))
            try await source.destroy()
            let imported = try await fixture.host.importMachine(
                from: fixture.path("web.ova"), labels: MachineLabels(tags: ["role": "copy"]))
            let info = try await imported.info()
            #expect(info.name == fixture.name("vm") && info.isManaged && info.tags == ["role": "copy"])
            #expect(info.owner != "somebody" && info.created != nil && info.image == nil)
            let again = try await imported.configuration()
            // The address is new, VirtualBox takes the host for reachable where a file does not say that, the disk is whole and
            // no longer based on the image, and the serial port's file is one of another computer.
            var expected = configuration.spec
            expected.networks[0].macAddress = again.spec.networks.first?.macAddress
            expected.networks[0].nat.localhostReachable = true
            expected.storage[0].devices[0] = again.spec.storage.first?.devices.first ?? nil
            expected.serialPorts[0].connection = .none
            let texts = try (configuration.yaml(), again.yaml())
            #expect(again.spec == expected, "\(texts.0)\nbecame\n\(texts.1)")

            #expect(again.spec.storage.first?.devices.first??.content == .newDisk(.mebibytes(16)))
            let seen = try #require(try await fixture.manage.info(imported.description))
            let folder = URL(filePath: info.settingsFile).deletingLastPathComponent().path
            #expect(folder.hasSuffix("/vmfest/\(fixture.name("vm"))") && seen["groups"] == "/vmfest")
            #expect(seen["SATA-0-0"] == "\(folder)/\(fixture.name("vm")).vdi")
            #expect(seen["SATA-1-0"] == "\(folder)/\(fixture.name("vm"))-2.vdi")
            #expect(seen["uartmode1"] == "disconnected")
            let ports = seen.filter { $0.key.hasPrefix("Forwarding(") }.map(\.value)
            let before = try #require(forwards(configuration.spec).first).hostPort
            let leading = ports.map { $0.split(separator: ",").dropFirst(3).first.map(String.init) }
            #expect(leading == ["\(before)"])
            #expect(seen["macaddress1"] != nil && seen["macaddress1"] != addresses["macaddress1"])
            try await imported.start()
            try await imported.destroy()
            #expect(try await files(fixture) == [])
            #expect(try await fixture.media().filter { $0.contains(fixture.name("vm")) } == [])
        }
    }

    @Test("of a machine with every attribute set, all comes back but for what the documentation lists")
    func everything() async throws {
        try await Fixture.run { fixture in
            let source = try await fixture.machine("vm", .everything)
            let before = try await source.spec()
            try await source.export(to: fixture.path("web.ova"))
            try await source.destroy()
            let imported = try await fixture.host.importMachine(from: fixture.path("web.ova"))
            var expected = before
            expected.cpu.hardwareVirtualization = true
            let after = try await imported.configuration()
            let text = try after.yaml()
            #expect(after.spec == expected, "\(text)")
        }
    }

    @Test("an OVA and an OVF file that VBoxManage wrote, under another name, beside the machine that has the ports")
    func foreign() async throws {
        try await Fixture.run { fixture in
            let source = try await machine(fixture)
            for file in ["theirs.ova", "theirs.ovf"] {
                try await fixture.manage("export", source.description, "-o", fixture.path(file), "--ovf10")
                let name = fixture.name(file.hasSuffix("ova") ? "one" : "two")
                let appliance = try await fixture.host.appliance(at: fixture.path(file))
                #expect(appliance.name == fixture.name("vm") && appliance.memory == .mebibytes(48))
                #expect(appliance.cpus == 2 && appliance.osType == "Linux_64" && appliance.description == "it serves")
                #expect(appliance.disks.map(\.capacity) == [16 << 20, 8 << 20])
                let imported = try await fixture.host.importMachine(from: fixture.path(file), as: name)
                let info = try await imported.info()
                #expect(info.name == name && info.isManaged && info.memory == .mebibytes(48) && info.cpus == 2)
                #expect(info.tags == [:] && info.owner != "somebody")
                // The machine that it is of has that port.
                let (theirs, own) = try await (source.endpoints(), imported.endpoints())
                #expect(theirs.count == 1 && own.count == 1 && theirs != own)
                try await imported.start()
            }
            try await source.start()
        }
    }

    @Test("what can not be imported is refused, and nothing is left")
    func refusals() async throws {
        try await Fixture.run { fixture in
            let good = try await file(fixture)
            let other = try await fixture.machine("other")
            let before = try await files(fixture)
            func error(_ path: String, _ name: String? = nil) async throws -> VMFestError {
                try await #require(throws: VMFestError.self) {
                    _ = try await fixture.host.importMachine(from: path, as: name)
                }
            }
            func write(_ file: String, _ text: String) throws -> String {
                try Data(text.utf8).write(to: URL(filePath: fixture.path(file)))
                return fixture.path(file)
            }
            #expect(try await error(fixture.path("none.ova")).code == .noSuchFile)
            #expect(try await error(fixture.path("none/web.ova")).code == .noSuchFile)
            #expect(try await error("web.ova").code == .invalidArgument)
            #expect(try await error(fixture.path("base.vdi")).code == .invalidArgument)
            #expect(try await error(good, fixture.name("other")).code == .nameTaken)
            #expect(try await error(good, "a/b").code == .invalidSpec)
            // VirtualBox's server process would not survive the first two.
            for text in ["<x/>", "<Envelope/>", "", "text", "<Envelope><"] {
                #expect(try await error(write("bad.ovf", text)).code == .badImage, "\(text)")
            }
            #expect(try await error(write("bad.ova", "text")).code == .badImage)
            // Cut off in the middle of the disk.
            let whole = try Data(contentsOf: URL(filePath: good))
            try whole.prefix(whole.count / 2).write(to: URL(filePath: fixture.path("half.ova")))
            #expect(try await error(fixture.path("half.ova"), fixture.name("new")).code == .badImage)
            // Not what the manifest says.
            var damaged = whole
            let place = try #require(whole.range(of: Data("KDMV".utf8))).lowerBound + 700
            damaged[place] ^= 0xff
            try damaged.write(to: URL(filePath: fixture.path("damaged.ova")))
            #expect(try await error(fixture.path("damaged.ova"), fixture.name("new")).code == .badImage)
            #expect(try await files(fixture) == before)
            #expect(try await fixture.manage.info(other.description) != nil)
            #expect(try await places(fixture) == [])
        }
    }

    @Test("a licence has to be accepted")
    func license() async throws {
        try await Fixture.run { fixture in
            let machine = try await fixture.machine()
            try await fixture.manage(
                "export", machine.description, "-o", fixture.path("web.ova"), "--vsys", "0", "--eula", "pay me",
                "--product", "Server", "--vendor", "Somebody", "--version", "3")
            let appliance = try await fixture.host.appliance(at: fixture.path("web.ova"))
            #expect(appliance.license == "pay me" && appliance.product == "Server" && appliance.vendor == "Somebody")
            #expect(appliance.version == "3")
            let error = try await #require(throws: VMFestError.self) {
                _ = try await fixture.host.importMachine(from: fixture.path("web.ova"), as: fixture.name("new"))
            }
            #expect(error.code == .invalidArgument && error.message.contains("pay me"))
            _ = try await fixture.host.importMachine(
                from: fixture.path("web.ova"), as: fixture.name("new"), acceptsLicense: true)
        }
    }

    @Test("of several imports of one name at once one is made, whole; the others take nothing of it away")
    func together() async throws {
        try await Fixture.run { fixture in
            let path = try await file(fixture)
            let outcomes = await withTaskGroup(of: Result<Machine, any Error>.self) { group in
                for _ in 0..<4 {
                    group.addTask {
                        do { return .success(try await fixture.host.importMachine(from: path)) } catch {
                            return .failure(error)
                        }
                    }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            let machines = outcomes.compactMap { try? $0.get() }
            #expect(machines.count == 1, "\(outcomes)")
            for case .failure(let error) in outcomes {
                let error = try #require(error as? VMFestError)
                #expect(error.code == .nameTaken && error.cleanUpFailures.isEmpty, "\(error)")
            }
            let machine = try #require(machines.first)
            #expect(try await places(fixture) == [])
            let seen = try #require(try await fixture.manage.info(machine.description))
            #expect(FileManager.default.fileExists(atPath: try #require(seen["SATA-0-0"])))
            try await machine.start()
        }
    }

    @Test("a cancelled task leaves nothing of an import, whatever it was at", arguments: 0..<10)
    func cancelled(moment: Int) async throws {
        try await Fixture.run { fixture in
            let path = try await file(fixture)
            let start = fixture.host.callCount
            let importing = Task { try await fixture.host.importMachine(from: path) }
            try await fixture.calls(reach: start + 8 + moment * 7)
            importing.cancel()
            if let machine = try? await importing.value { try await machine.destroy() }
            #expect(try await fixture.manage.info(fixture.name("vm")) == nil)
            #expect(try await fixture.media().filter { $0.contains(fixture.name("vm")) } == [])
            #expect(try await files(fixture) == [])
            #expect(try await places(fixture) == [])
        }
    }
}
