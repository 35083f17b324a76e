//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Testing

@testable import VMFest

struct SSHConnectionTests {
    private let connection = SSHConnection(
        address: "127.0.0.1", port: 2222, login: GuestLogin(user: "me", password: "secret", keyFile: "/k/a b%"),
        knownHosts: KnownHosts(machine: "uuid", cache: URL(filePath: "/cache")))

    @Test("The key that is given is the only one, and the machine has its own host key file")
    func options() {
        let arguments = connection.arguments()
        for option in [
            "BatchMode=yes", "IdentitiesOnly=yes", #"IdentityFile="/k/a b%%""#, "ForwardAgent=no",
            "StrictHostKeyChecking=accept-new", #"UserKnownHostsFile="/cache/vmfest/known_hosts/uuid""#,
            "ConnectTimeout=30",
        ] {
            #expect(arguments.contains(option), "\(option)")
        }
        #expect(!arguments.contains { $0.contains("secret") })
        #expect(!connection.arguments(isInteractive: true).contains("BatchMode=yes"))
    }

    @Test(
        "Why the program itself failed is told apart",
        arguments: [
            ("me@127.0.0.1: Permission denied (publickey).", VMFestError.Code.guestLogonRefused),
            ("Host key verification failed.", .guestLogonRefused),
            ("ssh: connect to host 127.0.0.1 port 2222: Connection refused", .guestNotReady),
            ("kex_exchange_identification: read: Connection reset by peer", .guestNotReady),
            ("Connection timed out during banner exchange", .guestNotReady),
        ])
    func complaints(words: String, code: VMFestError.Code) {
        #expect(SSHClient(connection: connection).complaint(words + "\r\n")?.code == code)
    }

    @Test("What the command says when it ends with 255 is no complaint of the program")
    func ownWords() {
        #expect(SSHClient(connection: connection).complaint("my own trouble\n") == nil)
        #expect(SSHClient(connection: connection).complaint("") == nil)
    }
}
