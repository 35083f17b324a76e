//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// What is said of a new machine that VirtualBox itself does not ask for: tags, whose it is, and how long it lives.
public struct MachineLabels: Sendable, Hashable {
    /// Tags: a value under each key.
    ///
    /// A key has 1 to 63 letters, digits, dots, underscores, hyphens and slashes. A value has 1 to 255 bytes and no
    /// control characters. They can be changed later, see ``Machine/tag(_:within:)``.
    public var tags: [String: String]

    /// Whose machine it is, as 1 to 255 bytes without control characters.
    ///
    /// Nil stands for what `VMFEST_OWNER` says, and where that is not set, for this process's user and computer, as
    /// `user@computer`.
    public var owner: String?

    /// How long the machine is wanted, counted from its creation: more than nothing, ten years at most, kept to the
    /// second.
    ///
    /// Nil stands for good. The end of its lifetime does nothing to a machine by itself; ``Host/leftovers()``
    /// finds it from then on.
    public var lifetime: Duration?

    /// Labels, all of which may be left out.
    public init(tags: [String: String] = [:], owner: String? = nil, lifetime: Duration? = nil) {
        self.tags = tags
        self.owner = owner
        self.lifetime = lifetime
    }
}

extension MachineLabels {
    /// The longest lifetime.
    package static let longestLifetime = Duration.seconds(10 * 365 * 86_400)

    /// Everything that is wrong with them.
    var problems: [SpecProblem] {
        var problems = tags.sorted { $0.key < $1.key }.flatMap { MachineTag.problems(key: $0.key, value: $0.value) }
        if let reason = MachineTag.reason(againstValue: owner ?? MachineOwner.current) {
            problems.append(SpecProblem("owner", reason))
        }
        if let lifetime {
            if lifetime <= .zero { problems.append(SpecProblem("lifetime", "\(lifetime) is no time to live")) }
            if lifetime > Self.longestLifetime {
                problems.append(SpecProblem("lifetime", "\(lifetime) is more than ten years; leave it out for good"))
            }
        }
        return problems
    }
}
