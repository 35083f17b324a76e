//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Testing
import VirtualBoxCodeGen

struct SupplementTests {
    @Test("The tables for VirtualBox can be read")
    func tables() throws {
        let supplement = try Supplement.virtualBox()
        #expect(supplement.references[.init("IMachine_lockMachine", "session")] == "ISession")
        #expect(supplement.references[.init("IMachine_setIcon", "icon")] == "octets")
        #expect(supplement.references.count > 400)
    }

    @Test(
        "What crashes the service when it is null is never optional",
        arguments: [
            Supplement.Place("IVirtualBox_registerMachine", "machine"),
            .init("IMachine_lockMachine", "session"),
            .init("IEventSource_eventProcessed", "event"),
            .init("IMedium_createDiffStorage", "target"),
            .init("IMedium_cloneTo", "target"),
            .init("IVirtualBox_removeNATNetwork", "network"),
            .init("IUnattended_setMachine", "machine"),
            .init("IWebsessionManager_getSessionObject", "returnval"),
            .init("IWebsessionManager_logon", "returnval"),
            .init("ISession_getMachine", "returnval"),
        ]
    )
    func neverNull(place: Supplement.Place) throws {
        let supplement = try Supplement.virtualBox()
        #expect(supplement.references[place] != nil)
        #expect(!supplement.nullable.contains { $0.place == place })
    }

    @Test("Every exception says why")
    func reasons() throws {
        let supplement = try Supplement.virtualBox()
        #expect((supplement.nullable + supplement.absent).allSatisfy { !$0.reason.isEmpty })
        let locks = supplement.locks
        #expect((locks.free + locks.giveChangeable + locks.hidden).allSatisfy { !$0.reason.isEmpty })
    }

    @Test("No place is in a table twice")
    func unique() throws {
        let supplement = try Supplement.virtualBox()
        let places = (supplement.nullable + supplement.absent).map(\.place)
        #expect(Set(places).count == places.count)
    }
}
