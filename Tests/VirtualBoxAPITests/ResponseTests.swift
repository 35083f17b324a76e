//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import SOAP
import Testing
import VirtualBoxAPI

/// What a call makes of the answer.
struct ResponseTests {
    private func machine(answering answer: SOAPElement...) throws -> Machine {
        try RecordingChannel(answering: answer).object("m")
    }

    private func returnval(_ text: String) -> SOAPElement { SOAPElement(name: "returnval", text: text) }

    @Test("Scalars are decoded")
    func scalars() async throws {
        #expect(try await machine(answering: returnval("4096")).getMemorySize() == 4096)
        #expect(try await machine(answering: returnval("true")).getAccessible())
        #expect(try await machine(answering: returnval("-7")).getLastStateChange() == -7)
        #expect(try await machine(answering: returnval("n")).getName() == "n")
        #expect(try await machine(answering: returnval("")).getName() == "")
    }

    @Test("A number that does not fit its type is an error that names the place")
    func malformed() async throws {
        let machine = try machine(answering: returnval("-1"))
        let error = await #expect(throws: ResponseError.self) { try await machine.getMemorySize() }
        #expect(error?.operation == "IMachine_getMemorySize")
        #expect(error?.path == ["returnval"])
        #expect(error?.reason == .malformed(expected: "a number of type UInt32"))
    }

    @Test("An array is all elements of the name, and none is an empty array")
    func arrays() async throws {
        #expect(try await machine(answering: returnval("/a"), returnval("/b")).getGroups() == ["/a", "/b"])
        #expect(try await machine().getGroups() == [])
    }

    @Test("Several results are told apart by their names, in whatever order they come")
    func severalResults() async throws {
        let machine = try machine(
            answering: SOAPElement(name: "flags", text: "f"), SOAPElement(name: "timestamp", text: "5"),
            SOAPElement(name: "value", text: "v")
        )
        let property = try await machine.getGuestProperty(name: "n")
        #expect(property.value == "v")
        #expect(property.timestamp == 5)
        #expect(property.flags == "f")
    }

    @Test("Null is nil where it may be")
    func nullable() async throws {
        #expect(try await machine(answering: returnval("")).getCurrentSnapshot() == nil)
        #expect(try await machine(answering: returnval("s")).getCurrentSnapshot()?.reference.id == "s")
    }

    @Test("Null is an error where an object is required, such as a session of a client that was logged off")
    func nullObject() async throws {
        let channel = RecordingChannel(answering: returnval(""))
        let virtualBox = try channel.object("v", as: VirtualBox.self)
        let error = await #expect(throws: ResponseError.self) {
            try await WebsessionManager(channel: channel).getSessionObject(refIVirtualBox: virtualBox)
        }
        #expect(error?.operation == "IWebsessionManager_getSessionObject")
        #expect(error?.reason == .nullObject)
    }

    @Test("A null among objects is an error that names its place")
    func nullElement() async throws {
        let channel = RecordingChannel(answering: returnval("m"), returnval(""))
        let virtualBox = try channel.object("v", as: VirtualBox.self)
        let error = await #expect(throws: ResponseError.self) { try await virtualBox.getMachines() }
        #expect(error?.path == ["returnval", "[1]"])
        #expect(error?.reason == .nullObject)
    }

    @Test("A value that only a newer server knows survives")
    func unknownValue() async throws {
        let state = try await machine(answering: returnval("Levitating")).getState()
        #expect(state.rawValue == "Levitating")
        #expect(!MachineState.knownValues.contains(state))
        #expect(try await machine(answering: returnval("Running")).getState() == .running)
    }

    @Test("Octets may be broken into lines")
    func octets() async throws {
        #expect(try await machine(answering: returnval("AQ\nL/\n")).getIcon().data == Data([1, 2, 255]))
    }
}
