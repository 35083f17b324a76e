//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Testing
import Yams

@testable import VMFest

struct SeedTests {
    private static let key =
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f"

    private static let renewal = Renewal(
        epoch: 1_800_000_000, machineID: String(repeating: "0", count: 32), random: String(repeating: "f", count: 64))

    private func files(_ seed: Seed) throws -> [String: [UInt8]] {
        let files = DiscReader(bytes: try seed.disc().bytes, names: .rockRidge).files
        return Dictionary(files.map { ($0.name, $0.contents) }) { first, _ in first }
    }

    @Test("meta-data have what small guests read line by line")
    func metaData() throws {
        let seed = Seed(instanceID: "i-1", hostName: "web", publicKeys: [Self.key + " me@home", Self.key])
        #expect(
            seed.metaData == """
                instance-id: i-1
                local-hostname: web
                public-keys:
                  - "\(Self.key) me@home"
                  - "\(Self.key)"

                """)
    }

    @Test("there are meta-data and user data always, and the others when they are given")
    func files() throws {
        let bare = Seed(instanceID: "i-1", hostName: "web")
        #expect(try files(bare).keys.sorted() == ["meta-data", "user-data"])
        #expect(try files(bare)["user-data"] == [])
        #expect(try DiscReader(bytes: bare.disc().bytes, names: .joliet).volume == "cidata")
        var full = bare
        full.userData = try UserData(bytes: [0x1f, 0x8b, 0, 255, 10, 13])
        full.networkConfig = "version: 2\n"
        full.vendorData = try UserData("#cloud-config\n")
        #expect(try files(full)["user-data"] == [0x1f, 0x8b, 0, 255, 10, 13])
        #expect(try files(full)["network-config"] == Array("version: 2\n".utf8))
        #expect(try files(full)["vendor-data"] == Array("#cloud-config\n".utf8))
    }

    @Test(
        "host names that YAML takes for something else stay text",
        arguments: ["1", "0x10", "1e3", "true", "No", "null", "y", "12.34", "web", "a-b.example.org"])
    func hostNames(name: String) throws {
        let seed = Seed(instanceID: "i-1", hostName: name)
        _ = try seed.disc()
        let node = try #require(try Yams.compose(yaml: seed.metaData)?["local-hostname"])
        #expect(node.string == name)
        #expect(node.bool == nil && node.int == nil && node.float == nil && node.null == nil)
    }

    @Test(
        "what is no host name is refused",
        arguments: [
            "", "-a", "a-", "a_b", "a..b", ".a", "a.", "a b", "a\nb", "a: b", "a\"b", "ä", "x\u{301}", "a\r\nb",
            String(repeating: "a", count: 64), String(repeating: "a.", count: 127) + "ab",
        ])
    func badHostNames(name: String) {
        let error = #expect(throws: VMFestError.self) { try Seed(instanceID: "i-1", hostName: name).disc() }
        #expect(error?.code == .invalidArgument)
    }

    @Test("what can not identify an instance is refused", arguments: ["", "1", "-", "i 1", "i\n1", "ä", "i:1"])
    func badInstances(id: String) {
        #expect(throws: VMFestError.self) { try Seed(instanceID: id, hostName: "web").disc() }
    }

    @Test(
        "what is no public key is refused",
        arguments: [
            "", "ssh-ed25519", "\(key)\n  - x", "\(key) a\nuser-data: b", "\(key) a\u{2028}b", "\(key) a\u{85}b",
            "command=\"x\" \(key)", "ssh-rsa " + key.dropFirst("ssh-ed25519 ".count), "ssh-ed25519 !!!!",
            "ssh-ed25519 AAAA",
        ])
    func badKeys(line: String) {
        let seed = Seed(instanceID: "i-1", hostName: "web", publicKeys: [line])
        let error = #expect(throws: VMFestError.self) { try seed.disc() }
        #expect(error?.code == .invalidArgument)
    }

    @Test("a key's comment can not become YAML", arguments: ["a: b # c", "\"", "\\", "'", "{x}", "- &a *b", "%"])
    func comments(comment: String) throws {
        let seed = Seed(instanceID: "i-1", hostName: "web", publicKeys: ["\(Self.key) \(comment)"])
        let keys = try #require(try Yams.compose(yaml: seed.metaData)?["public-keys"]?.sequence)
        #expect(keys.count == 1)
        #expect(keys.first?.string == "\(Self.key) \(comment)")
    }

    @Test("the agent's lines are before the file system")
    func preface() throws {
        let seed = Seed(
            instanceID: "i-1", hostName: "web", publicKeys: [Self.key + " me"], userData: try UserData("#!/bin/sh\n"),
            cards: [.init(old: "08:00:27:00:00:0a", new: "08:00:27:00:00:0b")], renewal: Self.renewal)
        let disc = try seed.disc()
        #expect(
            String(decoding: disc.bytes.prefix { $0 != 0 }, as: UTF8.self) == """
                vmfest-seed 1
                random ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff
                epoch 1800000000
                card 08:00:27:00:00:0a 08:00:27:00:00:0b
                instance i-1
                host-name web
                machine-id 00000000000000000000000000000000
                key \(Self.key) me
                user-data script
                end

                """)
    }

    @Test(
        "what is no hardware address is refused",
        arguments: ["", "08:00:27:00:00", "080027000001", "08:00:27:00:00:0g"])
    func badCards(address: String) {
        let card = Seed.Card(old: "08:00:27:00:00:0a", new: address)
        #expect(throws: VMFestError.self) { try Seed(instanceID: "i-1", hostName: "web", cards: [card]).disc() }
    }

    @Test("no two renewals are the same")
    func renewals() {
        let (one, other) = (Renewal(), Renewal())
        #expect(one.machineID != other.machineID && one.random != other.random)
        #expect(one.machineID.count == 32 && one.random.count == 64 && one.epoch > 1_700_000_000)
    }

    @Test("Ignition's configuration is not for a disc")
    func ignition() throws {
        let seed = Seed(instanceID: "i-1", hostName: "web", userData: try UserData("{\"ignition\": {}}"))
        #expect(throws: VMFestError.self) { try seed.disc() }
    }
}
