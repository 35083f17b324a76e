//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Crypto

extension OpenFile {
    /// Reads the whole file for its digest.
    func digest<Hash: HashFunction & Sendable>(_ empty: Hash, progress: ImageProgress) async throws -> Hash {
        var hash = empty
        try await readAll { piece, done in
            let before = hash
            hash = try await blocking {
                var after = before
                after.update(data: piece)
                return after
            }
            progress.report(done)
        }
        return hash
    }
}
