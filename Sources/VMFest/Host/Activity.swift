//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// How far something is that takes a while.
public struct Activity: Sendable, Hashable {
    /// What is being done, for example `start`.
    public var action: String

    /// 0 to 100; nil where it is not known.
    public var percent: Int?

    /// The step, in VirtualBox's words.
    public var detail: String

    /// Told of everything that takes a while, in the task that it is set for and in those that it starts.
    ///
    /// ```swift
    /// try await Activity.$observer.withValue({ print($0.action, $0.percent ?? 0) }) {
    ///     try await machine.start()
    /// }
    /// ```
    @TaskLocal public static var observer: (@Sendable (Activity) -> Void)?
}
