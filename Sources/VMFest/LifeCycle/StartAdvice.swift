//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// What to do about a start that failed, where VirtualBox's words tell only those who know it.
struct StartAdvice: Sendable, Hashable {
    /// Words of VirtualBox's.
    let words: String
    let advice: String

    static let all = [
        Self(
            words: "VERR_SUP_DRIVERLESS",
            advice:
                "the host runs without VirtualBox's drivers, which bridged, private, internal and NAT networks take;"
                + " load them, or plug the card into NAT"),
        Self(
            words: "Nonexistent host networking interface",
            advice: "a card names an interface that the host does not have; 'vmfest network ls' lists private networks,"
                + " 'vmfest network interfaces' what cards can be bridged to"),
    ]

    /// The advice on what VirtualBox said.
    static func on(_ text: String) -> [String] { all.filter { text.contains($0.words) }.map(\.advice) }
}
