//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

@testable import VMFest

/// Makes tar archives.
enum TarBytes {
    /// A member with its header and its padding.
    static func member(
        _ name: String, _ content: [UInt8] = [], type: Character = "0", link: String = "", size: Int? = nil,
        prefix: String = ""
    ) -> [UInt8] {
        var header = [UInt8](repeating: 0, count: 512)
        func put(_ text: String, at offset: Int) {
            header.replaceSubrange(offset..<(offset + text.utf8.count), with: Array(text.utf8))
        }
        put(name, at: 0)
        put("0000644\0", at: 100)
        let digits = String(size ?? content.count, radix: 8)
        put(String(repeating: "0", count: 11 - digits.count) + digits, at: 124)
        put(String(type), at: 156)
        put(link, at: 157)
        put("ustar\0" + "00", at: 257)
        put(prefix, at: 345)
        return sealed(header) + content + [UInt8](repeating: 0, count: (512 - content.count % 512) % 512)
    }

    /// A header with the right checksum.
    static func sealed(_ header: [UInt8]) -> [UInt8] {
        var header = header
        header.replaceSubrange(148..<156, with: Array("        ".utf8))
        let digits = String(header.reduce(0) { $0 + Int($1) }, radix: 8)
        header.replaceSubrange(
            148..<156, with: Array((String(repeating: "0", count: 6 - digits.count) + digits + "\0 ").utf8))
        return header
    }

    /// A pax header for the next member.
    static func records(_ records: [(String, String)], type: Character = "x") -> [UInt8] {
        let text = records.map { key, value in
            let rest = " \(key)=\(value)\n".utf8.count
            let length = (rest...(rest + 4)).first { $0 == rest + String($0).utf8.count } ?? 0
            return "\(length) \(key)=\(value)\n"
        }
        return member("pax", Array(text.joined().utf8), type: type)
    }

    /// A whole archive.
    static func archive(_ members: [UInt8]...) -> [UInt8] {
        members.flatMap(\.self) + [UInt8](repeating: 0, count: 1024)
    }

    /// What a parser reads of it.
    static func read(_ bytes: [UInt8], pieces: Int = 700) throws -> [String: [UInt8]] {
        var parser = TarParser()
        var files: [String: [UInt8]] = [:]
        var name = ""
        for start in stride(from: 0, to: bytes.count, by: pieces) {
            for event in try parser.push(bytes[start..<min(bytes.count, start + pieces)]) {
                switch event {
                case .file(let bytes, _):
                    name = String(decoding: bytes, as: UTF8.self)
                    files[name] = []
                case .content(let part): files[name, default: []] += part
                case .end: break
                }
            }
        }
        try parser.finish()
        return files
    }
}
