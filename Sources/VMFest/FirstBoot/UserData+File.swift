//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

extension UserData {
    /// Reads a file of this computer.
    ///
    /// - Throws: ``VMFestError`` with `invalidArgument` when it can not be read, and as ``init(bytes:)`` does.
    public init(contentsOf file: String) async throws {
        let bytes = try await blocking {
            try PlainFile.read(file, limit: Self.largestSize + 1)
        }
        guard bytes.count <= Self.largestSize else { throw Self.tooLarge("'\(file)'") }
        try self.init(bytes, from: "'\(file)'")
    }
}
