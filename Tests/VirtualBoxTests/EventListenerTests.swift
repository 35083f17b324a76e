//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import SOAP
import TestSupport
import Testing
import VirtualBoxAPI

@testable import VirtualBox

struct EventListenerTests {
    private typealias Answer = ScriptedChannel.Answer

    private struct Failure: Error {}

    private func channel(_ more: [String: [Answer]]) -> ScriptedChannel {
        let script: [String: [Answer]] = [
            "IVirtualBox_getEventSource": [.value("source")],
            "IEventSource_createListener": [.value("listener")],
            "IEventSource_registerListener": [.elements([])],
            "IEventSource_getEvent": [.value("event")],
            "IMachineEvent_getMachineId": [.value("m-1")],
            "IEventSource_eventProcessed": [.elements([])],
            "IManagedObjectRef_release": [.elements([])],
        ]
        return ScriptedChannel(script.merging(more) { $1 })
    }

    private func expectGivenBack(_ channel: ScriptedChannel) {
        let processed = channel.calls(of: "IEventSource_eventProcessed")
        #expect(processed.map { $0.parameter("listener") } == ["listener"])
        #expect(processed.map { $0.parameter("event") } == ["event"])
        #expect(channel.calls(of: "IManagedObjectRef_release").map { $0.parameter("_this") } == ["event"])
    }

    @Test("It registers passively, for plain events only")
    func registers() async throws {
        let channel = channel([:])
        _ = try await EventListener(in: .scripted(channel))
        let call = try #require(channel.calls(of: "IEventSource_registerListener").first)
        #expect(call.parameter("listener") == "listener")
        #expect(call.parameter("active") == "false")
        let types = call.parameters.filter { $0.name == "interesting" }.map(\.text)
        #expect(
            Set(types) == [
                "OnMachineStateChanged", "OnSessionStateChanged", "OnMachineRegistered", "OnGuestPropertyChanged",
            ])
    }

    @Test(
        "An event is read, told as processed, and released",
        arguments: [
            (
                ["IEvent_getType": "OnMachineStateChanged", "IMachineStateChangedEvent_getState": "Running"],
                ServiceEvent.machineState(machine: "m-1", state: .running)
            ),
            (
                ["IEvent_getType": "OnSessionStateChanged", "ISessionStateChangedEvent_getState": "Unlocked"],
                .sessionState(machine: "m-1", state: .unlocked)
            ),
            (
                ["IEvent_getType": "OnMachineRegistered", "IMachineRegisteredEvent_getRegistered": "false"],
                .machineRegistered(machine: "m-1", registered: false)
            ),
            (
                [
                    "IEvent_getType": "OnGuestPropertyChanged", "IGuestPropertyChangedEvent_getName": "/up",
                    "IGuestPropertyChangedEvent_getValue": "yes",
                ],
                .guestProperty(machine: "m-1", name: "/up", value: "yes")
            ),
        ])
    func reads(answers: [String: String], event: ServiceEvent) async throws {
        let channel = channel(answers.mapValues { [.value($0)] })
        #expect(try await EventListener(in: .scripted(channel)).next() == event)
        expectGivenBack(channel)
    }

    @Test("An event of another type is given back unread")
    func otherType() async throws {
        let channel = channel(["IEvent_getType": [.value("OnSnapshotTaken")]])
        #expect(try await EventListener(in: .scripted(channel)).next() == nil)
        expectGivenBack(channel)
    }

    @Test("No event is nothing, and nothing is given back")
    func noEvent() async throws {
        let channel = channel(["IEventSource_getEvent": [.value(nil)]])
        #expect(try await EventListener(in: .scripted(channel)).next() == nil)
        #expect(channel.calls.last?.operation == "IEventSource_getEvent")
    }

    @Test("An event that can not be read is given back all the same")
    func unreadable() async throws {
        let channel = channel(["IEvent_getType": [.failure(Failure())]])
        let listener = try await EventListener(in: .scripted(channel))
        await #expect(throws: Failure.self) { try await listener.next() }
        expectGivenBack(channel)
    }
}
