//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// The guest's network interfaces as its Guest Additions report them in guest properties.
struct GuestInterfaces: Sendable {
    /// One of them.
    struct Interface: Sendable, Hashable {
        /// 12 hexadecimal digits in upper case; empty where it is not told.
        var mac = ""
        var address = ""
        var isUp = true
    }

    /// In the guest's own order.
    let interfaces: [Interface]

    /// Reads properties such as `/VirtualBox/GuestInfo/Net/0/V4/IP`.
    init(_ properties: some Sequence<(name: String, value: String)>) {
        var found: [Int: Interface] = [:]
        for (name, value) in properties {
            let parts = name.split(separator: "/").dropFirst(3).map(String.init)
            guard parts.count >= 2, let number = Int(parts[0]) else { continue }
            switch parts.dropFirst().joined(separator: "/") {
            case "MAC": found[number, default: .init()].mac = Self.normalised(value)
            case "V4/IP": found[number, default: .init()].address = value
            case "Status": found[number, default: .init()].isUp = value != "Down"
            default: break
            }
        }
        interfaces = found.sorted { $0.key < $1.key }.map(\.value)
    }

    /// The addresses of the interface with this hardware address.
    func addresses(mac: String) -> [String] {
        interfaces.filter { $0.mac == Self.normalised(mac) && $0.isUp && Self.isUsable($0.address) }.map(\.address)
    }

    /// Whether it is an address at which something can be reached, and not any text that a guest likes to have given to
    /// `ssh` and to what that starts.
    private static func isUsable(_ address: String) -> Bool {
        IPv4Address(address).map { $0.number != 0 } ?? false
    }

    private static func normalised(_ mac: String) -> String { mac.filter(\.isHexDigit).uppercased() }
}
