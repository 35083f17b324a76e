//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import VMFest

/// Where data goes, and nothing but data.
enum StandardOutput {
    /// Writes text and ends its line.
    ///
    /// - Throws: ``Failure`` when it can not be written, for example to a full disk.
    static func write(_ text: String) throws {
        guard !text.isEmpty else { return }
        let lines = Data((text.hasSuffix("\n") ? text : text + "\n").utf8)
        do {
            try Diagnostics.standard.aside { try FileHandle.standardOutput.write(contentsOf: lines) }
        } catch {
            throw Failure(.failed, "the output could not be written: \(error.systemReason)")
        }
    }

    /// Writes bytes as they are.
    ///
    /// - Throws: as ``write(_:)``.
    static func pass(_ data: Data) throws {
        do {
            try FileHandle.standardOutput.write(contentsOf: data)
        } catch {
            throw Failure(.failed, "the output could not be written: \(error.systemReason)")
        }
    }
}
