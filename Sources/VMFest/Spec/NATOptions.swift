//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// How the private network of a card behind NAT is.
public struct NATOptions: Sendable, Hashable, SpecPart {
    enum CodingKeys: String, CodingKey, CaseIterable {
        case network, hostAddress, dnsPassDomain, dnsProxy, dnsUseHostResolver, aliasLog, aliasProxyOnly
        case aliasSamePorts, tftpPrefix, tftpBootFile, tftpNextServer, localhostReachable
    }

    /// The network's addresses, for example `10.0.2.0/24`; empty for VirtualBox's choice.
    ///
    /// All four parts of the address are written out, the length is 8 to 28, and what follows it is zero.
    public var network: String?

    /// The host's address that the guest's traffic leaves from; empty for the host's choice.
    public var hostAddress: String?

    /// Whether the guest is told the host's DNS domain.
    public var dnsPassDomain: Bool?

    /// Whether VirtualBox stands between the guest and the host's name servers.
    public var dnsProxy: Bool?

    /// Whether the host's resolver answers instead of its name servers.
    public var dnsUseHostResolver: Bool?

    /// Whether address translation is logged.
    public var aliasLog: Bool?

    /// Whether only connections through a proxy are translated.
    public var aliasProxyOnly: Bool?

    /// Whether ports stay what they are in the guest where that is possible.
    public var aliasSamePorts: Bool?

    /// The folder that the guest may start from over the network; empty for VirtualBox's own.
    public var tftpPrefix: String?

    /// The file that it starts; empty for one of the machine's name.
    public var tftpBootFile: String?

    /// The server that it is sent to; empty for VirtualBox itself.
    public var tftpNextServer: String?

    /// Whether the guest reaches the host's loopback address through the gateway's.
    public var localhostReachable: Bool?

    /// Nil leaves a part as it is, which for a new machine is VirtualBox's choice.
    public init(
        network: String? = nil,
        hostAddress: String? = nil,
        dnsPassDomain: Bool? = nil,
        dnsProxy: Bool? = nil,
        dnsUseHostResolver: Bool? = nil,
        aliasLog: Bool? = nil,
        aliasProxyOnly: Bool? = nil,
        aliasSamePorts: Bool? = nil,
        tftpPrefix: String? = nil,
        tftpBootFile: String? = nil,
        tftpNextServer: String? = nil,
        localhostReachable: Bool? = nil
    ) {
        self.network = network
        self.hostAddress = hostAddress
        self.dnsPassDomain = dnsPassDomain
        self.dnsProxy = dnsProxy
        self.dnsUseHostResolver = dnsUseHostResolver
        self.aliasLog = aliasLog
        self.aliasProxyOnly = aliasProxyOnly
        self.aliasSamePorts = aliasSamePorts
        self.tftpPrefix = tftpPrefix
        self.tftpBootFile = tftpBootFile
        self.tftpNextServer = tftpNextServer
        self.localhostReachable = localhostReachable
    }
}
