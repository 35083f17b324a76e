//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

/// What a failure to read or to write an appliance means; only the text tells.
enum ApplianceFailure {
    /// The error with its meaning: no room, no such file, a file that is no appliance or is damaged.
    static func meaning(of error: any Error) -> any Error {
        guard let failure = error as? VirtualBoxError, failure.isDefinite else { return error }
        let texts = [failure.message] + failure.chain.map(\.text)
        func says(_ marks: String...) -> Bool { marks.contains { mark in texts.contains { $0.contains(mark) } } }
        var meant = VMFestError(failure)
        if failure.isAboutFullDisk {
            return meant
        } else if failure.operation == "IAppliance_write" || says("VERR_ACCESS_DENIED", "VERR_WRITE_PROTECT") {
            return error
        } else if [.file, .failed, .notFound, .invalidArgument, .notSupported].contains(failure.code) {
            meant.code = .badImage
        } else {
            return error
        }
        return meant
    }
}
