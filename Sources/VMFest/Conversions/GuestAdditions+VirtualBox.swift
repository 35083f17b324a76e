//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import VirtualBox
import VirtualBoxAPI

extension GuestAdditions.RunLevel {
    /// A level that is not known counts as none of those that are.
    init(_ level: AdditionsRunLevelType) {
        switch level {
        case .system: self = .system
        case .userland: self = .userland
        case .desktop: self = .desktop
        default: self = .none
        }
    }
}

extension GuestAdditions.Facility {
    init(_ facility: AdditionsFacility) {
        let status: Status =
            switch facility.status {
            case .inactive: .inactive
            case .paused: .paused
            case .preInit, .initializing: .starting
            case .active: .active
            case .terminating: .terminating
            case .terminated: .terminated
            case .failed: .failed
            default: .unknown
            }
        self.init(
            name: facility.name, status: status,
            updated: Date(timeIntervalSince1970: Double(facility.lastUpdated) / 1000))
    }
}

extension GuestAdditions {
    /// Asks for everything at once.
    init(of console: Console) async throws {
        let guest = try await console.getGuest()
        let machine = try await console.getMachine()
        async let level = guest.getAdditionsRunLevel()
        async let version = guest.getAdditionsVersion()
        async let revision = guest.getAdditionsRevision()
        async let osType = guest.getOSTypeId()
        async let facilities = guest.getFacilities()
        async let told = machine.enumerateGuestProperties(patterns: Self.folder + "*")
        let (names, values, _, _) = try await told
        let properties = Dictionary(zip(names, values)) { first, _ in first }
        func property(_ name: String) -> String? { properties[Self.folder + name].flatMap(Self.text) }
        self.init(
            runLevel: RunLevel(try await level), version: Self.text(try await version),
            revision: try await revision == 0 ? nil : Int(revision), osType: Self.text(try await osType),
            product: property("Product"), release: property("Release"), kernel: property("Version"),
            facilities: try await facilities.map(Facility.init))
        // Without any told, VirtualBox gives the type that the machine was made for.
        if self.version == nil { self.osType = nil }
    }

    private static let folder = "/VirtualBox/GuestInfo/OS/"

    private static func text(_ text: String) -> String? { text.isEmpty ? nil : text }
}
