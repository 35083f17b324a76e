//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import SOAP
import TestSupport
import Testing
import VirtualBoxAPI

@testable import VMFest
@testable import VirtualBox

/// What a private network is, on hosts that can not be had in a test: those with drivers, and those with macOS.
struct PrivateNetworkTests {
    private typealias Answer = ScriptedChannel.Answer

    private static let done = Answer.elements([])
    private static let none = Answer.values()

    private func make(_ networks: Answer, dhcp: Bool = true) async throws -> ScriptedChannel {
        let channel = ScriptedChannel([
            "IVirtualBox_getHostOnlyNetworks": [networks],
            "IVirtualBox_createHostOnlyNetwork": [.value("network")],
            "IHostOnlyNetwork_setNetworkMask": [Self.done], "IHostOnlyNetwork_setLowerIP": [Self.done],
            "IHostOnlyNetwork_setUpperIP": [Self.done], "IHostOnlyNetwork_setEnabled": [Self.done],
            "IVirtualBox_getHost": [.value("host")],
            "IHost_createHostOnlyNetworkInterface": [
                .elements([
                    SOAPElement(name: "hostInterface", text: "interface"),
                    SOAPElement(name: "returnval", text: "progress"),
                ])
            ],
            "IProgress_waitForCompletion": [Self.done], "IProgress_getCompleted": [.value("true")],
            "IProgress_getResultCode": [.value("0")],
            "IHostNetworkInterface_getId": [.value("id")], "IHostNetworkInterface_getName": [.value("vboxnet3")],
            "IHostNetworkInterface_getNetworkName": [.value("HostInterfaceNetworking-vboxnet3")],
            "IHostNetworkInterface_enableStaticIPConfig": [Self.done],
            "IVirtualBox_getDHCPServers": [Self.none], "IVirtualBox_createDHCPServer": [.value("server")],
            "IDHCPServer_setConfiguration": [Self.done], "IDHCPServer_setEnabled": [Self.done],
            "IVirtualBox_setExtraData": [Self.done],
        ])
        let subnet = try #require(Subnet("192.168.56.0/24"))
        let options = NetworkOptions(subnet: subnet, hasDHCP: dhcp)
        let plan = NetworkPlan(name: "site", kind: .private, options: options)
        var creation = NetworkCreation(scope: try HostScope.scripted(channel), plan: plan, subnet: subnet)
        try await creation.run()
        return channel
    }

    @Test("Where the host has networks of its own, a private network is one of them")
    func network() async throws {
        let channel = try await make(Self.none)
        #expect(channel.calls(of: "IVirtualBox_createHostOnlyNetwork").map { $0.parameter("networkName") } == ["site"])
        #expect(channel.calls(of: "IHostOnlyNetwork_setLowerIP").first?.parameter("lowerIP") == "192.168.56.4")
        #expect(channel.calls(of: "IHostOnlyNetwork_setUpperIP").first?.parameter("upperIP") == "192.168.56.254")
        let note = channel.calls(of: "IVirtualBox_setExtraData").first
        #expect(note?.parameter("key") == "vmfest/networks/site" && note?.parameter("value")?.contains("site") == true)
        #expect(channel.calls(of: "IHost_createHostOnlyNetworkInterface").isEmpty)
        #expect(channel.calls(of: "IVirtualBox_createDHCPServer").isEmpty, "the host's system hands out addresses")
    }

    @Test("Everywhere else it is an interface, whose name VirtualBox chooses, with a DHCP server")
    func interface() async throws {
        let channel = try await make(.failure(VirtualBoxError(.notSupported, "not here")))
        let address = channel.calls(of: "IHostNetworkInterface_enableStaticIPConfig").first
        #expect(address?.parameters.contains { $0.text == "192.168.56.1" } == true)
        let server = channel.calls(of: "IVirtualBox_createDHCPServer").first
        #expect(server?.parameters.contains { $0.text == "HostInterfaceNetworking-vboxnet3" } == true)
        let note = channel.calls(of: "IVirtualBox_setExtraData").first
        #expect(note?.parameter("value")?.contains("vboxnet3") == true)
        #expect(channel.calls(of: "IVirtualBox_createHostOnlyNetwork").isEmpty)
        let silent = try await make(.failure(VirtualBoxError(.notSupported, "not here")), dhcp: false)
        #expect(silent.calls(of: "IVirtualBox_createDHCPServer").isEmpty)
    }

    @Test("One that has just these addresses is used again, whoever made it")
    func twin() throws {
        func network(_ name: String, _ kind: Network.Kind, _ subnet: String) -> Network {
            Network(name: name, kind: kind, cardName: name, subnet: Subnet(subnet), isManaged: false)
        }
        let networks = [
            network("nat", .nat, "192.168.56.0/24"), network("wide", .private, "192.168.56.0/21"),
            network("vboxnet0", .private, "192.168.56.0/24"),
        ]
        func twin(_ kind: Network.Kind, _ subnet: String?) -> String? {
            let options = NetworkOptions(subnet: subnet.flatMap { Subnet($0) })
            return NetworkPlan(name: "a", kind: kind, options: options).twin(among: networks)?.name
        }
        #expect(twin(.private, "192.168.56.0/24") == "vboxnet0")
        #expect(twin(.private, "192.168.57.0/24") == nil)
        #expect(twin(.private, nil) == nil)
        #expect(twin(.nat, "192.168.56.0/24") == nil)
    }
}
