//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Subprocess
import Testing

@testable import VMFest

/// A folder of one test, with the places of images in it; removed when the test ends.
struct ImageFolder: Sendable {
    let path: String

    var places: ImagePlaces { ImagePlaces(in: path + "/cache") }

    static func run<Value: Sendable>(_ test: (ImageFolder) async throws -> Value) async throws -> Value {
        let path = FileManager.default.temporaryDirectory.path + "/vmfest-test-\(UUID())"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: path) }
        return try await test(ImageFolder(path: path))
    }

    /// Writes a file and gives its path.
    func write(_ name: String, _ bytes: [UInt8]) throws -> String {
        try Data(bytes).write(to: URL(filePath: path + "/" + name))
        return path + "/" + name
    }

    /// What a program makes of bytes.
    func pipe(_ bytes: [UInt8], through program: String, _ arguments: String...) async throws -> [UInt8] {
        let result = try await Subprocess.run(
            .name(program), arguments: Arguments(arguments), input: .array(bytes),
            output: .bytes(limit: 64 << 20))
        try #require(result.terminationStatus.isSuccess)
        return result.standardOutput
    }

    /// The names of all files that are left in the places of images.
    func leftovers() -> [String] {
        (FileManager.default.enumerator(atPath: path + "/cache")?.allObjects as? [String] ?? [])
            .filter { !["downloads", "work"].contains($0) }
    }
}

/// What a lent disk was.
struct Lent: Sendable {
    var disk: PreparedDisk
    var content: [UInt8]

    init(_ disk: PreparedDisk) throws {
        self.disk = disk
        content = Array(try Data(contentsOf: URL(filePath: disk.path)))
    }
}
