//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import VMFest

import struct VMFest.Host

/// The processes whose memory and file descriptors are watched, where the system tells of them in `/proc`; none elsewhere.
struct EnduranceProcesses {
    /// Their numbers by their names.
    private let processes: [(name: String, id: Int)]

    init(of host: Host) throws {
        guard FileManager.default.fileExists(atPath: "/proc/self/status") else {
            print("this system has no /proc: memory and file descriptors are not known")
            processes = []
            return
        }
        let port = URL(string: host.url)?.port ?? 18083
        guard let service = try Self.find("vboxwebsrv", where: { $0.words.contains("\(port)") }) else {
            throw BenchmarkError("no vboxwebsrv with port \(port) runs on this computer")
        }
        // One that belongs to the same configuration.
        let identity = service.variable("VBOX_IPC_SOCKETID")
        guard let server = try Self.find("VBoxSVC", where: { $0.variable("VBOX_IPC_SOCKETID") == identity }) else {
            throw BenchmarkError("the VBoxSVC of the vboxwebsrv does not run on this computer")
        }
        let client = Int(ProcessInfo.processInfo.processIdentifier)
        processes = [("client", client), ("vboxwebsrv", service.id), ("VBoxSVC", server.id)]
    }

    /// What each has now.
    func usages() -> [ProcessUsage] { processes.map { ProcessUsage(name: $0.name, id: $0.id) } }

    private struct Candidate {
        let id: Int
        let words: [Substring]

        func variable(_ name: String) -> Substring? {
            guard let text = try? String(contentsOfFile: "/proc/\(id)/environ", encoding: .utf8) else { return nil }
            return text.split(separator: "\0").first { $0.hasPrefix("\(name)=") }
        }
    }

    private static func find(_ program: String, where isWanted: (Candidate) -> Bool) throws -> Candidate? {
        for entry in try FileManager.default.contentsOfDirectory(atPath: "/proc") {
            guard let id = Int(entry), let line = try? String(contentsOfFile: "/proc/\(id)/cmdline", encoding: .utf8)
            else { continue }
            let candidate = Candidate(id: id, words: line.split(separator: "\0"))
            if candidate.words.first?.hasSuffix(program) == true, isWanted(candidate) { return candidate }
        }
        return nil
    }
}

/// What a process has of the computer's at one moment.
struct ProcessUsage {
    let name: String
    let residentKiB: Int
    let descriptors: Int

    /// Reads it of a process; zeros for one that is gone.
    init(name: String, id: Int) {
        self.name = name
        let status = (try? String(contentsOfFile: "/proc/\(id)/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") } ?? ""
        residentKiB = line.split(whereSeparator: \.isWhitespace).compactMap { Int($0) }.first ?? 0
        descriptors = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(id)/fd").count) ?? 0
    }
}
