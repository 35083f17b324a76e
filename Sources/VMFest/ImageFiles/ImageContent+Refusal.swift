//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

extension ImageContent {
    /// Why this is no image; it follows the name of what was given.
    ///
    /// - Parameter isFromWeb: whether it came from an address.
    func refusal(isFromWeb: Bool) -> VMFestError {
        VMFestError(.badImage, reason(isFromWeb: isFromWeb))
    }

    private func reason(isFromWeb: Bool) -> String {
        switch self {
        case .webPage where isFromWeb:
            "gave a web page and not an image: the address of the file itself is needed, which the page may link to"
        case .webPage, .text: "is text and not an image; \(Self.understood)"
        case .disc:
            "is a disc (ISO 9660) and not an image of a disk: attach it to a machine's DVD drive to install from it"
        case .nothing: "is empty"
        case .compressed: "is compressed twice: unpack it first"
        case .archive: "is an archive in an archive: unpack it first"
        case .disk, .unknown: "is nothing that is understood; \(Self.understood)"
        }
    }

    private static let understood =
        "an image is a VDI, VMDK, VHD, VHDX, QCOW2, QED, Parallels or raw disk, alone or compressed with gzip, xz or"
        + " zstd, an OVA, a Vagrant box, or a tar archive with one disk"
}
