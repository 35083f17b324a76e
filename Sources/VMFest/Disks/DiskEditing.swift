//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

/// A disk that something is to be done to: its remote object, and what stands against it.
struct DiskEditing: Sendable {
    let scope: HostScope
    let disk: Disk
    let medium: Medium

    /// The record of a data disk; nil for a disk that VMFest did not make.
    let record: DiskRecord?

    init(_ disk: Disk, in scope: HostScope) async throws {
        self.scope = scope
        self.disk = disk
        let catalogue = DiskCatalogue(scope)
        medium = try await catalogue.required(disk.key)
        record = try await catalogue.record(disk.key)
    }

    var usage: DiskUsage { DiskUsage(scope: scope, host: disk.host) }

    /// Refuses a disk whose file some machine or copy has open in this moment.
    func refuseOpen() async throws {
        let state = try await medium.refreshState()
        switch state {
        case .created: return
        case .inaccessible, .notCreated:
            throw VMFestError(.noSuchDisk, "its file can not be read: \(try await medium.getLastAccessError())")
        default: throw try await open()
        }
    }

    /// The error for a disk that is open.
    private func open() async throws -> VMFestError {
        let users = try await usage.users(of: medium).filter(\.isAttached)
        let who = users.isEmpty ? "" : " (\(DiskUsage.names(users)))"
        return VMFestError(
            .invalidState, "a machine that runs, or a copy, has it open\(who); stop the machine, or wait, first")
    }

    /// Refuses a disk that others are based on.
    func refuseBase() async throws {
        try await usage.refuseImage(disk.key)
        guard try await !medium.getChildren().isEmpty else { return }
        let users = try await usage.users(of: medium)
        let who = users.isEmpty ? "other disks" : "disks or snapshots of \(DiskUsage.list(users))"
        throw VMFestError(.inUse, "\(who) are based on it, and would be damaged; remove those first")
    }

    /// Does something that takes a while.
    func finish(_ progress: Progress, of operation: String, _ action: String) async throws {
        try await scope.finish(progress, of: operation, report: Host.report("disk \(action)"))
    }

    /// The format, and whether it is fixed.
    func form() async throws -> (format: DiskOptions.Format?, isFixed: Bool) {
        async let format = medium.getFormat()
        async let variant = medium.getVariant()
        let name = try await format
        return (DiskOptions.Format.allCases.first { $0.remote == name }, try await variant.contains(.fixed))
    }

    /// Tells what could be done about it where VirtualBox can not do something to disks of this format.
    func explaining<Value>(_ remedy: String, _ work: () async throws -> Value) async throws -> Value {
        do {
            return try await work()
        } catch let error as VirtualBoxError where error.isDefinite {
            guard let described = await scope.describe(error) as? VirtualBoxError,
                described.code == .notSupported
                    || described.chain.contains(where: { $0.text.contains("VERR_NOT_SUPPORTED") })
            else { throw error }
            var failure = VMFestError(described)
            failure.code = .notSupported
            let format = (try? await medium.getFormat()) ?? "its"
            let isFixed = (try? await form().isFixed) ?? false
            failure.message =
                "VirtualBox can not do this to a disk of this kind (\(format)\(isFixed ? ", fixed" : "")); \(remedy)"
            throw failure
        }
    }
}

extension Disk {
    /// Does something to the disk, alone among what this program does with it.
    func editing<Value: Sendable>(
        _ action: String, _ work: @Sendable (DiskEditing) async throws -> Value
    ) async throws -> Value {
        try await VMFestError.during(action, of: key) {
            try await Turnstile.shared.withTurn("disk \(key)") {
                try await host.service.withVirtualBox { scope in try await work(DiskEditing(self, in: scope)) }
            }
        }
    }
}
