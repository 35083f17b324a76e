//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Subprocess
import Testing
import VMFest

import struct VMFest.Host

/// A machine that was started from a warm image, with a key and user data of its own.
struct WarmClone: Sendable {
    let guest: WarmGuest
    let name: String
    let machine: Machine
    let key: KeyPair
    /// When its making began.
    let begin: Date

    /// Makes one, starts it, and waits until its guest is an instance of its own.
    ///
    /// - Parameter reportsItself: whether the agent's own program tells the host that it is, and not VBoxControl.
    static func make(
        _ name: String, from template: WarmTemplate, _ guest: WarmGuest, reportsItself: Bool = true
    ) async throws -> WarmClone {
        let host = guest.fixture.host
        let begin = Date()
        let key = try await KeyStore(folder: guest.fixture.path("keys")).create(name)
        // It says by guest property what it found, so that nobody has to log on.
        let script = """
            #!/bin/sh
            set_property() { VBoxControl --nologo guestproperty set "/VMFest/$1" "$2"; }
            get_property() { VBoxControl --nologo guestproperty get "/VMFest/$1"; }
            set_property Name "$(hostname)"
            set_property Keys "$(cat /root/.ssh/authorized_keys)"
            set_property Random "$(head -c 16 /dev/urandom | od -An -tx1)"
            set_property Card "$(cat /sys/class/net/eth0/address)"
            set_property Time "$(date +%s)"
            echo "not yet" | /var/lib/vmfest/report 1<>/dev/vboxguest && set_property Report "$(get_property Instance)"
            \(reportsItself ? "" : "rm /var/lib/vmfest/report")
            hostname >/www/index.html

            """
        let firstBoot = FirstBoot(publicKeys: [key.publicKey], userData: try UserData(script))
        var spec = guest.spec
        spec.description = "the clone \(name)"
        spec.networks = [
            .nat(forwards: [PortForward(hostPort: 0, guestPort: 80), PortForward(hostPort: 0, guestPort: 22)])
        ]
        let machine = try await host.create(
            name, from: template, spec, firstBoot: firstBoot, labels: MachineLabels(tags: ["role": "web"], owner: "me"))
        #expect(try await machine.state() == .saved)
        try await machine.start()
        try await machine.waitUntilRenewed()
        try await machine.ejectSeed()
        return WarmClone(guest: guest, name: name, machine: machine, key: key, begin: begin)
    }

    func property(_ name: String) async throws -> String? { try await machine.guestProperty("/VMFest/\(name)") }

    /// The port of the host that leads to a port of the guest.
    private func port(to guestPort: Int) async throws -> Int {
        let endpoints = try await machine.endpoints()
        return try #require(endpoints.first { $0.forward?.guestPort == guestPort }?.forward?.port)
    }

    private func run(_ program: String, _ arguments: String...) async throws -> String {
        let result = try await Subprocess.run(
            .name(program), arguments: Arguments(arguments), output: .string(limit: 1 << 20), error: .discarded)
        return result.standardOutput
    }

    /// The address of its card, as VirtualBox and the guest know it.
    func hardwareAddress() async throws -> String {
        let address = try #require(try await guest.fixture.manage.info(machine.description))["macaddress1"]
        let inGuest = try #require(try await property("Card"))
        #expect(inGuest.filter { $0 != ":" }.uppercased() == address)
        return inGuest
    }

    /// The host keys that its SSH server shows.
    func hostKeys() async throws -> Set<Substring> {
        let answer = try await run("ssh-keyscan", "-T", "60", "-t", "ed25519", "-p", "\(port(to: 22))", "127.0.0.1")
        return Set(answer.split(whereSeparator: \.isNewline).compactMap { $0.split(separator: " ").last })
    }

    /// Expects that the guest, its web page and the machine's notes are the clone's own.
    func expectOwnIdentity() async throws {
        let page = try await run("curl", "-sS", "--max-time", "60", "http://127.0.0.1:\(port(to: 80))/index.html")
        #expect(page == name + "\n")
        #expect(try await property("Name") == name)
        #expect(try await property("Keys") == key.publicKey)
        #expect(try await property("Report") == "Value: not yet")
        let time = try #require(try await property("Time").flatMap { Double($0) })
        // VirtualBox's clock for guests, by which their Additions set theirs, lags by some seconds on a busy computer.
        #expect(time >= begin.timeIntervalSince1970.rounded(.down) - 10)

        let info = try await machine.info()
        #expect(info.image == guest.image)
        #expect(info.size == "tiny")
        #expect(info.start == .warm)
        #expect(info.description == "the clone \(name)")
        #expect(info.tags == ["role": "web"])
        #expect(info.owner == "me")

        let folder = URL(filePath: info.settingsFile).deletingLastPathComponent()
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(!files.contains("seed.iso"), "it was used")
        #expect(files.contains("console.log"))
        let drive = try #require(try await guest.fixture.manage.info(machine.description))["SATA-1-0"]
        #expect(drive == "emptydrive")
        // Addresses are found by the card's, so the guest has to have that one; its service reports them in its own time.
        try await machine.wait(until: .address, within: .patience)
        let address = try await machine.endpoints().first { $0.forward == nil }
        #expect(address?.address == "10.0.2.15")
    }
}
