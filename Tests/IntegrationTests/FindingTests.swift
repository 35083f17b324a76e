//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Subprocess
import Testing

import struct VMFest.Host

@testable import VMFest

/// What a user is told when there is no VirtualBox to be had, one thing for each cause.
///
/// The fourth, a VirtualBox that is too old, can not be had here: `APIVersionTests` have the comparison.
@Suite("A host that can not be asked", .virtualBox)
struct FindingTests {
    @Test("Nothing listens: unreachable, and how to start a service")
    func unreachable() async throws {
        let error = try await #require(throws: VMFestError.self) { try await Host(url: "http://127.0.0.1:9").version() }
        #expect(error.code == .unreachable)
        #expect(error.message.contains("http://127.0.0.1:9"))
        #expect(error.message.contains("vboxwebsrv"))
    }

    @Test("No such host: unreachable")
    func noSuchHost() async throws {
        let error = try await #require(throws: VMFestError.self) {
            try await Host(url: "http://vmfest.invalid:18083").version()
        }
        #expect(error.code == .unreachable)
        #expect(error.message.contains("vmfest.invalid"))
    }

    @Test("Something else listens: it is not VirtualBox")
    func notVirtualBox() async throws {
        let port = Int.random(in: 40_000..<50_000)
        let result = try await Subprocess.run(
            .name("python3"), arguments: ["-m", "http.server", "\(port)", "--bind", "127.0.0.1"],
            input: .none, output: .discarded, error: .discarded
        ) { process in
            let error = await firstAnswer(of: Host(url: "http://127.0.0.1:\(port)"))
            await process.teardown(using: [.gracefulShutDown(allowedDurationToNextStep: .seconds(5))])
            return error
        }
        let error = try #require(result.closureResult)
        #expect(error.code == .notVirtualBox)
        #expect(error.message.contains("is not VirtualBox's web service"))
    }

    @Test("An address without a web service's scheme is no address")
    func noAddress() async throws {
        let error = try await #require(throws: VMFestError.self) { try await Host(url: "localhost:18083").version() }
        #expect(error.code == .invalidArgument)
    }

    @Test("Wrong user or password: refused; the right ones are let in")
    func logon() async throws {
        try await PrivateService.run(options: ["--authentication", "VBoxAuthSimple"]) { service in
            let anna = Account()
            try await service.manage("setextradata", "global", "VBoxAuthSimple/users/\(anna.user)", anna.passwordHash)
            let right = Host(url: service.url, user: anna.user, password: anna.password)
            #expect(try await right.version().hasPrefix("7."))
            for (user, password) in [(anna.user, "wrong"), (anna.user, ""), ("bert", anna.password), ("", "")] {
                let error = try await #require(throws: VMFestError.self) {
                    try await Host(url: service.url, user: user, password: password).version()
                }
                #expect(error.code == .logonRefused)
                #expect(error.message.contains("password is wrong"))
                #expect(!"\(error)".contains(anna.password))
            }
            #expect(try await right.machines(.all).isEmpty)
        }
    }

    @Test("Not found and could not ask are never mixed up")
    func notFoundOrNotAsked() async throws {
        try await PrivateService.run { service in
            let host = Host(url: service.url)
            let machine = try await host.create("here", .small)
            let missing = try await #require(throws: VMFestError.self) { try await host.machine(named: "missing") }
            #expect(missing.code == .noSuchMachine)
            try await service.down()
            for ask in [
                { _ = try await host.machine(named: "missing") }, { _ = try await host.machine(named: "here") },
                { _ = try await host.machine(id: machine.id) }, { _ = try await machine.state() },
                { try await machine.start() }, { try await machine.destroy() },
                { _ = try await host.create("new", .small) }, { _ = try await host.inventory(.all) },
            ] as [@Sendable () async throws -> Void] {
                let error = try await #require(throws: VMFestError.self) { try await ask() }
                #expect(error.code == .unreachable, "\(error)")
                #expect(error.code.isAboutTheHost)
            }
            try await service.up()
            #expect(try await host.machine(named: "here") == machine)
            try await machine.destroy()
        }
    }

    /// What a host that is just coming up answers.
    private func firstAnswer(of host: Host) async -> VMFestError? {
        for _ in 0..<200 {
            do {
                _ = try await host.version()
            } catch let error as VMFestError where error.code != .unreachable {
                return error
            } catch {
                try? await Task.sleep(for: .milliseconds(100))
            }
        }
        return nil
    }
}
