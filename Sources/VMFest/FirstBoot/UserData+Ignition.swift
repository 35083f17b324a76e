//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation

extension UserData {
    /// Whether this is a configuration of Ignition, which guests read from a guest property and not from a disc.
    public var isIgnition: Bool { format == .ignition }

    /// The guest property that Ignition reads on VirtualBox.
    package static let ignitionProperty = "/Ignition/Config"

    /// The value of that property; nil where this is no configuration of Ignition.
    package var ignitionValue: String? { isIgnition ? String(decoding: bytes, as: UTF8.self) : nil }

    /// How many bytes a guest property holds, without the one that ends it.
    static let largestProperty = 1_023

    func checkIgnition(_ source: String) throws {
        guard String(validating: bytes, as: UTF8.self) != nil, !bytes.contains(0) else {
            throw VMFestError(.invalidArgument, "\(source): Ignition's configuration has to be UTF-8")
        }
        guard bytes.count <= Self.largestProperty else {
            throw VMFestError(
                .invalidArgument,
                "\(source): Ignition's configuration is handed over as a guest property, which holds"
                    + " \(Self.largestProperty) bytes; let a short one fetch it, with the key ignition.config.replace")
        }
    }

    static func isIgnition(_ bytes: [UInt8]) -> Bool {
        guard bytes.first(where: { !" \t\r\n".utf8.contains($0) }) == UInt8(ascii: "{"),
            let object = try? JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any]
        else { return false }
        return object["ignition"] is [String: Any]
    }
}
