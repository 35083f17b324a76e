//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// Reads a disc as a guest does, by one of the three ways in which it says names.
struct DiscReader {
    /// Which of the names are read.
    enum Names: CaseIterable {
        case plain
        case joliet
        case rockRidge
    }

    let bytes: [UInt8]
    let names: Names

    private var descriptor: Int { (names == .joliet ? 17 : 16) * 2_048 }

    /// What the volume is called.
    var volume: String { text(bytes[(descriptor + 40)..<(descriptor + 72)]) }

    /// The number of sectors that the descriptor says.
    var sectors: Int { little(descriptor + 80, 4) }

    /// The files by their names, in the order of the folder.
    var files: [(name: String, contents: [UInt8])] {
        let root = descriptor + 156
        let start = little(root + 2, 4) * 2_048
        let end = start + little(root + 10, 4)
        var files: [(String, [UInt8])] = []
        var place = start
        while place < end {
            let length = Int(bytes[place])
            guard length > 0 else {
                place = (place / 2_048 + 1) * 2_048
                continue
            }
            if bytes[place + 25] & 2 == 0 { files.append((name(place), contents(place))) }
            place += length
        }
        return files
    }

    private func contents(_ record: Int) -> [UInt8] {
        let start = little(record + 2, 4) * 2_048
        return Array(bytes[start..<(start + little(record + 10, 4))])
    }

    private func name(_ record: Int) -> String {
        let length = Int(bytes[record + 32])
        let name = bytes[(record + 33)..<(record + 33 + length)]
        guard names == .rockRidge else { return String(text(name).split(separator: ";")[0]) }
        var entry = record + 33 + length + (length % 2 == 0 ? 1 : 0)
        while entry + 4 < record + Int(bytes[record]) {
            let end = entry + Int(bytes[entry + 2])
            if bytes[entry..<(entry + 2)].elementsEqual("NM".utf8) {
                return String(decoding: bytes[(entry + 5)..<end], as: UTF8.self)
            }
            entry = end
        }
        return ""
    }

    private func text(_ bytes: ArraySlice<UInt8>) -> String {
        let letters = names == .joliet ? bytes.enumerated().filter { $0.offset % 2 == 1 }.map(\.element) : Array(bytes)
        var text = String(decoding: letters, as: UTF8.self)
        while text.hasSuffix(" ") { text.removeLast() }
        return text
    }

    private func little(_ place: Int, _ count: Int) -> Int {
        bytes[place..<(place + count)].reversed().reduce(0) { $0 << 8 | Int($1) }
    }
}
