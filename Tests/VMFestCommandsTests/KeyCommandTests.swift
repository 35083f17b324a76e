//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import Foundation
import Testing

@testable import VMFest
@testable import VMFestCommands

struct KeyCommandTests {
    private func parse<Command>(_ words: String..., as type: Command.Type = Command.self) throws -> Command {
        try #require(try VMFestCommand.parseAsRoot(words) as? Command)
    }

    @Test func createMakesEd25519UnlessToldOtherwise() throws {
        #expect(try parse("key", "create", "me", as: KeyCreate.self).kind == .ed25519)
        #expect(try parse("key", "create", "me", "--type", "rsa", as: KeyCreate.self).kind == .rsa(bits: 3_072))
        let create = try parse("key", "create", "me", "--type", "rsa", "--bits", "4096", "--json", as: KeyCreate.self)
        #expect(create.kind == .rsa(bits: 4_096))
        #expect(create.output.renderer.format == .json)
    }

    @Test func theOthersTakeNames() throws {
        let taken = try parse("key", "import", "me", "a.pub", as: KeyImport.self)
        #expect(taken.name == "me" && taken.file == "a.pub")
        #expect(try parse("key", "ls", "-q", as: KeyList.self).output.renderer.format == .quiet)
        #expect(try parse("key", "show", "me", as: KeyShow.self).name == "me")
        #expect(try parse("key", "rm", "a", "b", as: KeyRemove.self).names == ["a", "b"])
    }

    @Test func theFolderComesFromTheOptionOrTheEnvironment() throws {
        let environment = ["VMFEST_KEYS": "/b", "XDG_CONFIG_HOME": "/c"]
        let given = try parse("key", "ls", "--keys", "/a", as: KeyList.self)
        #expect(given.store.store(in: environment).folder == "/a")
        let bare = try parse("key", "ls", as: KeyList.self)
        #expect(bare.store.store(in: environment).folder == "/b")
        #expect(bare.store.store(in: ["XDG_CONFIG_HOME": "/c", "VMFEST_KEYS": ""]).folder == "/c/vmfest/keys")
    }

    @Test(arguments: [
        ["key", "create"], ["key", "create", "a", "b"], ["key", "create", "a", "--type", "dsa"],
        ["key", "create", "a", "--bits", "4096"], ["key", "create", "a", "--type", "rsa", "--bits", "many"],
        ["key", "import", "a"], ["key", "ls", "--json", "--quiet"], ["key", "show"], ["key", "rm"],
        ["key", "nonsense"],
    ])
    func aWrongCommandLineIs64(_ words: [String]) throws {
        let error = try #require(throws: (any Error).self) { try VMFestCommand.parseAsRoot(words) }
        #expect(ExitStatus(of: error) == .usage)
    }

    @Test(arguments: Key.configuration.subcommands.indices)
    func everyCommandHasExamples(_ index: Int) {
        let command = Key.configuration.subcommands[index]
        let discussion = command.configuration.discussion
        #expect(discussion.contains("EXAMPLES\n  vmfest key \(command.configuration.commandName ?? "") ".trimmed))
        for line in discussion.split(separator: "\n") where line.hasPrefix("  ") { #expect(line.count < 80) }
    }

    @Test func keysAreShownInThreeForms() throws {
        let key = KeyPair(
            name: "me", try PublicKey(line: "ssh-rsa AAAAB3NzaC1yc2E= me"), privateKeyFile: "/keys/me")
        let table = KeyTable(keys: [key])
        #expect(table.text.hasPrefix("NAME  TYPE  PRIVATE  FINGERPRINT\nme    rsa   yes      SHA256:"))
        #expect(try Renderer(format: .quiet).render(table) == "me")
        let object = try JSONSerialization.jsonObject(with: Data(Renderer(format: .json).render(table).utf8))
        let keys = try #require(object as? [[String: String]])
        #expect(keys.first?.keys.sorted() == ["algorithm", "fingerprint", "name", "privateKeyFile", "publicKey"])
        #expect(KeyDetails(key: key).text.contains("private key  /keys/me"))
    }

    @Test func aKeyThatIsNotThereIs3() {
        #expect(ExitStatus(of: VMFestError(.noSuchKey, "")) == .notFound)
    }
}

extension String {
    fileprivate var trimmed: String { trimmingCharacters(in: .whitespaces) }
}
