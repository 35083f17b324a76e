//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// What a call does to the world, read off the operation's name.
enum CallNature: Sendable, Hashable {
    /// Changes nothing: it may be given up and may be repeated.
    case read

    /// Blocks on the server until something happens; it may be given up.
    case wait

    /// May change something: once sent, its answer is awaited, and it is never repeated blindly, the
    /// logon excepted.
    case change

    init(of operation: String) {
        if Self.waits.contains(operation) {
            self = .wait
            return
        }
        if Self.changesThatReadLikeReads.contains(operation) {
            self = .change
            return
        }
        let method = operation.drop { $0 != "_" }.dropFirst()
        self = Self.readPrefixes.contains { method.hasPrefix($0) } ? .read : .change
    }

    private static let waits: Set = [
        "IEventSource_getEvent",
        "IProgress_waitForCompletion",
        "IProgress_waitForOperationCompletion",
        "IEvent_waitProcessed",
        "IGuestSession_waitFor", "IGuestSession_waitForArray",
        "IProcess_waitFor", "IProcess_waitForArray",
    ]

    /// They are named like reads: one adds a configuration, the other resets its counters.
    private static let changesThatReadLikeReads: Set = ["IDHCPServer_getConfig", "IConsole_getDeviceActivity"]

    private static let readPrefixes = [
        "get", "find", "is", "query", "enumerate", "compose", "readLog", "checkFirmwarePresent", "supports",
    ]
}
