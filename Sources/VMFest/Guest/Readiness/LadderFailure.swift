//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import VirtualBox
import VirtualBoxAPI

/// Why a rung was not reached, with what there is to look at.
struct LadderFailure: Sendable {
    let machine: Machine
    let rung: Rung
    let reached: Rung?

    /// The error, with the last rung that was reached, the end of a log and a picture of the screen.
    func describe(_ error: any Error) async -> VMFestError {
        var failure = Self.failure(error)
        let progress = reached.map { "it got as far as '\($0)'" } ?? "it did not even run"
        failure.message = "it did not get to '\(rung)': \(failure.message); \(progress)"
        guard !failure.code.isAboutTheHost, failure.code != .noSuchMachine else { return failure }
        let machine = machine
        failure.log = await uncancelled { await machine.lastWords() }
        failure.screenshot = await uncancelled { try? await machine.savedScreenshot() }
        return failure
    }

    private static func failure(_ error: any Error) -> VMFestError {
        switch error {
        case let error as VMFestError: error
        case let error as VirtualBoxError: VMFestError(error)
        case is DeadlinePassed: VMFestError(.timeLimit, "the time limit passed")
        default: VMFestError(.failed, "\(error)")
        }
    }
}

extension Machine {
    /// The end of what the guest wrote to its serial port, where that is a file that this computer can read, else of the
    /// machine's own log.
    func lastWords(_ count: Int = 20) async -> [String] {
        let words = try? await host.service.withVirtualBox { scope in
            let machine = try await find(in: scope)
            if host.isThisComputer, let file = try await machine.serialFile() {
                let lines = await Self.tail(of: file, count)
                if !lines.isEmpty { return lines }
            }
            return await MachineLog(machine).tail(count)
        }
        return words ?? []
    }

    private static func tail(of file: String, _ count: Int) async -> [String] {
        // The path is what the host says; a pipe or a device is not opened to the end.
        guard let log = try? await OpenFile.reading(file) else { return [] }
        let bytes = try? await blocking { try log.bytes(at: max(0, log.size - 65_536), count: 65_536) }
        return String(decoding: bytes ?? [], as: UTF8.self).split(whereSeparator: \.isNewline)
            .suffix(count).map(String.init)
    }

    /// Saves a picture of the machine's screen, a PNG, to a temporary file that only this user can read; gives its path.
    func savedScreenshot() async throws -> String {
        let picture = try await screenshot(within: .seconds(10))
        let mark = String(UInt32.random(in: .min ... .max), radix: 16)
        let file = FileManager.default.temporaryDirectory.appending(path: "vmfest-\(key)-\(mark).png")
        let isNew = try await blocking { try PlainFile.create(file.path, Array(picture), mode: 0o600) }
        guard isNew else { throw VMFestError(.failed, "'\(file.path)' is there already") }
        return file.path
    }
}
