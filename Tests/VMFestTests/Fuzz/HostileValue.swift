//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// Values that a server may answer with and that no good one does.
enum HostileValue {
    static let numbers = [
        "0", "-1", "1", "2", "255", "256", "32767", "-32768", "65535", "65536", "2147483647", "-2147483648",
        "4294967295",
        "4294967296", "9223372036854775807", "-9223372036854775808", "18446744073709551615", "1e308", "0x10", "+1",
        " 1",
        "007", "nan",
    ]

    static let texts =
        numbers + [
            "", " ", "true", "false", "null", "[]", "{}", "[", "{", "\"", "..", ".", "/", "../../../etc/passwd",
            "/dev/zero", "/dev/tty", "C:\\", "a/../b", "%s%n", "$(id)", "`id`", "-oProxyCommand=id", "--help", "\t",
            "&#10;", "&#0;",
            "&#x1B;[2J", "&#x202E;abc", "&lt;a&gt;", "\u{1F600}", "e\u{301}", "&#xFFFF;",
            "00000000-0000-0000-0000-000000000000",
            "PoweredOff", "Running", "Null", "HardDisk", "SATA", "IDE", "7_2", "7_0", "999_999", "6_1", "127.0.0.1",
            "255.255.255.255",
            "0.0.0.0", "::1", "080027000000", "2026-11-27T04:55:57Z", "9999999-01-01T00:00:00Z",
            "{&quot;client&quot;:{&quot;computer&quot;:&quot;\\u0000&quot;,&quot;file&quot;:&quot;/tmp/\\u0000a&quot;},&quot;kind&quot;:"
                + "&quot;machine&quot;,&quot;name&quot;:&quot;x&quot;,&quot;until&quot;:&quot;2099-01-01T00:00:00Z&quot;}",
            String(repeating: "a", count: 300), String(repeating: "&lt;", count: 20_000),
            String(repeating: "[", count: 2_000), String(repeating: " (0x80BB0001)", count: 200),
        ]

    /// A fault with any result code.
    static func fault(_ mutation: inout Mutation) -> String {
        let codes = [
            -2_147_467_259, -2_135_228_415, -2_135_228_411, -2_135_228_409, -2_135_228_404, -2_147_024_809, 0, 1, -1,
        ]
        let code = codes.randomElement(using: &mutation) ?? 0
        let text = texts.randomElement(using: &mutation) ?? ""
        let detail =
            Bool.random(using: &mutation)
            ? "<vbox:RuntimeFault><resultCode>\(code)</resultCode><returnval>1-1</returnval></vbox:RuntimeFault>"
            : "<vbox:InvalidObjectFault><badObjectID>\(text)</badObjectID></vbox:InvalidObjectFault>"
        return
            "<SOAP-ENV:Fault><faultcode>SOAP-ENV:Client</faultcode><faultstring>VirtualBox error: \(text)</faultstring>"
            + "<detail>\(detail)</detail></SOAP-ENV:Fault>"
    }

    /// What is inside an envelope, with something wrong in it.
    static func spoiled(_ body: [UInt8], _ mutation: inout Mutation) -> [UInt8] {
        switch Int.random(in: 0..<10, using: &mutation) {
        case 0: return Array(fault(&mutation).utf8)
        case 1:
            let (open, close) = (Array("<returnval>".utf8), Array("</returnval>".utf8))
            guard let first = body.firstRange(of: open), let last = body.firstRange(of: close) else { return body }
            let element = body[first.lowerBound..<last.upperBound]
            let count = [0, 2, 3, 40, 600].randomElement(using: &mutation) ?? 0
            return Array(body[..<first.lowerBound]) + repeatElement(element, count: count).joined()
                + body[last.upperBound...]
        case 2: return mutation.mutate(body)
        default:
            // The text between two tags; a number becomes another number, mostly.
            let places = body.indices.dropLast().filter { body[$0] == UInt8(ascii: ">") }
            guard let start = places.randomElement(using: &mutation),
                let end = body[start...].firstIndex(of: UInt8(ascii: "<"))
            else { return body + [0x20] }
            let isNumber = body[start..<end].dropFirst().first.map { (0x30...0x39).contains($0) } ?? false
            let choice = isNumber && Int.random(in: 0..<4, using: &mutation) > 0 ? numbers : texts
            let value = Array((choice.randomElement(using: &mutation) ?? "").utf8)
            return Array(body[...start]) + value + body[end...]
        }
    }
}

extension Mutation {
    /// Bytes with something wrong in them: words put in, numbers that are too large, an end of another one.
    mutating func vary(_ bytes: [UInt8], beside others: [[UInt8]], words: [[UInt8]]) -> [UInt8] {
        guard !bytes.isEmpty else { return mutate(others.randomElement(using: &self) ?? []) }
        var bytes = bytes
        for _ in 0..<Int.random(in: 1...3, using: &self) where !bytes.isEmpty {
            let place = Int.random(in: 0..<bytes.count, using: &self)
            switch Int.random(in: 0..<8, using: &self) {
            case 0:
                let other = others.randomElement(using: &self) ?? []
                bytes = Array(bytes[..<place]) + other.dropFirst(Swift.min(place, other.count))
            case 1, 2, 3:
                let word =
                    words.randomElement(using: &self)
                    ?? Array((HostileValue.texts.randomElement(using: &self) ?? "").utf8)
                let end = Swift.min(bytes.count, place + [0, 1, word.count].randomElement(using: &self, default: 1))
                bytes.replaceSubrange(place..<end, with: word)
            case 4:
                let number = Array(
                    repeating: [0xFF, 0x7F, 0x80, 0].randomElement(using: &self) as UInt8? ?? 0, count: 8)
                let end = Swift.min(bytes.count, place + [1, 2, 4, 8].randomElement(using: &self, default: 1))
                bytes.replaceSubrange(place..<end, with: number.prefix(end - place))
            default: bytes = mutate(bytes)
            }
        }
        return bytes
    }
}

extension [Int] {
    fileprivate func randomElement(using mutation: inout Mutation, default value: Int) -> Int {
        randomElement(using: &mutation) ?? value
    }
}
