//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBoxAPI

/// The log that a machine's process writes.
struct MachineLog: Sendable {
    private let machine: VirtualBoxAPI.Machine

    init(_ machine: VirtualBoxAPI.Machine) {
        self.machine = machine
    }

    /// The last lines, without what network cards counted; none where there is no log yet.
    func tail(_ count: Int = 20) async -> [String] {
        await end().split(whereSeparator: \.isNewline).filter { !Self.isCount($0) }.suffix(count).map(String.init)
    }

    /// Why VirtualBox itself paused the machine; nil where somebody else did, or the log does not tell.
    func pauseReason() async -> PauseReason? { PauseReason(in: await end()) }

    /// The last 64 KiB.
    private func end() async -> String {
        var text = ""
        var offset: Int64 = 0
        let piece: Int64 = 512 * 1024
        // The service tells no length: read on until a piece is short, keep the end.
        while let octets = try? await machine.readLog(idx: 0, offset: offset, size: piece), !octets.data.isEmpty {
            text = String((text + String(decoding: octets.data, as: UTF8.self)).suffix(64 * 1024))
            offset += Int64(octets.data.count)
            if octets.data.count < piece { break }
        }
        return text
    }

    /// Such as `00:00:01.000000 E1000#0: Received frames   : 0`, of which a card writes dozens when a machine ends.
    private static func isCount(_ line: Substring) -> Bool { line.wholeMatch(of: /\S+ \w+#\d+: [^:]+: *\d+/) != nil }
}
