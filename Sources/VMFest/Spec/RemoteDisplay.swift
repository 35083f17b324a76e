//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// The server that shows a machine's screen over the network; which protocol it speaks depends on the extension pack.
public struct RemoteDisplay: Sendable, Hashable, SpecPart {
    /// Who may see a machine's screen.
    public enum Authentication: String, Sendable, Hashable, Codable, CaseIterable, SpecChoice {
        /// Nobody is asked.
        case none
        /// The host's users.
        case external
        /// The guest's users.
        case guest
    }

    enum CodingKeys: String, CodingKey, CaseIterable {
        case enabled, ports, address, authentication, authenticationTimeout, multipleConnections, reuseConnection,
            extensionPack, authenticationLibrary
    }

    /// Whether there is one.
    ///
    /// Can be changed while the machine runs.
    public var enabled: Bool?

    /// The ports that it listens at, the first that is free: `3389`, or `5000,5010-5012`; `0` for 3389.
    public var ports: String?

    /// The host's address that it listens at; empty for all.
    public var address: String?

    /// Who may see the screen.
    public var authentication: Authentication?

    /// How long the guest may take to say so, in milliseconds.
    public var authenticationTimeout: Int?

    /// Whether several may look at once.
    public var multipleConnections: Bool?

    /// Whether a new one takes the place of who looks.
    public var reuseConnection: Bool?

    /// The extension pack that has the server; empty for the host's usual one.
    public var extensionPack: String?

    /// The library that knows the host's users; empty for the host's usual one.
    public var authenticationLibrary: String?

    /// Nil leaves a part as VirtualBox makes it for the guest's system.
    public init(
        enabled: Bool? = nil,
        ports: String? = nil,
        address: String? = nil,
        authentication: Authentication? = nil,
        authenticationTimeout: Int? = nil,
        multipleConnections: Bool? = nil,
        reuseConnection: Bool? = nil,
        extensionPack: String? = nil,
        authenticationLibrary: String? = nil
    ) {
        self.enabled = enabled
        self.ports = ports
        self.address = address
        self.authentication = authentication
        self.authenticationTimeout = authenticationTimeout
        self.multipleConnections = multipleConnections
        self.reuseConnection = reuseConnection
        self.extensionPack = extensionPack
        self.authenticationLibrary = authenticationLibrary
    }
}
