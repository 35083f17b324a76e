//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// What takes bytes one after the other.
protocol ByteSink {
    /// Takes the next bytes.
    mutating func write(_ bytes: [UInt8]) async throws

    /// Checks that they are all there.
    mutating func finish() async throws
}
