//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

/// The table of a USB filter's attributes.
enum FilterAttributes {
    static let rows: [Attribute<USBFilter, USBDeviceFilter>] = [
        Attribute(required: "name", \.name, get: { try await $0.getName() }, set: { try await $0.setName($1) }),
        Attribute("active", \.active, get: { try await $0.getActive() }, set: { try await $0.setActive($1) }),
        text("vendor", \.vendor, { try await $0.getVendorId() }, { try await $0.setVendorId($1) }),
        text("product", \.product, { try await $0.getProductId() }, { try await $0.setProductId($1) }),
        text("revision", \.revision, { try await $0.getRevision() }, { try await $0.setRevision($1) }),
        text("manufacturer", \.manufacturer, { try await $0.getManufacturer() }, { try await $0.setManufacturer($1) }),
        text("productName", \.productName, { try await $0.getProduct() }, { try await $0.setProduct($1) }),
        text("serialNumber", \.serialNumber, { try await $0.getSerialNumber() }, { try await $0.setSerialNumber($1) }),
        text("port", \.port, { try await $0.getPort() }, { try await $0.setPort($1) }),
        text("remote", \.remote, { try await $0.getRemote() }, { try await $0.setRemote($1) }),
    ]

    /// A condition; an empty one is none.
    private static func text(
        _ key: String, _ path: any WritableKeyPath<USBFilter, String?> & Sendable,
        _ get: @escaping @Sendable (USBDeviceFilter) async throws -> String,
        _ set: @escaping @Sendable (USBDeviceFilter, String) async throws -> Void
    ) -> Attribute<USBFilter, USBDeviceFilter> {
        Attribute(
            key, path,
            get: { filter -> String? in
                let text = try await get(filter)
                return text.isEmpty ? nil : text
            }, set: set)
    }
}

extension VirtualBoxAPI.Machine {
    /// The machine's USB controllers and filters.
    func readUSB(into spec: inout MachineSpec, _ version: APIVersion) async throws -> [SpecOmission] {
        async let controllers = getUSBControllers().concurrentMap { try await $0.getType() }
        let filters = try await getUSBDeviceFilters().getDeviceFilters().concurrentMap { remote in
            var filter = USBFilter(name: "")
            _ = try await FilterAttributes.rows.read(remote, version).store(into: &filter)
            return filter
        }
        spec.usb.filters = filters
        let types = try await controllers
        spec.usb.controllers = types.compactMap(USB.Controller.init).sorted { $0.rawValue < $1.rawValue }
        return types.filter { USB.Controller($0) == nil }.map {
            SpecOmission("usb.controllers", "VirtualBox has '\($0)', for which a spec has no word")
        }
    }

    /// Makes the USB controllers what they shall be; those that stay are not touched.
    func setUSBControllers(_ wanted: [USB.Controller]) async throws {
        let present = try await getUSBControllers().concurrentMap { (try await $0.getName(), try await $0.getType()) }
        for (name, type) in present where !wanted.contains(where: { $0.remote == type }) {
            try await removeUSBController(name: name)
        }
        for type in wanted.sorted(by: { $0.order < $1.order }) where !present.contains(where: { $0.1 == type.remote }) {
            _ = try await addUSBController(name: type.rawValue.uppercased(), type: type.remote)
        }
    }

    /// Puts other filters in the place of those that there are.
    func setUSBFilters(_ wanted: [USBFilter]) async throws {
        let filters = try await getUSBDeviceFilters()
        for _ in try await filters.getDeviceFilters() { _ = try await filters.removeDeviceFilter(position: 0) }
        for (position, filter) in wanted.enumerated() {
            let remote = try await filters.createDeviceFilter(name: filter.name)
            var filter = filter
            filter.active = filter.active ?? true
            try await FilterAttributes.rows.write(filter, to: remote)
            try await filters.insertDeviceFilter(position: UInt32(position), filter: remote)
        }
    }
}

extension USB.Controller {
    /// EHCI is refused without OHCI.
    fileprivate var order: Int {
        switch self {
        case .ohci: 0
        case .ehci: 1
        case .xhci: 2
        }
    }
}
