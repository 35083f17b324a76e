//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Logging
import SOAP
package import VirtualBox

/// A VirtualBox host: the machine on which VirtualBox runs, reached through its web service.
///
/// A host is a value: making one opens nothing, and there is nothing to close. Connections are opened when something is
/// asked, shared by everything that is asked of this value and of its copies, and closed when they have been idle for
/// half a minute.
///
/// Two hosts are equal when their addresses and users are. Only these two are encoded: a host that was decoded logs on
/// with an empty password.
public struct Host: Sendable {
    /// Which certificates of an `https` address are trusted.
    public enum Trust: Sendable, Hashable {
        /// Those that the operating system trusts.
        case system
        /// Those that the certificates in this PEM file vouch for; a self-signed one vouches for itself.
        case roots(file: String)
        /// All: the connection is encrypted, but nobody knows to whom.
        case anything
    }

    /// The web service's address, for example `http://localhost:18083`.
    public var url: String { service.configuration.url }

    /// The user that it logs on as; empty where the service asks for none.
    public var user: String { service.configuration.user }

    package let service: WebService

    /// A host by its address.
    ///
    /// An address that is none is reported by the first call, as ``VMFestError/Code-swift.struct/invalidArgument``.
    ///
    /// - Parameters:
    ///   - url: `http://` or `https://`, the host, and the port where it is not 80 or 443.
    ///   - user: a user of the web service; empty where it asks for none.
    ///   - password: that user's password. Over `http` it crosses the network as it is.
    ///   - trust: which certificates of an `https` address are trusted.
    public init(url: String, user: String = "", password: String = "", trust: Trust = .system) {
        self.init(
            WebService.Configuration(url: url, user: user, password: password, trust: SOAPConfiguration.Trust(trust)))
    }

    init(service: WebService) {
        self.service = service
    }

    package init(_ configuration: WebService.Configuration) {
        service = WebService(configuration, logger: Logger(label: "vmfest"), journal: LocalLockJournal())
    }

    /// Whether the host is this computer, as far as its address tells.
    package var isThisComputer: Bool { service.configuration.isLoopback }

    /// How many calls of the web service were made through this host and its copies.
    ///
    /// Round trips are what an action costs; the count is for those who measure.
    public var callCount: Int { service.calls.total }

    /// The calls by operation, for tests and benchmarks.
    package var calls: CallCounter { service.calls }
}

extension Host: Hashable {
    /// Equal when address and user are.
    public static func == (left: Self, right: Self) -> Bool {
        left.url == right.url && left.user == right.user
    }

    /// Of address and user.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(url)
        hasher.combine(user)
    }
}

extension Host: Codable {
    private enum CodingKeys: String, CodingKey {
        case url, user
    }

    /// Reads address and user; the password is empty.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            url: try container.decode(String.self, forKey: .url),
            user: try container.decodeIfPresent(String.self, forKey: .user) ?? "")
    }

    /// Writes address and user, never the password.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(url, forKey: .url)
        if !user.isEmpty { try container.encode(user, forKey: .user) }
    }
}

extension Host: CustomStringConvertible {
    /// The address, with the user where there is one.
    public var description: String { user.isEmpty ? url : "\(url) as \(user)" }
}

extension SOAPConfiguration.Trust {
    fileprivate init(_ trust: Host.Trust) {
        switch trust {
        case .system: self = .system
        case .roots(let file): self = .roots(file: file)
        case .anything: self = .none
        }
    }
}
