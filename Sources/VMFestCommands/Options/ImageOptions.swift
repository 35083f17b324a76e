//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

/// What a user says of an image.
struct ImageOptions: ParsableArguments {
    @Option(
        name: .customLong("os-type"),
        help: ArgumentHelp("VirtualBox's name of the guest's system, such as Debian12_64.", valueName: "type"))
    var osType: String?

    @Option(name: .customLong("login"), help: "Who can log in to the guest.")
    var user: String?

    @Option(
        name: .customLong("arch"), help: ArgumentHelp("The kind of processor: x86 or arm.", valueName: "kind"),
        transform: choice)
    var architecture: ImageInfo.Architecture?

    @Option(
        help: ArgumentHelp("What starts the guest's boot loader: bios or efi.", valueName: "kind"), transform: choice)
    var firmware: Firmware?

    @Option(help: "A text for people.")
    var description: String?

    @Option(help: ArgumentHelp("The size of its machines where nobody says.", valueName: "name"))
    var size: String?

    @Option(
        name: .customLong("min-disk"),
        help: ArgumentHelp("The least disk of its machines, such as 2GiB.", valueName: "size"),
        transform: DataSize.init(argument:))
    var minimumDisk: DataSize?

    /// The attributes; what was not said is nil.
    var attributes: ImageAttributes {
        ImageAttributes(
            osType: osType, architecture: architecture, user: user, firmware: firmware, description: description,
            size: size, minimumDisk: minimumDisk)
    }
}

/// Reads one of few words.
private func choice<Value: RawRepresentable & CaseIterable>(_ text: String) throws -> Value
where Value.RawValue == String {
    guard let value = Value(rawValue: text) else {
        let words = Value.allCases.map { "'\($0.rawValue)'" }.joined(separator: ", ")
        throw ValidationError("'\(text)' is none of \(words).")
    }
    return value
}
