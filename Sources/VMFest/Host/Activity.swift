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
}

extension Activity {
    /// Who is told.
    private struct Observer: Sendable {
        let tell: @Sendable (Activity) -> Void
    }

    @TaskLocal private static var current: Observer?

    /// Who is told of what takes a while in this task, if anybody is.
    static var observer: (@Sendable (Activity) -> Void)? { current?.tell }

    /// Tells an observer of everything that takes a while in some work, and in the tasks that the work starts.
    ///
    /// ```swift
    /// try await Activity.observe({ print($0.action, $0.percent ?? 0) }) {
    ///     try await machine.start()
    /// }
    /// ```
    ///
    /// - Parameters:
    ///   - observer: told each time there is something new to say, on any thread.
    ///   - work: what is observed.
    /// - Returns: what the work gives.
    /// - Throws: what the work throws.
    public static func observe<Value>(
        _ observer: @escaping @Sendable (Activity) -> Void, during work: () async throws -> Value
    ) async rethrows -> Value {
        try await $current.withValue(Observer(tell: observer), operation: work)
    }
}
