//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import Testing
import VMFest

@testable import VMFestCommands

struct NetworkArgumentsTests {
    @Test func aNetworkHasIPv6AddressesAndForwardsOfThem() throws {
        let words = [
            "network", "create", "six", "--ipv6-subnet", "fd00:10:128::/64", "--forward",
            "ssh:tcp:[::1]:2222:[fd00:10:128::15]:22", "--forward", "web:tcp::8080:10.128.0.15:80",
        ]
        let command = try #require(try VMFestCommand.parseAsRoot(words) as? NetworkCreate)
        #expect(command.ipv6Subnet == IPv6Subnet("fd00:10:128::/64") && command.subnet == nil)
        #expect(command.forwards.map(\.guestAddress.isIPv6) == [true, false])
        #expect(command.forwards.map(\.hostPort) == [2222, 8080])
    }

    @Test(arguments: [
        ["--ipv6-subnet", "10.128.0.0/24"], ["--ipv6-subnet", "fe80::/64"], ["--ipv6-subnet", "fd00::/48"],
        ["--ipv6-subnet", "fd00::1/64"], ["--subnet", "fd00::/64"],
        ["--forward", "a:tcp:::1:1:[fd00::15]:1"],
        ["--forward", "a:tcp:[::1]:1:[fd00::]:"],
    ])
    func anythingElseIsRefused(_ options: [String]) {
        #expect(throws: (any Error).self) { try VMFestCommand.parseAsRoot(["network", "create", "six"] + options) }
    }
}
