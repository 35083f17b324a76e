//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// Which devices of the host a guest gets when they are plugged in.
///
/// Texts are compared as VirtualBox does; vendor, product and revision are hexadecimal. Nil matches any.
public struct USBFilter: Sendable, Hashable, SpecPart {
    enum CodingKeys: String, CodingKey, CaseIterable {
        case name, active, vendor, product, revision, manufacturer, productName, serialNumber, port, remote
    }

    /// A name for people.
    public var name: String

    /// Whether it is heeded; nil means yes.
    public var active: Bool?

    /// The vendor's number.
    public var vendor: String?

    /// The product's number.
    public var product: String?

    /// The revision.
    public var revision: String?

    /// The manufacturer's name.
    public var manufacturer: String?

    /// The product's name.
    public var productName: String?

    /// The serial number.
    public var serialNumber: String?

    /// The host's port.
    public var port: String?

    /// `yes` for devices of a remote display's user, `no` for those of the host.
    public var remote: String?

    /// A filter; what is nil matches any.
    public init(
        name: String,
        active: Bool? = nil,
        vendor: String? = nil,
        product: String? = nil,
        revision: String? = nil,
        manufacturer: String? = nil,
        productName: String? = nil,
        serialNumber: String? = nil,
        port: String? = nil,
        remote: String? = nil
    ) {
        self.name = name
        self.active = active
        self.vendor = vendor
        self.product = product
        self.revision = revision
        self.manufacturer = manufacturer
        self.productName = productName
        self.serialNumber = serialNumber
        self.port = port
        self.remote = remote
    }
}
