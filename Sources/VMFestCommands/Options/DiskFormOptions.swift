//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

/// How a disk's file is kept.
struct DiskFormOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("vdi, vmdk or vhd. Default: vdi, or what the disk has.", valueName: "format"),
        transform: DiskOptions.Format.init(argument:))
    var format: DiskOptions.Format?

    @Flag(help: "Give the file its full size from the beginning.")
    var fixed = false

    @Flag(help: "Let the file grow with what is written; the usual way.")
    var dynamic = false

    mutating func validate() throws {
        if fixed, dynamic { throw ValidationError("--fixed and --dynamic exclude each other.") }
    }

    /// Nil where nothing is said.
    var isFixed: Bool? { fixed ? true : dynamic ? false : nil }
}

extension DiskOptions.Format {
    /// Reads a format of the command line.
    init(argument: String) throws {
        guard let format = Self(rawValue: argument.lowercased()) else {
            let known = Self.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("'\(argument)' is no format that disks are made in; those are \(known).")
        }
        self = format
    }
}
