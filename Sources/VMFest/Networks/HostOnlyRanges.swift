//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation

/// The addresses that VirtualBox permits in private networks.
///
/// Since 6.1.28 it refuses all others with nothing but "access denied". A file of the host's administrator says which it
/// permits; where there is none, VirtualBox has a range of its own. It is read as VirtualBox reads it: in a line that begins
/// with `*`, each word is a range, and what is no range is passed over.
public struct HostOnlyRanges: Sendable, Hashable {
    /// The file on the host, `/etc/vbox/networks.conf`.
    public static let path = "/etc/vbox/networks.conf"

    /// The permitted ranges, in the order of the file.
    public var permitted: [Range]

    /// Where they come from.
    public var source: Source

    /// What in the file VirtualBox passes over and is no comment either: the number of the line, and words of it.
    public var misunderstood: [String] = []

    /// Where ranges come from.
    public enum Source: Sendable, Hashable {
        /// There is no file: VirtualBox permits its own range.
        case usual
        /// From the file.
        case file
        /// There is a file, which this program may not read, though VirtualBox does: what is permitted is not known.
        case unreadable
    }

    /// A permitted range of addresses.
    public struct Range: Sendable, Hashable, CustomStringConvertible {
        /// An address in it.
        public var address: IPAddress
        /// How many bits all its addresses have in common with that one: 0 to 32, or to 128 for IPv6.
        public var prefixLength: Int

        /// As the file has it: `192.168.56.0/21`.
        public var description: String { "\(address)/\(prefixLength)" }
    }

    /// Whether a network may have these addresses, as far as that is known.
    public func permit(_ subnet: Subnet) -> Bool {
        source == .unreadable || permitted.contains { $0.contains(subnet) }
    }
}

extension HostOnlyRanges.Range {
    /// Reads an address and a length; without one, it is that address alone.
    init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), let address = IPAddress(String(parts[0])) else { return nil }
        let bits = address.isIPv6 ? 128 : 32
        guard let length = parts.count == 1 ? bits : Int(parts[1]), (0...bits).contains(length) else { return nil }
        self.init(address: address, prefixLength: length)
    }

    func contains(_ subnet: Subnet) -> Bool {
        guard case .v4(let address) = address else { return false }
        let mask = prefixLength == 0 ? 0 : UInt32.max << (32 - prefixLength)
        return prefixLength <= subnet.prefixLength && subnet.base.number & mask == address.number & mask
    }
}

extension HostOnlyRanges {
    /// What VirtualBox permits without a file.
    static let usual = Self(permitted: ["192.168.56.0/21", "fe80::/10"].compactMap { Range($0) }, source: .usual)

    /// Reads the text of a file.
    init(text: String) {
        self.init(permitted: [], source: .file)
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let words = line.split { $0 == " " || $0 == "\t" }
            guard let first = words.first, !first.hasPrefix("#") else { continue }
            let ranges = first == "*" ? words.dropFirst().map { ($0, Range($0)) } : [(line, nil)]
            permitted += ranges.compactMap(\.1)
            let others = ranges.filter { $0.1 == nil }.map(\.0).joined(separator: " ")
            if !others.isEmpty { misunderstood.append("line \(index + 1): '\(others)'") }
        }
    }

    /// Those of the computer that this program runs on.
    init(file path: String = path) async throws {
        self = try await blocking {
            guard FileManager.default.fileExists(atPath: path) else { return .usual }
            guard let data = FileManager.default.contents(atPath: path) else {
                return Self(permitted: [], source: .unreadable)
            }
            return Self(text: String(decoding: data, as: UTF8.self))
        }
    }

    /// The private networks that have addresses which are not permitted.
    func forbidden(among networks: [Network]) -> [Network] {
        networks.filter { network in network.kind == .private && network.subnet.map { !permit($0) } ?? false }
    }

    /// Why a network can not be had; nil where it can.
    func reason(against subnet: Subnet) -> String? {
        guard !permit(subnet) else { return nil }
        return "VirtualBox permits private networks \(self) only; \(Self.remedy(for: subnet))"
    }

    /// What permits a network.
    package static func remedy(for subnet: Subnet) -> String {
        "the line '* \(subnet)' in \(path) on the host would permit \(subnet)"
    }
}

extension HostOnlyRanges: CustomStringConvertible {
    /// For people: which ranges, and who says so.
    public var description: String {
        let ranges = permitted.isEmpty ? "in no range" : "in " + permitted.map(\.description).joined(separator: ", ")
        return switch source {
        case .usual: "\(ranges), as long as there is no \(Self.path) on the host"
        case .file: "\(ranges), as \(Self.path) on the host says"
        case .unreadable: "as \(Self.path) on the host says, which this program may not read"
        }
    }
}
