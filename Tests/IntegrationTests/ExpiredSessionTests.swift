//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Testing
import VMFest
import VirtualBox
import VirtualBoxAPI

import struct VMFest.Host

/// What becomes of work whose web-service session expired, which a service does with those it did not hear of for long.
@Suite("A session that expires", .virtualBox)
struct ExpiredSessionTests {
    /// A service that forgets a session after four seconds.
    private static let impatient = ["--timeout", "4", "--check-interval", "1"]

    @Test("Reading is done once more in a new session")
    func reading() async throws {
        try await withExpiry { scope, hasExpired in
            let system = try await scope.box.getSystemProperties()
            try await hasExpired()
            _ = try await system.getWebServiceAuthLibrary()
        }
    }

    @Test("Taking a session object is done once more in a new session")
    func sessionObject() async throws {
        try await withExpiry { scope, hasExpired in
            try await hasExpired()
            _ = try await scope.sessionObject()
        }
    }

    @Test("A first change is made in a new session")
    func changing() async throws {
        try await PrivateService.run(options: Self.impatient) { service in
            let runs = RunCounter()
            let web = Self.silent(service)
            let error = try await #require(throws: VirtualBoxError.self) {
                try await web.withVirtualBox { scope in
                    try await scope.box.setExtraData(key: "run", value: "\(await runs.next())")
                    try await Self.expiry(of: scope)
                    _ = try await scope.box.getMachines()
                }
            }
            #expect(error.code == .connectionLost)
            #expect(await runs.count == 1)
            let value = try await service.manage("getextradata", "global", "run")
            #expect(value.contains("Value: 1"))
        }
    }

    @Test("Work that may be repeated is, although something was changed")
    func repeatable() async throws {
        try await PrivateService.run(options: Self.impatient) { service in
            let runs = RunCounter()
            try await Self.silent(service).withVirtualBox(repeatable: true) { scope in
                let run = await runs.next()
                try await scope.box.setExtraData(key: "run", value: "\(run)")
                if run == 1 { try await Self.expiry(of: scope) }
                _ = try await scope.box.getMachines()
            }
            #expect(await runs.count == 2)
            let value = try await service.manage("getextradata", "global", "run")
            #expect(value.contains("Value: 2"))
        }
    }

    @Test("A heartbeat keeps a session, and the lock in it")
    func heartbeat() async throws {
        try await PrivateService.run(options: Self.impatient) { service in
            let machine = try await Host(url: service.url).create("here", .small)
            let web = WebService(.init(url: service.url, heartbeat: .seconds(1)))
            try await web.withVirtualBox { scope in
                let remote = try await scope.box.findMachine(nameOrId: machine.description)
                try await scope.withLock(.write, on: remote, id: machine.description, until: .never) { locked in
                    let editable = try await locked.machine()
                    try await Task.sleep(for: .seconds(10))
                    try await editable.setDescription("kept")
                    try await editable.saveSettings()
                }
            }
            #expect(try await machine.info().description == "kept")
            try await machine.destroy()
        }
    }

    /// Runs work that reads, and in whose first run the session expires; it must be run twice and succeed.
    private func withExpiry(
        _ work: @escaping @Sendable (HostScope, () async throws -> Void) async throws -> Void
    ) async throws {
        try await PrivateService.run(options: Self.impatient) { service in
            let runs = RunCounter()
            try await Self.silent(service).withVirtualBox { scope in
                let isFirst = await runs.next() == 1
                try await work(scope) { if isFirst { try await Self.expiry(of: scope) } }
            }
            #expect(await runs.count == 2)
        }
    }

    /// A service whose sessions are not kept from expiring.
    private static func silent(_ service: PrivateService) -> WebService {
        WebService(.init(url: service.url, heartbeat: .seconds(600)))
    }

    /// Says nothing until the session has expired.
    private static func expiry(of scope: HostScope) async throws {
        try await Task.sleep(for: .seconds(10))
    }
}
