//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Testing

import struct VMFest.Host

@testable import VMFest

/// The private web service of the VirtualBox that is installed here, and the order in which hosts are looked for.
@Suite("The host that is there without being told", .virtualBox, .serialized)
struct PrivateWebServiceTests {
    private let manage = VBoxManage()

    @Test("VMFEST_HOST comes first, whether or not anything answers there")
    func environmentFirst() async throws {
        let environment = ["VMFEST_HOST": "http://127.0.0.1:9", "PATH": path]
        let url = try await Host.withDefault(user: "anna", environment: environment) { host in
            #expect(host.user == "anna")
            return host.url
        }
        #expect(url == "http://127.0.0.1:9")
    }

    @Test("Without VMFEST_HOST it is the usual address if that answers, else a private service")
    func usualOrPrivate() async throws {
        let isThere = await answers(Host.usualURL)
        try await leavingTheSettingAlone {
            try await Host.withDefault(environment: ["PATH": path]) { host in
                #expect((host.url == Host.usualURL) == isThere)
                guard !isThere else { return }
                let version = try await host.version()
                #expect(version.hasPrefix("7."))
            }
        }
    }

    @Test("A private service does the main job, and ends with it")
    func mainJob() async throws {
        try await leavingTheSettingAlone {
            let service = try privateService()
            let name = "t\(UInt32.random(in: .min ... .max))-private"
            let url = try await service.run { host in
                #expect(try await setting() == before)
                let machine = try await host.create(name, .small)
                try await machine.start()
                #expect(try await manage.state(machine.description) == "running")
                try await machine.powerOff()
                try await machine.destroy()
                return host.url
            }
            #expect(await !answers(url))
            #expect(try await manage.info(name) == nil)
        }
    }

    @Test("Only the one who started it is let in")
    func othersAreRefused() async throws {
        try await leavingTheSettingAlone {
            try await privateService().run { host in
                let error = try await #require(throws: VMFestError.self) { try await Host(url: host.url).version() }
                #expect(error.code == .logonRefused)
                #expect(try await host.version().hasPrefix("7."))
            }
        }
    }

    @Test("It ends when the work throws, and passes the error on")
    func throwing() async throws {
        struct Mishap: Error {}
        try await leavingTheSettingAlone {
            let url = Handover<String>()
            await #expect(throws: Mishap.self) {
                try await privateService().run { host in
                    await url.set(host.url)
                    throw Mishap()
                }
            }
            let address = try #require(await url.value)
            #expect(await !answers(address))
        }
    }

    @Test("It ends when the task is cancelled")
    func cancelled() async throws {
        try await leavingTheSettingAlone {
            let url = Handover<String>()
            let service = try privateService()
            let task = Task {
                try await service.run { host in
                    await url.set(host.url)
                    try await Task.sleep(for: .seconds(600))
                }
            }
            while await url.value == nil { try await Task.sleep(for: .milliseconds(50)) }
            task.cancel()
            await #expect(throws: CancellationError.self) { try await task.value }
            let address = try #require(await url.value)
            #expect(await !answers(address))
        }
    }

    @Test("It ends when the task is cancelled before it is up")
    func cancelledAtOnce() async throws {
        try await leavingTheSettingAlone {
            for delay in [0, 50, 200, 400, 800] {
                let service = try privateService()
                let task = Task { try await service.run { _ in try await Task.sleep(for: .seconds(600)) } }
                try await Task.sleep(for: .milliseconds(delay))
                task.cancel()
                await #expect(throws: (any Error).self) { try await task.value }
            }
        }
    }

    @Test("Several at the same time leave the setting as it was")
    func together() async throws {
        for _ in 0..<3 {
            try await leavingTheSettingAlone {
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for number in 0..<5 {
                        let service = try privateService()
                        group.addTask {
                            try await Task.sleep(for: .milliseconds(number * 150))
                            let version = try await service.run { host in try await host.version() }
                            #expect(version.hasPrefix("7."))
                        }
                    }
                    try await group.waitForAll()
                }
            }
        }
    }

    // MARK: What is looked at from outside

    private let before: String

    init() async throws {
        before = try await Self.setting(manage)
    }

    private var path: String { ProcessInfo.processInfo.environment["PATH"] ?? "" }

    private func privateService() throws -> PrivateWebService {
        PrivateWebService(installation: try #require(Installation.find(environment: ["PATH": path])))
    }

    /// Runs work; afterwards the host's setting is what it was, and no account and no process is left.
    private func leavingTheSettingAlone(_ work: () async throws -> Void) async throws {
        try await work()
        let after = try await setting()
        #expect(after == before)
        let data = try await manage("getextradata", "global", "enumerate")
        #expect(!data.contains("VBoxAuthSimple/users/vmfest-"))
        #expect(services().isEmpty)
    }

    private func setting() async throws -> String { try await Self.setting(manage) }

    private static func setting(_ manage: VBoxManage) async throws -> String {
        let lines = try await manage("list", "systemproperties").split(whereSeparator: \.isNewline)
        return String(try #require(lines.first { $0.hasPrefix("Webservice auth. library:") }))
    }

    /// The command lines of this process's own children that are web services.
    ///
    /// Other tests have the script `virtualbox-service` look for some; that is none.
    private func services() -> [String] {
        let processes = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return processes.filter { $0.allSatisfy(\.isNumber) }.compactMap { process in
            guard let status = try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8),
                status.contains("PPid:\t\(ProcessInfo.processInfo.processIdentifier)\n"),
                let line = try? String(contentsOfFile: "/proc/\(process)/cmdline", encoding: .utf8),
                line.contains("vboxwebsrv"), !line.contains("virtualbox-service")
            else { return nil }
            return line
        }
    }

    private func answers(_ url: String) async -> Bool {
        do {
            _ = try await Host(url: url).version()
            return true
        } catch {
            return (error as? VMFestError)?.code != .unreachable
        }
    }
}

/// A value that one task hands to another.
private actor Handover<Value: Sendable> {
    private(set) var value: Value?

    func set(_ value: Value) { self.value = value }
}
