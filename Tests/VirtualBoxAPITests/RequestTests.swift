//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import SOAP
import Testing
import VirtualBoxAPI

/// What a call sends.
struct RequestTests {
    private let channel = RecordingChannel()

    @Test("An object is sent first, then the parameters in their order: objects by name, enumerations by value")
    func objectsAndEnumerations() async throws {
        let machine = try channel.object("m", as: Machine.self)
        try await machine.lockMachine(session: channel.object("s"), lockType: .shared)
        #expect(
            channel.calls == [call("IMachine_lockMachine", ["_this": "m", "session": "s", "lockType": "Shared"])]
        )
    }

    @Test("Scalars are sent as XML Schema writes them")
    func scalars() async throws {
        let machine = try channel.object("m", as: Machine.self)
        try await machine.setMemorySize(4096)
        try await machine.setTeleporterEnabled(true)
        try await machine.setName("a <b> & \"c\"")
        #expect(
            channel.calls == [
                call("IMachine_setMemorySize", ["_this": "m", "memorySize": "4096"]),
                call("IMachine_setTeleporterEnabled", ["_this": "m", "teleporterEnabled": "true"]),
                call("IMachine_setName", ["_this": "m", "name": "a <b> & \"c\""]),
            ]
        )
    }

    @Test("Null is not sent at all")
    func null() async throws {
        let machine = try channel.object("m", as: Machine.self)
        try await machine.attachDevice(name: "IDE", controllerPort: 1, device: 0, type: .dvd, medium: nil)
        #expect(
            channel.calls == [
                call(
                    "IMachine_attachDevice",
                    ["_this": "m", "name": "IDE", "controllerPort": "1", "device": "0", "type": "DVD"]
                )
            ]
        )
    }

    @Test("An array is sent as an element for each of its values, an empty one as none")
    func arrays() async throws {
        let source = try channel.object("e", as: EventSource.self)
        let listener = try channel.object("l", as: EventListener.self)
        try await source.registerListener(listener: listener, interesting: [.any, .vetoable], active: false)
        try await source.registerListener(listener: listener, interesting: [], active: false)
        let operation = "IEventSource_registerListener"
        #expect(
            channel.calls == [
                call(
                    operation,
                    [
                        "_this": "e", "listener": "l", "interesting": "Any", "interesting": "Vetoable",
                        "active": "false",
                    ]
                ),
                call(operation, ["_this": "e", "listener": "l", "active": "false"]),
            ]
        )
    }

    @Test("Octets are sent in base64")
    func octets() async throws {
        try await channel.object("m", as: Machine.self).setIcon(Octets(Data([1, 2, 255])))
        #expect(channel.calls == [call("IMachine_setIcon", ["_this": "m", "icon": "AQL/"])])
    }

    @Test("A logon names no object")
    func logon() async throws {
        let channel = RecordingChannel(answering: SOAPElement(name: "returnval", text: "v"))
        let virtualBox = try await WebsessionManager(channel: channel).logon(username: "u", password: "p")
        try await WebsessionManager(channel: channel).logoff(refIVirtualBox: virtualBox)
        #expect(
            channel.calls == [
                call("IWebsessionManager_logon", ["username": "u", "password": "p"]),
                call("IWebsessionManager_logoff", ["refIVirtualBox": "v"]),
            ]
        )
    }

    @Test("Every object can be released, and seen as another of its interfaces")
    func everyObject() async throws {
        let event = try channel.object("e", as: Event.self)
        _ = try? await event.as(MachineEvent.self).getMachineId()
        try await event.release()
        #expect(
            channel.calls == [
                call("IMachineEvent_getMachineId", ["_this": "e"]), call("IManagedObjectRef_release", ["_this": "e"]),
            ]
        )
    }

    @Test("Control characters are refused before anything is sent", arguments: ["a\u{1}b", "\u{0}", "\u{FFFE}"])
    func controlCharacters(text: String) async throws {
        let machine = try channel.object("m", as: Machine.self)
        let error = await #expect(throws: UnsendableArgument.self) { try await machine.setName(text) }
        #expect(error?.parameter == "name")
        #expect(channel.calls.isEmpty)
    }

    @Test("An empty enumeration value is refused before anything is sent")
    func emptyEnumeration() async throws {
        let machine = try channel.object("m", as: Machine.self)
        let session = try channel.object("s", as: Session.self)
        let error = await #expect(throws: UnsendableArgument.self) {
            try await machine.lockMachine(session: session, lockType: LockType(rawValue: ""))
        }
        #expect(error?.parameter == "lockType")
        #expect(channel.calls.isEmpty)
    }
}
