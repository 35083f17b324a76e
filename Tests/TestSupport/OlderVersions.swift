//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation

/// What VirtualBox 7.0 and 7.1 understand, by their own signatures of all operations.
///
/// The bindings are those of 7.2. An older service ignores an argument that it does not know, so what is sent may have
/// more of them, never fewer.
package enum OlderVersions {
    package static let releases = ["7.0.18", "7.1.12"]

    /// Operations that not all of these versions have, and what is sent to those instead.
    ///
    /// An interface that a version lacks altogether needs none: there is no object to send its operations to.
    package static let guarded: [String: String] = [
        "IVirtualBox_getPlatformProperties": "before 7.1, ISystemProperties has the limits: PlatformLimits",
        "IMachine_getFirmwareSettings":
            "before 7.1, IMachine and IBIOSSettings have them: BoardSettings and StartSettings",
        "IMachine_getPlatform": "before 7.1, IMachine has its attributes: BoardSettings and StartSettings",
        "IGraphicsAdapter_isFeatureEnabled": "before 7.1 it is an attribute: MovedAttributes",
        "IGraphicsAdapter_setFeature": "before 7.1 it is an attribute: MovedAttributes",
        "IMachine_getVMExecutionEngine": "before 7.1 there is no choice, and none is read or written: Attribute.since",
        "IMachine_setVMExecutionEngine": "before 7.1 there is no choice, and none is read or written: Attribute.since",
        "ISerialPort_getIOAddress": "before 7.1 the attribute has another name: MovedAttributes",
        "ISerialPort_setIOAddress": "before 7.1 the attribute has another name: MovedAttributes",
        "IUnattended_setUserPassword": "before 7.1 both have one password: InstallerPassword",
        "IUnattended_setAdminPassword": "before 7.1 both have one password: InstallerPassword",
        "IHost_getArchitecture": "before 7.1 there is x86 only: HostPlatforms",
        "ISystemProperties_getSupportedPlatformArchitectures": "before 7.1 there is x86 only: HostPlatforms",
    ]

    /// Why an older version does not understand what is sent of an operation; empty where it does.
    package static func complaints(about operation: String, as arguments: [String: String]) -> [String] {
        releases.compactMap { release in
            guard let parameters = signatures[operation]?[release] else {
                let isServed = guarded[operation] != nil || !interfaces(of: release).contains(interface(of: operation))
                return isServed ? nil : "VirtualBox \(release) has no \(operation)"
            }
            let wrong = parameters.filter { !fits($0, arguments) }
            guard !wrong.isEmpty else { return nil }
            return "VirtualBox \(release) takes \(wrong.joined(separator: ", ")) in \(operation)"
        }
    }

    /// The same, of an operation as the bindings send it.
    package static func complaints(about operation: String) -> [String] {
        guard let binding = Bindings.byName[operation] else { return ["the bindings have no \(operation)"] }
        return complaints(about: operation, as: binding.arguments)
    }

    /// Parameters and results by operation and release: `groups: wstring[]`, `-> IMachine`.
    package static let signatures: [String: [String: [String]]] = {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "older-versions.json")
        guard let data = try? Data(contentsOf: file),
            let table = try? JSONDecoder().decode([String: [String: [String]]].self, from: data)
        else { return [:] }
        return table.mapValues { byReleases in
            var signatures: [String: [String]] = [:]
            for (releases, signature) in byReleases {
                for release in releases.split(separator: " ") { signatures[String(release)] = signature }
            }
            return signatures
        }
    }()

    private static func interface(of operation: String) -> Substring { operation.prefix { $0 != "_" } }

    private static func interfaces(of release: String) -> Set<Substring> { interfacesByRelease[release] ?? [] }

    private static let interfacesByRelease: [String: Set<Substring>] = Dictionary(
        uniqueKeysWithValues: releases.map { release in
            (release, Set(signatures.filter { $0.value[release] != nil }.keys.map { interface(of: $0) }))
        })

    /// Whether what a parameter takes is sent.
    private static func fits(_ parameter: String, _ arguments: [String: String]) -> Bool {
        let parts = parameter.split(separator: ": ", maxSplits: 1)
        // A result.
        guard parts.count == 2, !parts[0].hasPrefix("->"), !parts[0].hasPrefix("out ") else { return true }
        guard let type = arguments[String(parts[0])] else { return false }
        return type == swiftType(String(parts[1]))
    }

    /// The type of the bindings for one of VirtualBox's interface definitions.
    private static func swiftType(_ type: String) -> String {
        if type == "octet[]" { return "Octets" }
        // Objects of any interface.
        if type.hasPrefix("$unknown") { return type.hasSuffix("[]") ? "[ManagedObjectRef]" : "ManagedObjectRef" }
        if type.hasSuffix("[]") { return "[\(swiftType(String(type.dropLast(2))))]" }
        if let scalar = scalars[type] { return scalar }
        let isInterface = type.hasPrefix("I") && type.dropFirst().first?.isUppercase == true
        return isInterface ? String(type.dropFirst()) : type
    }

    private static let scalars = [
        "wstring": "String", "uuid": "String", "boolean": "Bool", "short": "Int16", "unsigned short": "UInt16",
        "long": "Int32", "unsigned long": "UInt32", "long long": "Int64", "unsigned long long": "UInt64",
    ]
}
