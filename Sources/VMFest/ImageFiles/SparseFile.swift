//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// A new file that is written from its beginning to its end; zeros become holes.
struct SparseFile: Sendable {
    private let file: OpenFile

    /// How many bytes it has so far.
    private(set) var size: Int64 = 0

    /// Makes the file.
    init(_ path: String) async throws {
        file = try await OpenFile.writing(path)
    }

    /// Writes more bytes.
    mutating func write(_ bytes: ArraySlice<UInt8>) async throws {
        let (file, start) = (file, size)
        try await blocking { try Self.writeNonZeros(bytes, to: file, at: start) }
        size += Int64(bytes.count)
    }

    /// Gives it its size, which zeros at its end do not.
    func finish() async throws {
        let (file, size) = (file, size)
        try await blocking { try file.resize(to: size) }
    }

    private static let block = 4096

    /// Writes the runs of blocks that are not all zeros.
    private static func writeNonZeros(_ bytes: ArraySlice<UInt8>, to file: OpenFile, at start: Int64) throws {
        try bytes.withUnsafeBytes { bytes in
            var run: Range<Int>?
            var position = 0
            while position < bytes.count {
                // Blocks are those of the file, so that holes can be where zeros are.
                let end = min(bytes.count, position + block - Int((start + Int64(position)) % Int64(block)))
                if isZero(UnsafeRawBufferPointer(rebasing: bytes[position..<end])) {
                    if let run { try file.write(.init(rebasing: bytes[run]), at: start + Int64(run.lowerBound)) }
                    run = nil
                } else {
                    run = (run?.lowerBound ?? position)..<end
                }
                position = end
            }
            if let run { try file.write(.init(rebasing: bytes[run]), at: start + Int64(run.lowerBound)) }
        }
    }

    private static func isZero(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard let start = bytes.baseAddress, bytes.first == 0 else { return bytes.isEmpty }
        return memcmp(start, start + 1, bytes.count - 1) == 0
    }
}
