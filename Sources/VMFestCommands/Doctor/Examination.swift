//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import VMFest

/// Looks at a host, step by step, for as long as the steps before allow it.
struct Examination: Sendable {
    let options: HostOptions
    let environment: [String: String]

    /// Looks, and says what was found.
    ///
    /// A host that can not be asked is a finding, not an error.
    func run() async throws -> Diagnosis {
        do {
            return try await options.withHost { host in try await examine(host) }
        } catch let error as VMFestError where error.code.isAboutTheHost {
            return Diagnosis(findings: HostFindings.refusal(error), hostWasAsked: false)
        }
    }

    private func examine(_ host: Host) async throws -> Diagnosis {
        let origin = HostOrigin(of: host, option: options.url, environment: environment)
        var diagnosis = Diagnosis(findings: [.ok("host", "\(host), \(origin.rawValue)")])
        let sendsPassword = environment["VMFEST_PASSWORD"]?.isEmpty == false
        if let finding = HostFindings.password(host, isSent: sendsPassword) { diagnosis.findings.append(finding) }
        do {
            let version = try await host.version()
            diagnosis.findings += [
                .ok("service", "answers"),
                .ok("logon", host.user.isEmpty ? "accepted, without a user" : "accepted, as \(host.user)"),
                KnownVersions.finding(version),
            ]
            async let machines = host.inventory(.all)
            async let health = host.health()
            async let leftovers = host.leftovers()
            diagnosis.findings += MachineFindings(machines: try await machines).all
            diagnosis.findings += HealthFindings(health: try await health).all
            diagnosis.findings += MachineFindings.leftovers(try await leftovers)
        } catch let error as VMFestError where error.code.isAboutTheHost {
            diagnosis.findings += HostFindings.refusal(error)
            diagnosis.hostWasAsked = false
        } catch let error as VMFestError {
            diagnosis.findings.append(
                .problem("host", error.description, remedy: "see VirtualBox's own log; --verbose tells more"))
        }
        return diagnosis
    }
}
