//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// How values of a spec are put in words.
enum SpecText {
    /// A value as YAML would have it, in one line.
    static func words(_ value: some Any) -> String {
        switch value {
        case let choice as any RawRepresentable: "\(choice.rawValue)"
        case let flag as Bool: flag ? "yes" : "no"
        case let text as String: text.isEmpty ? "''" : text
        case let list as [any RawRepresentable]: "[" + list.map { "\($0.rawValue)" }.joined(separator: ", ") + "]"
        case let attachment as NetworkAdapter.Attachment: attachment.words
        case let connection as SerialPort.Connection: connection.words
        default: "\(value)"
        }
    }

    /// A list in one line.
    static func list(_ texts: [String]) -> String { "[" + texts.joined(separator: ", ") + "]" }
}

extension NetworkAdapter.Attachment {
    /// In words, for people.
    var words: String {
        switch self {
        case .nat: "nat"
        case .bridged(let interface): "bridged \(interface)"
        case .hostOnly(let interface): "host-only \(interface)"
        case .hostOnlyNetwork(let network): "host-only-network \(network)"
        case .internal(let network): "internal \(network)"
        case .natNetwork(let network): "nat-network \(network)"
        case .generic(let driver, _): "generic \(driver)"
        case .none: "none"
        }
    }
}

extension SerialPort.Connection {
    /// In words, for people.
    var words: String {
        switch self {
        case .file(let path): "file \(path)"
        case .pipe(let path, let isServer): "pipe \(path)" + (isServer ? ", server" : "")
        case .device(let path): "device \(path)"
        case .tcp(let address, let isServer): "tcp \(address)" + (isServer ? ", server" : "")
        case .none: "none"
        }
    }
}
