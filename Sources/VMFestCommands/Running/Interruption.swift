//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Dispatch
import Foundation
import Synchronization

/// Turns Ctrl-C and its relatives into the cancellation of a task, for as long as it is kept.
///
/// The first signal cancels, so that what is half-made is undone; the second ends the process at once.
struct Interruption {
    private let count = SignalCount()
    private let sources: [any DispatchSourceSignal]

    /// Listens from now on.
    ///
    /// - Parameter cancel: what the first signal does.
    init(_ cancel: @escaping @Sendable () -> Void) {
        let queue = DispatchQueue(label: "vmfest.signals")
        sources = [SIGINT, SIGTERM, SIGHUP].compactMap { [count] number in
            // Only the source hears it then; programs that this one starts have the usual behaviour again. What was
            // ignored before stays so: 'nohup' and background jobs of scripts rely on it.
            let before = signal(number, SIG_IGN)
            guard unsafeBitCast(before, to: Int.self) != unsafeBitCast(SIG_IGN, to: Int.self) else { return nil }
            let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
            source.setEventHandler { count.arrive(cancel) }
            source.resume()
            return source
        }
    }

    /// Whether a signal has come.
    var hasCome: Bool { count.value > 0 }
}

private final class SignalCount: Sendable {
    private let count = Mutex(0)

    var value: Int { count.withLock { $0 } }

    func arrive(_ cancel: () -> Void) {
        let number = count.withLock { count in
            count += 1
            return count
        }
        if number == 1 {
            Diagnostics.standard.say("interrupted; cleaning up (again ends at once)")
            cancel()
        } else {
            Diagnostics.standard.show(nil)
            RawTerminal.restore()
            _exit(ExitStatus.interrupted.rawValue)
        }
    }
}
