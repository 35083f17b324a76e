//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Logging
import VirtualBox
import VirtualBoxAPI

/// Makes an image by installing a system in a machine of its own: all of it, or nothing.
struct ImageBuilding: Sendable {
    let host: Host
    let name: String
    let installation: SystemInstallation
    let attributes: ImageAttributes
    let deadline: Deadline

    func run() async throws -> ImageInfo {
        let machine = try await prepared()
        do {
            try await machine.start(within: left)
            tell("the guest installs")
            try await waitForEnd(of: machine)
            // VirtualBox can hang for good when it switches a machine off in the middle of a reset, observed with 7.2.
            try await Task.sleep(for: Self.settling)
            try await machine.powerOff()
            tell("the disk becomes an image")
            let image = try await host.createImage(name, from: machine, completed(by: machine))
            // The image is there, whatever becomes of the machine.
            await remove(machine)
            return image
        } catch {
            throw await undone(machine, error)
        }
    }

    /// How long a reset may take; a boot loader gets no further meanwhile.
    private static let settling: Duration = .seconds(2)

    private func tell(_ words: String) { Activity.observer?(Activity(action: "build", percent: nil, detail: words)) }

    private var left: Duration { deadline.remaining(atMost: .seconds(86_400)) }

    /// The machine, ready to be started; nothing of it when that fails.
    func prepared() async throws -> Machine {
        let machine = try await made()
        do {
            try await InstallerPreparation(host: host, machine: machine, name: name, installation: installation).run()
            return machine
        } catch {
            throw await undone(machine, error)
        }
    }

    private func made() async throws -> Machine {
        try await host.service.withVirtualBox { scope in
            // What is known to fail is refused before anything is made.
            _ = try await ImageMaking(scope: scope, name: name, attributes: attributes, source: installation.disc)
                .target()
            let installer = try await scope.box.createUnattendedInstaller()
            let osType = try await InstallerPreparation.osType(of: installation, by: installer)
            let mark = String(UInt32.random(in: .min ... .max), radix: 36)
            var creation = MachineCreation(
                scope: scope, host: host, name: "\(name).install.\(mark)", spec: installation.spec(osType: osType),
                image: nil, firstBoot: nil, labels: MachineLabels(), origin: MachineOrigin(), deadline: deadline)
            creation.isWhole = false
            return try await creation.run()
        }
    }

    /// Waits until the installer is done.
    private func waitForEnd(of machine: Machine) async throws {
        let isWindows = try await machine.info().osType.hasPrefix("Win")
        do {
            try await deadline.limit {
                try await withThrowingTaskGroup(of: Void.self) { group in
                    group.addTask { try await machine.waitForInstaller(endsAtReset: !isWindows) }
                    if isWindows, installation.installsGuestAdditions {
                        group.addTask {
                            try await machine.waitForGuestAdditions(within: left)
                            try await machine.stop(within: .seconds(300))
                        }
                    }
                    defer { group.cancelAll() }
                    try await group.next()
                }
            }
        } catch is DeadlinePassed {
            var failure = VMFestError(.timeLimit, "the installation did not end within the time limit")
            failure.screenshot = await uncancelled { try? await machine.savedScreenshot() }
            throw failure
        }
    }

    private func completed(by machine: Machine) async throws -> ImageAttributes {
        var attributes = attributes
        attributes.user = attributes.user ?? installation.user
        attributes.firmware = attributes.firmware ?? installation.spec.firmware
        if attributes.osType == nil { attributes.osType = try await machine.info().osType }
        return attributes
    }

    /// Removes the machine with the answers for its installer, which hold the password.
    private func remove(_ machine: Machine) async {
        do {
            try await destroy(machine)
        } catch {
            host.service.logger.warning(
                "the machine of an installation stays", metadata: ["machine": "\(machine)", "error": "\(error)"])
        }
    }

    private func destroy(_ machine: Machine) async throws {
        try await uncancelled {
            var failure: (any Error)?
            do { try await machine.destroy() } catch { failure = error }
            try? await Undertakings.conclude(machine.key, hasRemains: failure != nil, on: host.service)
            if let failure { throw failure }
        }
    }

    private func undone(_ machine: Machine, _ error: any Error) async -> any Error {
        do {
            try await destroy(machine)
            return error
        } catch let failure {
            return VMFestError.adding(["the machine \(machine): \(failure)"], to: error)
        }
    }
}

extension Machine {
    /// Waits until a guest that installs itself has switched itself off, or restarts.
    fileprivate func waitForInstaller(endsAtReset: Bool) async throws {
        try await host.service.withVirtualBox(repeatable: true) { scope in
            let machine = try await find(in: scope)
            try await scope.wait(on: key, until: .never) { () async throws -> Void? in
                let state = try await machine.currentState()
                switch state {
                case .off: return ()
                case .aborted, .stuck, .saved, .inaccessible:
                    throw VMFestError(.invalidState, "the machine is \(state.rawValue)")
                default: break
                }
                let resets = try await machine.guestProperty("/VirtualBox/VMInfo/ResetCounter").flatMap { Int($0) } ?? 0
                return endsAtReset && resets > 0 ? () : nil
            }
        }
    }
}
