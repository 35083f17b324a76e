//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation

/// The addresses that VirtualBox permits in host-only networks.
///
/// Since 6.1.28 it refuses all others with nothing but "access denied". A file of the host's administrator says which;
/// where there is none, it is one range.
struct HostOnlyRanges: Sendable, Hashable {
    /// The file on the host; Windows has none, and no limits.
    static let path = "/etc/vbox/networks.conf"

    /// The permitted networks.
    var subnets: [Permitted]

    /// Whether they come from the file.
    var isFromFile: Bool

    /// A permitted range of addresses; any length of the prefix may be permitted, also none.
    struct Permitted: Sendable, Hashable, CustomStringConvertible {
        var address: IPv4Address
        var prefixLength: Int

        func contains(_ subnet: Subnet) -> Bool {
            guard prefixLength > 0 else { return true }
            let mask = UInt32.max << (32 - prefixLength)
            return prefixLength <= subnet.prefixLength && subnet.base.number & mask == address.number & mask
        }

        var description: String { "\(address)/\(prefixLength)" }
    }

    /// What VirtualBox permits without a file.
    static let usual = Self(
        subnets: [Permitted(address: IPv4Address(number: 0xc0a8_3800), prefixLength: 21)], isFromFile: false)

    /// Reads the text of a file; lines that are no permission are passed over, as VirtualBox does with those of IPv6.
    init(text: String) {
        subnets = text.split(whereSeparator: \.isNewline).flatMap { line -> [Permitted] in
            let words = line.prefix { $0 != "#" }.split(whereSeparator: \.isWhitespace)
            guard words.first == "*" else { return [] }
            return words.dropFirst().compactMap { word in
                let parts = word.split(separator: "/")
                guard parts.count == 2, let address = IPv4Address(String(parts[0])), let length = Int(parts[1]),
                    (0...32).contains(length)
                else { return nil }
                return Permitted(address: address, prefixLength: length)
            }
        }
        isFromFile = true
    }

    init(subnets: [Permitted], isFromFile: Bool) {
        self.subnets = subnets
        self.isFromFile = isFromFile
    }

    /// Those of a host; nil where they can not be known, since the host is another computer.
    static func of(_ host: Host) async throws -> Self? {
        guard host.isThisComputer else { return nil }
        return try await blocking {
            guard let data = FileManager.default.contents(atPath: path) else { return usual }
            return Self(text: String(decoding: data, as: UTF8.self))
        }
    }

    /// Why a network can not be had; nil where it can.
    func reason(against subnet: Subnet) -> String? {
        guard !subnets.contains(where: { $0.contains(subnet) }) else { return nil }
        let permitted = subnets.map(\.description).joined(separator: ", ")
        let source =
            isFromFile
            ? "as \(Self.path) on the host says" : "as long as there is no \(Self.path) on the host"
        return "VirtualBox permits host-only networks in \(permitted.isEmpty ? "no range" : permitted) only, \(source);"
            + " the line '* \(subnet)' in that file would permit this one"
    }
}
