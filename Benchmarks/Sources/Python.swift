//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Subprocess

/// VirtualBox's own bindings for Python: what a user's script would import.
enum Python {
    /// Does the cycle, in a Python that has started; gives the times, or nil where there are no bindings.
    static func cycle(_ name: String, image: String, disk: String, times: Int) async throws -> [Duration]? {
        let result = try await Subprocess.run(
            .name("bash"), arguments: ["Benchmarks/python", "Benchmarks/cycle.py", name, image, disk, "\(times)"],
            output: .string(limit: 1 << 20), error: .string(limit: 1 << 20))
        switch result.terminationStatus {
        case .exited(0):
            return result.standardOutput.split(whereSeparator: \.isNewline).compactMap { Double($0) }
                .map { .seconds($0) }
        case .exited(69):
            print("no Python bindings of VirtualBox's are here: they are left out")
            return nil
        default:
            throw BenchmarkError("Benchmarks/cycle.py: \(result.standardError)")
        }
    }
}
