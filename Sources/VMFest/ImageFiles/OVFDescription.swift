//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import SOAP

/// What an OVF descriptor says: which file is the disk, and what machine it is for.
struct OVFDescription: Sendable, Hashable {
    /// The name of the disk's file, as written.
    private(set) var diskFile: String

    /// Whether that file is compressed.
    private(set) var isCompressed: Bool

    private(set) var hints = ImageHints()

    /// The longest descriptor, in bytes.
    static let longest = 4 << 20

    /// Reads a descriptor.
    ///
    /// - Throws: ``VMFestError`` for what is malformed, and for anything but one machine with one disk.
    init(_ bytes: [UInt8]) throws {
        let root: SOAPElement
        do {
            root = try XMLDocument.root(of: bytes)
        } catch {
            throw Self.isBad("is no valid XML: \(error)")
        }
        guard root.name == "Envelope" else { throw Self.isBad("has the root element '\(root.name)'") }
        let systems = root.descendants(named: "VirtualSystem")
        guard systems.count == 1, let system = systems.first else {
            throw Self.isBad("describes \(systems.count) machines: an image has one")
        }
        let file = try Self.diskFile(root)
        guard let name = file.attributes["href"], !name.isEmpty else { throw Self.isBad("names no disk file") }
        guard file.attributes["chunkSize"] == nil else { throw Self.isBad("has a disk in several pieces") }
        diskFile = name
        isCompressed = ["gzip", "bzip2"].contains(file.attributes["compression"] ?? "identity")
        hints = ImageHints(ovf: system)
    }

    /// The one file that a disk is in.
    private static func diskFile(_ root: SOAPElement) throws -> SOAPElement {
        let disks = root.descendants(named: "Disk").filter { $0.attributes["fileRef"] != nil }
        guard disks.count == 1, let disk = disks.first else {
            throw isBad("has \(disks.count) disks with content: an image has one")
        }
        guard disk.attributes["parentRef"] == nil else {
            throw isBad("has a disk with only the differences to another one")
        }
        let files = root.descendants(named: "File").filter { $0.attributes["id"] == disk.attributes["fileRef"] }
        guard files.count == 1, let file = files.first else { throw isBad("does not say which file the disk is in") }
        return file
    }

    private static func isBad(_ reason: String) -> VMFestError {
        VMFestError(.badImage, "has an OVF descriptor that is not usable: it \(reason)")
    }
}

extension ImageHints {
    /// What is said of a machine in the element `VirtualSystem`, by the standard and by VirtualBox's own elements.
    init(ovf system: SOAPElement) {
        self.init()
        osType =
            system.descendants(named: "OSType").first?.plainText
            ?? system.descendants(named: "Machine").first?.attributes["OSType"]
        for item in system.descendants(named: "Item") {
            let quantity = item.child(named: "VirtualQuantity")?.plainText.flatMap(Int64.init) ?? 0
            switch item.child(named: "ResourceType")?.plainText {
            case "3" where (1...1024).contains(quantity): cpus = Int(quantity)
            case "4" where quantity > 0:
                memory = Self.memory(quantity, in: item.child(named: "AllocationUnits")?.plainText ?? "")
            default: break
            }
        }
        if let type = system.descendants(named: "Firmware").first?.attributes["type"] {
            firmware = type.uppercased().hasPrefix("EFI") ? .efi : .bios
        }
        architecture = system.descendants(named: "Platform").first?.attributes["architecture"]
            .flatMap(Self.architecture(named:))
        description = system.descendants(named: "Annotation").first?.plainText
    }

    /// An amount of memory in units such as `MegaBytes` or `byte * 2^20`; nil where it makes no sense.
    private static func memory(_ quantity: Int64, in units: String) -> DataSize? {
        let units = units.lowercased().filter { !$0.isWhitespace }
        let shift: Int64? =
            switch units {
            case "", "megabytes", "mb": 20
            case "gigabytes", "gb": 30
            case "kilobytes", "kb": 10
            case "bytes", "byte": 0
            default: units.hasPrefix("byte*2^") ? Int64(units.dropFirst(7)) : nil
            }
        guard let shift, (0...40).contains(shift), quantity <= Int64(1) << (50 - shift) else { return nil }
        return DataSize(bytes: quantity << shift)
    }
}

extension SOAPElement {
    /// All elements of a name inside this one, at any depth, in document order.
    func descendants(named name: String) -> [SOAPElement] {
        children.flatMap { child in (child.name == name ? [child] : []) + child.descendants(named: name) }
    }

    /// The text without blanks at its ends; nil if nothing is left.
    var plainText: String? {
        let text = text.trimmed(where: \.isWhitespace)
        return text.isEmpty ? nil : text
    }
}
