//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Testing
import VMFest

struct DataSizeTests {
    private static let texts: [String: Int64] = [
        "512": 536_870_912, "512 MiB": 536_870_912, "2GiB": 2_147_483_648, "2 gib": 2_147_483_648,
        "40 GB": 40_000_000_000, "1_024 KiB": 1_048_576, "7B": 7, "0": 0, "3k": 3_072, "3 K": 3_072, "3M": 3_145_728,
        "3G": 3_221_225_472, "3T": 3_298_534_883_328, "3 TiB": 3_298_534_883_328, "3 kB": 3_000, "3 MB": 3_000_000,
        "3 TB": 3_000_000_000_000, "  5 MiB ": 5_242_880, "9223372036854775807 B": .max,
    ]

    @Test("A size is a number with a unit, or one of MiB", arguments: texts)
    func parsed(text: String, bytes: Int64) {
        #expect(DataSize(text)?.bytes == bytes)
    }

    @Test(
        "Anything else is no size",
        arguments: [
            "", " ", "MiB", "-1", "-1 MiB", "+1", "1.5 GiB", "1,5 GiB", "1 PiB", "1 MiBs", "1 Mb/s", "MiB 1", "0x10",
            "1e3", "٣ MiB", "½", "9223372036854775808 B", "8388608 TiB", "99999999999999999999",
        ])
    func refused(text: String) {
        #expect(DataSize(text) == nil)
    }

    @Test(
        "A size is written in the largest unit that divides it",
        arguments: [
            (DataSize.mebibytes(512), "512 MiB"), (.mebibytes(1_024), "1 GiB"), (.mebibytes(1_536), "1536 MiB"),
            (.gibibytes(2_048), "2 TiB"), (DataSize(bytes: 1_024), "1 KiB"), (DataSize(bytes: 1_023), "1023 B"),
            (DataSize(bytes: 0), "0 B"), (DataSize(bytes: 40_000_000_000), "39062500 KiB"),
        ])
    func written(size: DataSize, text: String) {
        #expect(size.description == text)
        #expect(DataSize(text) == size)
    }

    @Test("A size is never negative and never overflows")
    func extremes() {
        #expect(DataSize(bytes: -1).bytes == 0)
        #expect(DataSize.mebibytes(-1).bytes == 0)
        #expect(DataSize.gibibytes(.max).bytes == .max)
        #expect(DataSize.mebibytes(.min).bytes == 0)
    }

    @Test("Whole mebibytes are rounded down")
    func mebibytes() {
        #expect(DataSize.gibibytes(2).mebibytes == 2_048)
        #expect(DataSize(bytes: (2 << 20) - 1).mebibytes == 1)
    }

    @Test("Sizes are ordered by amount, and equal ones are equal whatever the unit")
    func order() {
        #expect(DataSize.mebibytes(1_025) > .gibibytes(1))
        #expect(DataSize("1 GiB") == DataSize("1024 MiB"))
    }

    @Test(
        "JSON has a text with a unit or a number of MiB",
        arguments: [("512", 512), ("\"2 GiB\"", 2_048), ("\"512\"", 512), ("0", 0)])
    func decoded(json: String, mebibytes: Int) throws {
        #expect(try JSONDecoder().decode(DataSize.self, from: Data(json.utf8)) == .mebibytes(mebibytes))
    }

    @Test(
        "Other JSON is refused",
        arguments: ["-1", "1.5", "true", "null", "[]", "{}", "\"x\"", "\"-1 MiB\"", "\"\"", "\"99999999999 TiB\""])
    func undecodable(json: String) {
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(DataSize.self, from: Data(json.utf8)) }
    }

    @Test("What is encoded is what is decoded", arguments: [0, 1, 1_023, 1 << 20, 40_000_000_000, Int64.max])
    func roundTrip(bytes: Int64) throws {
        let size = DataSize(bytes: bytes)
        let data = try JSONEncoder().encode(size)
        #expect(try JSONDecoder().decode(DataSize.self, from: data) == size)
        #expect(String(decoding: data, as: UTF8.self) == "\"\(size)\"")
    }
}
