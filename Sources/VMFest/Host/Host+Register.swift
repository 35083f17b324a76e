//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import VirtualBox
import VirtualBoxAPI

extension Host {
    /// Has VirtualBox know a machine that it does not know: one from another host or configuration, or one that it was told
    /// to forget by another program.
    ///
    /// Its files stay where they are. That it knows that very machine already is success. Rests on
    /// `IVirtualBox::openMachine` and `IVirtualBox::registerMachine`.
    ///
    /// - Parameter path: the whole path of its settings, a `.vbox` file, on the host. VirtualBox's own server process dies of a
    ///   file that is XML and no machine's; VMFest looks into it before, where the host is this computer.
    /// - Returns: the machine.
    /// - Throws: ``VMFestError``: `invalidArgument` for another path; `noSuchFile` when there is no such file on the host, or it is no machine's; `nameTaken` when
    ///   another machine of the host has its name or its UUID; and the codes about the host.
    @discardableResult
    public func register(_ path: String) async throws -> Machine {
        try await VMFestError.during("register", of: path) {
            guard HostPath(path).isAbsolute, path.hasSuffix(".vbox") else {
                throw VMFestError(.invalidArgument, "that is no absolute path of a .vbox file on the host")
            }
            try await refuseOther(path)
            return try await service.withVirtualBox { scope in
                if let known = try await registered(path, in: scope) { return known }
                try await HostRoom(scope: scope).require()
                let machine = try await opened(path, in: scope)
                let id = try await machine.getId()
                do {
                    try await uncancelled { try await scope.box.registerMachine(machine: machine) }
                } catch let error as VirtualBoxError where error.code == .alreadyExists {
                    throw Self.taken(error)
                }
                return try Machine(host: self, key: id)
            }
        }
    }

    /// Refuses a file on this computer that is no machine's: VirtualBox's own server process dies of an XML file without one.
    private func refuseOther(_ path: String) async throws {
        guard isThisComputer else { return }
        let text = try await LocalFiles.blocking {
            FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
        }
        guard let text, !text.contains("<Machine") else { return }
        throw VMFestError(.noSuchFile, "it has no settings of a machine")
    }

    /// The machine whose settings are there; nil where VirtualBox knows none.
    private func registered(_ path: String, in scope: HostScope) async throws -> Machine? {
        let known = try await scope.box.getMachines().concurrentMap { machine in
            async let file = machine.settingsFileIfRegistered()
            async let id = machine.getId()
            return try await (file: file, id: id)
        }
        return try known.first { $0.file == path }.map { try Machine(host: self, key: $0.id) }
    }

    private func opened(_ path: String, in scope: HostScope) async throws -> VirtualBoxAPI.Machine {
        do {
            return try await scope.box.openMachine(settingsFile: path, password: "")
        } catch let error as VirtualBoxError where error.isDefinite && error.message.contains("same UUID") {
            throw Self.taken(error)
        } catch let error as VirtualBoxError where error.code == .file || error.isDefinite && error.code == .failed {
            throw VMFestError(.noSuchFile, "it can not be read as the settings of a machine: \(error.firstLine)")
        }
    }

    private static func taken(_ error: VirtualBoxError) -> VMFestError {
        VMFestError(.nameTaken, "another machine of the host has its name or its UUID: \(error.message)")
    }
}

extension VirtualBoxError {
    /// The message without the place in VirtualBox's sources that follows it.
    fileprivate var firstLine: Substring { message.split(whereSeparator: \.isNewline).first ?? "" }
}
