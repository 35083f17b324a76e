//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

extension Seed {
    func check() throws {
        guard Self.isInstanceID(instanceID) else {
            throw VMFestError(
                .invalidArgument,
                "'\(instanceID)' can not identify an instance: a letter, then letters, digits and hyphens, at most 64")
        }
        guard Self.isHostName(hostName) else {
            throw VMFestError(
                .invalidArgument,
                "'\(hostName)' is no host name: letters, digits and hyphens, at most 63 between dots, none at the ends")
        }
        for address in cards.flatMap({ [$0.old, $0.new] }) where !Self.isHardwareAddress(address) {
            throw VMFestError(.invalidArgument, "'\(address)' is no hardware address")
        }
        for key in publicKeys { _ = try PublicKey(line: key) }
        if [userData, vendorData].contains(where: { $0?.isIgnition == true }) {
            throw VMFestError(
                .invalidArgument, "Ignition's configuration is handed over as a guest property, not on a disc")
        }
    }

    private static func isInstanceID(_ text: String) -> Bool {
        text.utf8.count <= 64 && text.first.map(isLetter) == true
            && text.allSatisfy { isLetter($0) || isDigit($0) || $0 == "-" }
    }

    /// Whether RFC 1123 takes it for a host name.
    package static func isHostName(_ text: String) -> Bool {
        let labels = text.split(separator: ".", omittingEmptySubsequences: false)
        return (1...253).contains(text.utf8.count)
            && labels.allSatisfy { label in
                (1...63).contains(label.count) && label.first != "-" && label.last != "-"
                    && label.allSatisfy { isLetter($0) || isDigit($0) || $0 == "-" }
            }
    }

    /// Whether it is one as guests write it.
    private static func isHardwareAddress(_ text: String) -> Bool {
        NetworkAdapter.fault(ofMACAddress: text) == nil && NetworkAdapter.guestForm(ofMACAddress: text) == text
    }

    private static func isLetter(_ character: Character) -> Bool {
        character.isASCII && character.isLetter
    }

    private static func isDigit(_ character: Character) -> Bool { character.isASCII && character.isNumber }
}
