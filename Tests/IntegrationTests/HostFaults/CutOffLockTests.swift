//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Testing
import VMFest
import VMFestLowLevel
import VirtualBoxAPI

import struct VMFest.Host

@Suite("A client that is cut off with a lock in its hands", .virtualBox)
struct CutOffLockTests {
    @Test("what it could not give back is given back in its name as soon as somebody needs the machine")
    func cutOff() async throws {
        try await Fixture.run { fixture in
            try await FaultProxy.run(to: fixture.host.url) { proxy in
                let name = try await fixture.machine().info().name
                let machine = try await Host(url: proxy.url).machine(named: name)
                let error = try await #require(throws: VMFestError.self) {
                    try await machine.withLock(.write) { locked in
                        try await locked.machine.setDescription("half")
                        proxy.cut(true)
                        try await locked.machine.setDescription("whole")
                    }
                }
                #expect(error.code == .unreachable || error.code == .connectionLost, "\(error)")
                proxy.cut(false)
                #expect(try await machine.lockHolder() != nil)
                try await Host(url: proxy.url).machine(named: name).start()
                #expect(try await fixture.manage.state(name) == "running")
                #expect(try await machine.info().description.isEmpty, "nothing is half done")
            }
        }
    }
}
