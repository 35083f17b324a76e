//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Crypto
import Testing

@testable import VMFest

struct DiscImageTests {
    private static let files = [
        DiscImage.File("user-data", "#!/bin/sh\ntrue\n"), DiscImage.File("meta-data", "instance-id: i-1\n"),
        DiscImage.File("network-config", [UInt8](repeating: 0x41, count: 5_000)), DiscImage.File("empty", ""),
        DiscImage.File("vmfest-random", "a"), DiscImage.File("vmfest-rangers", "b"), DiscImage.File("A.B.c", "c"),
    ]

    @Test("the files are there under their names, in the way of Joliet and of Rock Ridge")
    func names() throws {
        let bytes = try DiscImage(volume: "cidata", files: Self.files).bytes
        for names in [DiscReader.Names.joliet, .rockRidge] {
            let reader = DiscReader(bytes: bytes, names: names)
            #expect(reader.volume == "cidata")
            #expect(reader.files.count == Self.files.count)
            for file in Self.files {
                #expect(reader.files.first { $0.name == file.name }?.contents == file.contents)
            }
        }
    }

    @Test("names in ISO 9660's own letters are short, differ and are in order")
    func plainNames() throws {
        let reader = DiscReader(bytes: try DiscImage(volume: "cidata", files: Self.files).bytes, names: .plain)
        #expect(
            reader.files.map(\.name) == [
                "A_B.C", "EMPTY.", "META_DAT.", "NETWORK_.", "USER_DAT.", "VMFEST_1.", "VMFEST_R.",
            ])
    }

    @Test("the size is a whole number of sectors, and is what the disc says")
    func size() throws {
        let bytes = try DiscImage(volume: "cidata", files: Self.files).bytes
        #expect(bytes.count % 2_048 == 0)
        for names in DiscReader.Names.allCases {
            #expect(DiscReader(bytes: bytes, names: names).sectors == bytes.count / 2_048)
        }
    }

    @Test("a folder may go over several sectors")
    func manyFiles() throws {
        let files = (100..<300).map { DiscImage.File("a-file-with-a-rather-long-name-\($0)", "\($0)") }
        let bytes = try DiscImage(volume: "many", files: files).bytes
        for names in DiscReader.Names.allCases {
            let reader = DiscReader(bytes: bytes, names: names)
            #expect(reader.files.map { String(decoding: $0.contents, as: UTF8.self) }.sorted() == files.map(\.digits))
        }
    }

    @Test("the same files in another order give the same bytes, which are these")
    func golden() throws {
        let bytes = try DiscImage(volume: "cidata", preface: "hello\n", files: Self.files).bytes
        #expect(try DiscImage(volume: "cidata", preface: "hello\n", files: Self.files.reversed()).bytes == bytes)
        let digest = SHA256.hash(data: bytes).description
        #expect(digest == "SHA256 digest: 17516dc20f9b4cd561eadf0e7424149594de813dd5090985c0907fbd13707f63")
    }

    @Test("the preface is at the beginning")
    func preface() throws {
        let bytes = try DiscImage(volume: "cidata", preface: "hello\n", files: []).bytes
        #expect(bytes.starts(with: Array("hello\n".utf8) + [0]))
    }

    @Test("what can not be a name is refused", arguments: ["", ".", "..", "a/b", "ä", "a b", "a\nb", "a;1"])
    func refusedNames(name: String) {
        let error = #expect(throws: VMFestError.self) { try DiscImage(volume: "v", files: [DiscImage.File(name, "")]) }
        #expect(error?.code == .invalidArgument)
        #expect(throws: VMFestError.self) { try DiscImage(volume: name, files: []) }
    }

    @Test("names that differ in case only, and what is too large, are refused")
    func refusedFiles() {
        #expect(throws: VMFestError.self) {
            try DiscImage(volume: "v", files: [DiscImage.File("a", ""), DiscImage.File("A", "")])
        }
        #expect(throws: VMFestError.self) {
            try DiscImage(volume: "v", preface: String(repeating: "a", count: 32_769), files: [])
        }
    }
}

extension DiscImage.File {
    fileprivate var digits: String { String(name.suffix(3)) }
}
