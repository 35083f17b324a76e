//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import SOAP
import Testing

@testable import VirtualBox

struct ObligationTests {
    private typealias Parameter = SOAPRequest.Parameter

    private static let lockParameters = [
        Parameter(name: "_this", text: "machine"), Parameter(name: "session", text: "session-1"),
        Parameter(name: "lockType", text: "Write"),
    ]

    @Test(
        "A lock is given back by unlocking the session that took it",
        arguments: ["IMachine_lockMachine", "IMachine_launchVMProcess"])
    func lock(operation: String) throws {
        let obligation = try #require(Obligation(acquiredBy: operation, Self.lockParameters))
        #expect(obligation.release == "ISession_unlockMachine")
        #expect(obligation.parameters == [Parameter(name: "_this", text: "session-1")])
    }

    @Test("A listener is given back to the source that it was registered with")
    func listener() throws {
        let parameters = [
            Parameter(name: "_this", text: "source"), Parameter(name: "listener", text: "listener-1"),
            Parameter(name: "interesting", text: "OnMachineStateChanged"), Parameter(name: "active", text: "false"),
        ]
        let obligation = try #require(Obligation(acquiredBy: "IEventSource_registerListener", parameters))
        #expect(obligation.release == "IEventSource_unregisterListener")
        #expect(obligation.parameters == Array(parameters.prefix(2)))
    }

    @Test(
        "Nothing else acquires anything",
        arguments: ["IMachine_getName", "ISession_unlockMachine", "IVirtualBox_createMachine", "IMachine_unregister"])
    func nothing(operation: String) {
        #expect(Obligation(acquiredBy: operation, Self.lockParameters) == nil)
    }

    @Test("Without what says what was acquired there is nothing to give back")
    func incomplete() {
        let parameters = [Parameter(name: "_this", text: "machine")]
        #expect(Obligation(acquiredBy: "IMachine_lockMachine", parameters) == nil)
    }

    @Test("Only the right call for the right object gives it back")
    func met() throws {
        let obligation = try #require(Obligation(acquiredBy: "IMachine_lockMachine", Self.lockParameters))
        let mine = [Parameter(name: "_this", text: "session-1")]
        let another = [Parameter(name: "_this", text: "session-2")]
        #expect(obligation.isMet(by: "ISession_unlockMachine", mine))
        #expect(!obligation.isMet(by: "ISession_unlockMachine", another))
        #expect(!obligation.isMet(by: "ISession_unlockMachine", []))
        #expect(!obligation.isMet(by: "ISession_getMachine", mine))
        #expect(!obligation.isMet(by: "IMachine_lockMachine", Self.lockParameters))
    }

    @Test("A listener of another source is another one")
    func otherSource() throws {
        let registered = [Parameter(name: "_this", text: "a"), Parameter(name: "listener", text: "x")]
        let obligation = try #require(Obligation(acquiredBy: "IEventSource_registerListener", registered))
        let elsewhere = [Parameter(name: "_this", text: "b"), Parameter(name: "listener", text: "x")]
        #expect(!obligation.isMet(by: "IEventSource_unregisterListener", elsewhere))
        #expect(obligation.isMet(by: "IEventSource_unregisterListener", registered.reversed()))
    }
}
