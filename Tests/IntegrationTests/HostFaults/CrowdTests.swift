//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import NIOCore
import NIOPosix
import Testing
import VMFest

import struct VMFest.Host

/// ``ManyCallersTests`` has many callers of one client.
@Suite("A crowd of clients", .virtualBox)
struct CrowdTests {
    @Test(
        "100 clients that make, start, tag and remove machines at once all reach their goals where there are threads for them"
    )
    func hundred() async throws {
        try await PrivateService.run(options: ["--threads", "1300"]) { service in
            let refusals = await Self.crowd(100, on: service)
            #expect(refusals.isEmpty, "\(refusals)")
            let host = Host(url: service.url)
            let machines = try await service.manage("list", "vms")
            #expect(machines.isEmpty)
            #expect(try await host.leftovers() == [])
        }
    }

    @Test("with too few threads each reaches its goal or is told so, nothing is lost, and in their turn all succeed")
    func tooMany() async throws {
        try await PrivateService.run(options: ["--threads", "16"]) { service in
            let bystander = try await Host(url: service.url).create("bystander", .small)
            let refusals = await Self.crowd(12, on: service)
            for error in refusals {
                let error = try #require(error as? VMFestError)
                #expect(error.code.isAboutTheHost || error.code == .timeLimit, "\(error)")
            }
            let host = Host(url: service.url)
            let failures = try await host.remove(host.leftovers())
            #expect(failures.isEmpty)
            for machine in try await host.machines() where machine != bystander { try await machine.destroy() }
            #expect(try await host.leftovers() == [])
            for number in 0..<12 { try await Self.work(number, on: host) }
            #expect(try await host.machines(.all) == [bystander])
            try await bystander.start()
        }
    }

    /// Lets so many clients work at once; gives the errors of those who did not reach their goals.
    private static func crowd(_ count: Int, on service: PrivateService) async -> [any Error] {
        let url = service.url
        return await withTaskGroup(of: (any Error)?.self) { group in
            for number in 0..<count {
                group.addTask {
                    do {
                        try await work(number, on: Host(url: url))
                        return nil
                    } catch {
                        return error
                    }
                }
            }
            return await group.reduce(into: []) { if let error = $1 { $0.append(error) } }
        }
    }

    private static func work(_ number: Int, on host: Host) async throws {
        let name = "m\(number)"
        let machine = try await host.create(name, .small, within: .patience)
        try await machine.tag(["number": "\(number)"], within: .patience)
        let info = try await host.machine(named: name).info()
        #expect(info.tags == ["number": "\(number)"])
        if number % 20 == 0 { try await machine.start(within: .patience) }
        let machines = try await host.machines()
        #expect(machines.contains(machine))
        try await machine.destroy(within: .patience)
    }

    @Test("a service whose threads all are taken: the error says so, and it works when they are free again")
    func exhausted() async throws {
        try await PrivateService.run(options: ["--threads", "8"]) { service in
            let host = Host(url: service.url)
            let machine = try await host.create("here", .small)
            let taken = try await Self.takeThreads(8, of: service)
            let error = try await #require(throws: VMFestError.self) { try await Host(url: service.url).machines() }
            #expect(error.code == .unreachable, "\(error)")
            #expect(error.message.contains("--threads") && !error.message.contains("Start the service"), "\(error)")
            for channel in taken { try await channel.close() }
            #expect(try await Host(url: service.url).machines() == [machine])
            try await machine.start()
            #expect(try await service.manage.state("here") == "running")
            try await machine.destroy()
        }
    }

    /// Opens connections and keeps them, which costs the service a thread each.
    private static func takeThreads(_ count: Int, of service: PrivateService) async throws -> [any NIOCore.Channel] {
        let port = try #require(URLComponents(string: service.url)?.port)
        var taken: [any NIOCore.Channel] = []
        for _ in 0..<count {
            let channel = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
                .connect(host: "127.0.0.1", port: port).get()
            try await channel.writeAndFlush(ByteBuffer(string: "HEAD / HTTP/1.1\r\nHost: here\r\n\r\n"))
            taken.append(channel)
        }
        return taken
    }
}
