//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// What starts a guest's boot loader.
public enum Firmware: String, Sendable, Hashable, Codable, CaseIterable, SpecChoice {
    /// The classic PC BIOS.
    case bios
    /// UEFI of the machine's own width.
    case efi
    /// UEFI of 32 bits.
    case efi32
    /// UEFI of 64 bits.
    case efi64
    /// UEFI of both widths.
    case efiDual = "efi-dual"

    /// Whether it is one of UEFI.
    var isEFI: Bool { self != .bios }
}
