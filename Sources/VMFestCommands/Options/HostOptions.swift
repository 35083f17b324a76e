//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import Foundation
import Logging
import VMFest

/// Which host is asked, and as whom.
struct HostOptions: ParsableArguments {
    @Option(
        name: .customLong("host"),
        help: ArgumentHelp(
            "The address of the host's web service, such as http://localhost:18083.",
            discussion: "Without it: VMFEST_HOST, else the usual address, else the VirtualBox that is installed here.",
            valueName: "url"))
    var url: String?

    @Option(help: "The user to log on as. The password comes from VMFEST_PASSWORD only.")
    var user: String?

    @Option(
        name: .customLong("ca-file"),
        help: ArgumentHelp(
            "Trust an https address that these certificates (PEM) vouch for.", valueName: "file"),
        completion: .file())
    var certificates: String?

    @Flag(help: "Trust any https address, whoever it is.")
    var insecure = false

    @Flag(name: [.customShort("v"), .long], help: "Tell what is being done; twice tells more.")
    var verbose: Int

    mutating func validate() throws {
        if insecure, certificates != nil {
            throw ValidationError("--insecure and --ca-file exclude each other.")
        }
        guard let url else { return }
        guard ["http://", "https://"].contains(where: url.lowercased().hasPrefix) else {
            throw ValidationError("'\(url)' is no address of a host; one looks like http://localhost:18083.")
        }
        if URLComponents(string: url)?.user != nil {
            throw ValidationError("The address holds a user; use --user and VMFEST_PASSWORD.")
        }
    }

    /// How much is logged.
    var logLevel: Logger.Level {
        switch verbose {
        case 0: .warning
        case 1: .debug
        default: .trace
        }
    }

    /// Which certificates are trusted.
    var trust: Host.Trust {
        if insecure { return .anything }
        return certificates.map { .roots(file: $0) } ?? .system
    }

    /// Finds the host and lends it to work; see ``Host/withDefault(user:password:trust:environment:_:)``.
    func withHost<Value: Sendable>(_ work: (Host) async throws -> Value) async throws -> Value {
        let password = ProcessInfo.processInfo.environment["VMFEST_PASSWORD"] ?? ""
        if let url {
            return try await work(Host(url: url, user: user ?? "", password: password, trust: trust))
        }
        return try await Host.withDefault(user: user ?? "", password: password, trust: trust, work)
    }
}
