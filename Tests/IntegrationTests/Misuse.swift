//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import SOAP
import Testing
import VMFest
import VirtualBox
import VirtualBoxAPI

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// One misuse of an operation, with the code by which a real VirtualBox answers to it.
struct Misuse: Sendable, CustomTestStringConvertible {
    let operation: String
    let code: ResultCode

    /// What is done wrong; it tells apart two misuses with one answer.
    let what: String

    /// Sets the scene and does it.
    let provoke: @Sendable (MisuseStage) async throws -> Void

    init(
        _ operation: String, _ code: ResultCode, _ what: String,
        _ provoke: @escaping @Sendable (MisuseStage) async throws -> Void
    ) {
        self.operation = operation
        self.code = code
        self.what = what
        self.provoke = provoke
    }

    var testDescription: String { "\(operation): \(what)" }

    /// Whether it is what a row of the table is about.
    func concerns(_ row: Meanings.Row) -> Bool { operation == row.operation && code == row.code }
}

/// What a misuse has at hand: a test of its own on a real VirtualBox, and a session there.
struct MisuseStage: Sendable {
    let fixture: Fixture
    let scope: HostScope

    /// The service's root object.
    var box: VirtualBoxAPI.VirtualBox { scope.box }

    /// Sets a stage on a host, and lends it.
    static func run<Value: Sendable>(
        on url: String? = TestEnvironment.url, manage: VBoxManage = VBoxManage(),
        _ work: @escaping @Sendable (MisuseStage) async throws -> Value
    ) async throws -> Value {
        try await Fixture.run(on: url, manage: manage) { fixture in
            let service = WebService(WebService.Configuration(url: fixture.host.url))
            return try await service.withVirtualBox { scope in
                try await work(MisuseStage(fixture: fixture, scope: scope))
            }
        }
    }

    /// The error that the misuse ends with.
    static func error(
        of misuse: Misuse, on url: String? = TestEnvironment.url, manage: VBoxManage = VBoxManage()
    ) async throws -> VirtualBoxError {
        try await run(on: url, manage: manage) { stage in
            try await #require(throws: VirtualBoxError.self) { try await misuse.provoke(stage) }
        }
    }

    /// A new machine of the test's, switched off.
    func machine(_ suffix: String = "vm", _ spec: MachineSpec = .small) async throws -> VirtualBoxAPI.Machine {
        let machine = try await fixture.machine(suffix, spec)
        return try await box.findMachine(nameOrId: machine.description)
    }

    /// A machine object that is not registered, and of which nothing was written.
    func unregisteredMachine(_ suffix: String = "vm") async throws -> VirtualBoxAPI.Machine {
        try await scope.createMachine(name: fixture.name(suffix), osType: "Other", group: "/vmfest")
    }

    /// Lends the lock of a machine.
    func withLock(
        _ machine: VirtualBoxAPI.Machine, _ lock: MachineLock = .write,
        _ work: (LockedMachine) async throws -> Void
    ) async throws {
        try await scope.withLock(lock, on: machine, id: machine.getId(), until: .within(.seconds(60)), work)
    }

    /// Lends a locked machine to be changed.
    func edit(
        _ machine: VirtualBoxAPI.Machine, _ work: (VirtualBoxAPI.Machine) async throws -> Void
    ) async throws {
        try await withLock(machine) { try await work($0.machine()) }
    }

    /// Lends the console of a new machine that runs.
    func withConsole(_ work: (Console) async throws -> Void) async throws {
        let machine = try await runningMachine()
        try await withLock(machine, .shared) { try await work($0.console()) }
    }

    /// A new machine that runs.
    func runningMachine() async throws -> VirtualBoxAPI.Machine {
        let machine = try await fixture.machine()
        try await machine.start()
        return try await box.findMachine(nameOrId: machine.description)
    }

    /// The console of a machine whose process has ended.
    func deadConsole() async throws -> Console {
        let machine = try await runningMachine()
        let id = try await machine.getId()
        let session = try await scope.sessionObject()
        try await machine.lockMachine(session: session, lockType: .shared)
        let console = try #require(try await session.getConsole())
        let process = pid_t(try await machine.getSessionPID())
        try await fixture.manage("controlvm", id, "poweroff")
        try await scope.wait(on: id, until: .within(.seconds(60))) {
            try await machine.getSessionState() == .unlocked ? () : nil
        }
        // In its last moment, when it has let go of the machine, it gives another answer.
        try await eventually("the machine's process should end") { kill(process, 0) != 0 && errno == ESRCH }
        return console
    }

    /// A new, empty disk that VirtualBox knows.
    func disk(_ file: String = "disk.vdi") async throws -> Medium {
        let disk = try await newMedium(file)
        try await scope.finish(
            disk.createBaseStorage(logicalSize: 16 << 20, variant: [.standard]), of: "IMedium_createBaseStorage")
        return disk
    }

    /// A disk object without storage.
    func newMedium(_ file: String) async throws -> Medium {
        try await box.createMedium(
            format: "VDI", location: fixture.path(file), accessMode: .readWrite, aDeviceTypeType: .hardDisk)
    }

    /// A disk that a machine has attached.
    func attachedDisk() async throws -> Medium {
        let path = try await fixture.emptyImage("attached.vdi")
        _ = try await machine("owner", .withDisk(path))
        return try await box.openMedium(
            location: path, deviceType: .hardDisk, accessMode: .readWrite, forceNewUuid: false)
    }
}

extension MachineSpec {
    /// A small machine with one disk, which it writes to.
    static func withDisk(_ path: String) -> MachineSpec {
        MachineSpec(
            memory: .mebibytes(32), networks: [],
            storage: [.sata("SATA", devices: [.disk(path)])], bootDisk: .init(controller: "SATA", slot: 1))
    }
}
