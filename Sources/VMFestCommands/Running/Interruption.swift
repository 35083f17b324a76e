//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Dispatch
import Foundation
import Synchronization

/// Turns Ctrl-C and its relatives into the cancellation of a task.
///
/// The first signal cancels, so that what is half-made is undone; the second ends the process at once.
final class Interruption: Sendable {
    private let count = Mutex(0)
    private let sources = Mutex<[any DispatchSourceSignal]>([])

    /// Listens from now on.
    ///
    /// - Parameter cancel: what the first signal does.
    init(_ cancel: @escaping @Sendable () -> Void) {
        let queue = DispatchQueue(label: "vmfest.signals")
        for number in [SIGINT, SIGTERM, SIGHUP] {
            // Only the source hears it then; programs that this one starts have the usual behaviour again.
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
            source.setEventHandler { [weak self] in self?.arrive(cancel) }
            source.resume()
            sources.withLock { $0.append(source) }
        }
    }

    /// Whether a signal has come.
    var hasCome: Bool { count.withLock { $0 > 0 } }

    /// Listens no longer.
    func stop() {
        for source in sources.withLock({ $0 }) { source.cancel() }
    }

    private func arrive(_ cancel: () -> Void) {
        let isFirst = count.withLock { count in
            count += 1
            return count == 1
        }
        guard isFirst else {
            Diagnostics.standard.show(nil)
            _exit(ExitStatus.interrupted.rawValue)
        }
        Diagnostics.standard.say("interrupted; cleaning up (again ends at once)")
        cancel()
    }
}
