//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Logging
import Synchronization

/// A log that keeps its warnings.
final class Messages: LogHandler {
    private let kept = Mutex<[String]>([])

    var warnings: [String] { kept.withLock { $0 } }

    var metadata: Logger.Metadata {
        get { [:] }
        set {}
    }

    var logLevel: Logger.Level {
        get { .trace }
        set {}
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { nil }
        set {}
    }

    func log(event: LogEvent) {
        guard event.level == .warning else { return }
        kept.withLock { $0.append("\(event.message) \(event.metadata ?? [:])") }
    }
}
