//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Testing

@testable import VMFest

struct EndpointTests {
    @Test("A forward is read as VirtualBox lists it, whatever its name")
    func redirect() throws {
        let redirect = try #require(Redirect("a,b,1,127.0.0.1,2222,,22"))
        #expect(redirect.transport == .tcp)
        #expect(redirect.hostAddress == "127.0.0.1")
        #expect(redirect.hostPort == 2222)
        #expect(redirect.guestPort == 22)
        #expect(Redirect("dns,0,,5353,10.0.2.15,53")?.transport == .udp)
        #expect(Redirect("nonsense") == nil)
        #expect(Redirect("x,7,,1,,2") == nil)
    }

    @Test("A forward on loopback is reached on the host only, one on all addresses from elsewhere too")
    func reach() throws {
        let local = try #require(Redirect("a,1,127.0.0.1,2222,,22"))
        #expect(local.endpoint(host: nil, adapter: 0).isReachable)
        #expect(!local.endpoint(host: "far", adapter: 0).isReachable)
        let open = try #require(Redirect("a,1,,2222,,22"))
        #expect(open.endpoint(host: nil, adapter: 0).address == "127.0.0.1")
        #expect(open.endpoint(host: "far", adapter: 0).address == "far")
        #expect(open.endpoint(host: "far", adapter: 0).isReachable)
    }

    @Test("Addresses belong to the card with the reported hardware address")
    func interfaces() {
        let net = "/VirtualBox/GuestInfo/Net/"
        let interfaces = GuestInterfaces([
            ("\(net)0/V4/IP", "10.0.2.15"), ("\(net)0/MAC", "080027AABBCC"), ("\(net)0/Status", "Up"),
            ("\(net)1/V4/IP", "192.168.56.3"), ("\(net)1/MAC", "080027000001"), ("\(net)1/Status", "Down"),
            ("\(net)2/V4/IP", "0.0.0.0"), ("\(net)2/MAC", "080027000002"), ("\(net)Count", "3"),
        ])
        #expect(interfaces.addresses(mac: "08:00:27:aa:bb:cc") == ["10.0.2.15"])
        #expect(interfaces.addresses(mac: "080027000001").isEmpty)
        #expect(interfaces.addresses(mac: "080027000002").isEmpty)
    }

    @Test("Its JSON has the documented keys")
    func json() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        let endpoint = try #require(Redirect("a,1,,2222,,22")).endpoint(host: nil, adapter: 1)
        #expect(
            String(decoding: try encoder.encode(endpoint), as: UTF8.self)
                == #"{"adapter":1,"address":"127.0.0.1","guestPort":22,"port":2222,"reachable":true,"#
                + #""source":"forward","transport":"tcp"}"#)
    }
}
