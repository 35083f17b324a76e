//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Logging

/// Writes the log to the diagnostics.
struct LogOutput: LogHandler {
    var logLevel: Logger.Level
    var metadata: Logger.Metadata = [:]
    var metadataProvider: Logger.MetadataProvider?

    init(level: Logger.Level, metadataProvider: Logger.MetadataProvider? = nil) {
        logLevel = level
        self.metadataProvider = metadataProvider
    }

    /// Sends all logs of this process here; to be called once.
    static func bootstrap(level: Logger.Level) {
        LoggingSystem.bootstrap(
            { _, provider in LogOutput(level: level, metadataProvider: provider) }, metadataProvider: nil)
    }

    func log(event: LogEvent) {
        let all =
            metadata
            .merging(metadataProvider?.get() ?? [:]) { $1 }
            .merging(event.metadata ?? [:]) { $1 }
        let pairs = all.sorted { $0.key < $1.key }.map { " \($0.key)=\($0.value)" }.joined()
        Diagnostics.standard.say("\(event.level): \(event.message)\(pairs)")
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }
}
