//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

extension Seed {
    /// The lines before the disc's file system, which ``IdentityAgent`` reads without mounting it.
    ///
    /// A line is a word and a value. Every value was checked: none has a line's end in it. The agent's program takes the
    /// first lines, of known lengths, by their places; the others may come in any order.
    var preface: String {
        var lines = ["vmfest-seed 1", "random \(renewal.random)", "epoch \(renewal.epoch)"]
        lines += cards.map { "card \($0.old) \($0.new)" }
        lines += ["instance \(instanceID)", "host-name \(hostName)", "machine-id \(renewal.machineID)"]
        lines += publicKeys.map { "key \($0.trimmingBlanks)" }
        if let userData { lines.append("user-data \(userData.format == .script ? "script" : "other")") }
        lines.append("end")
        return lines.map { $0 + "\n" }.joined()
    }
}
