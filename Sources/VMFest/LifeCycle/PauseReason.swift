//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// Why VirtualBox itself paused a machine, as the log of its process tells.
struct PauseReason: Sendable, Hashable {
    /// VirtualBox's name of the error, such as `DevATA_DISKFULL`.
    let name: String

    /// The reason why the machine does not run although it did; nil where somebody else paused it.
    init?(in log: String) {
        let name = log.split(whereSeparator: \.isNewline).reduce(String?.none) { found, line in
            if line.hasSuffix("to 'RUNNING'") { return nil }
            guard let error = line.firstMatch(of: /VM: Raising runtime error '(\w+)' \(fFlags=0x([0-9a-f]+)\)/) else {
                return found
            }
            // The second bit: the machine is to be paused.
            return UInt32(error.2, radix: 16).map { $0 & 2 != 0 } == true ? String(error.1) : found
        }
        guard let name else { return nil }
        self.name = name
    }

    /// What a resumption ends with that was in vain.
    var error: VMFestError {
        let (code, words): (VMFestError.Code, String) =
            switch name {
            case _ where name.hasSuffix("DISKFULL"):
                (.noSpace, "the disk of the host that the guest's disk is on is full; make room there, and resume it")
            case _ where name.hasSuffix("FILETOOBIG"):
                (.noSpace, "the host's file system takes no larger file for the guest's disk")
            default: (.invalidState, "because of \(name); the machine's log has more")
            }
        return VMFestError(code, "it was resumed, and VirtualBox paused it again: \(words)")
    }
}
