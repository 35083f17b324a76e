//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

/// What a new machine's guest is told at its first boot.
struct FirstBootOptions: ParsableArguments {
    @Option(
        name: .customLong("key"),
        help: ArgumentHelp(
            "Who may log on: a key of 'vmfest key ls'. May be given several times.",
            discussion: "This and the next two reach the guest on a disc, as cloud-init's NoCloud seed.",
            valueName: "name"))
    var keys: [String] = []

    @Option(
        name: .customLong("user-data"),
        help: ArgumentHelp(
            "What the guest is to do: a script, a cloud-config, or an Ignition configuration.", valueName: "file"),
        completion: .file())
    var userData: String?

    @Option(
        name: .customLong("host-name"),
        help: ArgumentHelp("The guest's name for itself, if it is not to be the machine's.", valueName: "name"))
    var hostName: String?

    @OptionGroup var store: KeyStoreOptions

    /// What the guest is told; nil when nothing was given.
    func firstBoot() async throws -> FirstBoot? {
        guard !keys.isEmpty || userData != nil || hostName != nil else { return nil }
        var firstBoot = FirstBoot(hostName: hostName)
        for name in keys { firstBoot.publicKeys.append(try await store.store.key(name).publicKey) }
        if let userData { firstBoot.userData = try await UserData(contentsOf: userData) }
        return firstBoot
    }

    /// The private half of the first of the keys that has one here.
    func privateKeyFile() async throws -> String? {
        for name in keys {
            if let file = try await store.store.key(name).privateKeyFile { return file }
        }
        return nil
    }
}
