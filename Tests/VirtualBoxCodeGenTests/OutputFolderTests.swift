//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Testing
import VirtualBoxCodeGen

/// Writing and comparing, in a folder that is deleted afterwards.
final class OutputFolderTests {
    private let url = FileManager.default.temporaryDirectory.appending(path: "vboxgen-\(UUID().uuidString)")
    private var folder: OutputFolder { OutputFolder(url) }

    deinit { try? FileManager.default.removeItem(at: url) }

    private func file(_ path: String, _ body: String = "") -> GeneratedFile {
        GeneratedFile(path: path, text: "\(Generator.mark) 7.2. Do not edit.\n\(body)")
    }

    @Test("What was written does not differ")
    func written() throws {
        let files = [file("A/One.swift"), file("B/Two.swift", "struct Two {}")]
        #expect(try folder.difference(to: files).missing == ["A/One.swift", "B/Two.swift"])
        #expect(try folder.write(files).missing == ["A/One.swift", "B/Two.swift"])
        #expect(try folder.files() == files)
        #expect(try folder.difference(to: files).isEmpty)
    }

    @Test("Files that differ, are missing or are extra are told apart, and put right")
    func difference() throws {
        _ = try folder.write([file("Old.swift"), file("Same.swift"), file("Text.swift")])
        let files = [file("New.swift"), file("Same.swift"), file("Text.swift", "changed")]
        let difference = try folder.difference(to: files)
        #expect(difference.changed == ["Text.swift"])
        #expect(difference.missing == ["New.swift"])
        #expect(difference.extra == ["Old.swift"])
        #expect(try folder.write(files) == difference)
        #expect(try folder.difference(to: files).isEmpty)
    }

    @Test("A folder with other files in it is left alone")
    func foreignFile() throws {
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        let foreign = url.appending(path: "Mine.swift")
        try Data("struct Mine {}".utf8).write(to: foreign)
        #expect(throws: GeneratorError.foreignFile(foreign.path)) { try folder.write([file("New.swift")]) }
        #expect(try folder.files().map(\.path) == ["Mine.swift"])
    }
}
