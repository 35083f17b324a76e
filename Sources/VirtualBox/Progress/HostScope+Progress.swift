//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

package import VirtualBoxAPI

extension HostScope {
    /// Waits until a long operation has ended.
    ///
    /// When the task is cancelled or the deadline passes, the operation is cancelled where VirtualBox permits it, and
    /// its end is awaited either way: clean-up that ran beside it would not hold.
    ///
    /// - Parameter operation: the name of the call that began it; failures are classified by it.
    package func finish(
        _ progress: Progress,
        of operation: String,
        until deadline: Deadline = .never,
        report: ProgressHandler? = nil
    ) async throws {
        do {
            try await deadline.limit {
                let reports = ProgressReports(of: progress, operation: operation)
                if let report {
                    for try await news in reports { report(news) }
                } else {
                    var iterator = reports.makeAsyncIterator()
                    while try await !iterator.hasEnded() {}
                }
            }
        } catch let error where error is CancellationError || error is DeadlinePassed {
            await uncancelled { await abandon(progress) }
            guard error is DeadlinePassed else { throw error }
            throw VirtualBoxError(.timeLimit, "the operation did not end in time", operation: operation)
        }
    }

    /// Cancels an operation where VirtualBox permits it, and waits until it has ended.
    package func abandon(_ progress: Progress) async {
        // That it ended meanwhile, or that it can not be cancelled, makes no difference to what follows.
        if (try? await progress.getCancelable()) == true { try? await progress.cancel() }
        let deadline = Deadline.within(.seconds(30))
        while !deadline.hasPassed, (try? await progress.getCompleted()) == false {
            try? await progress.waitForCompletion(timeout: 1000)
        }
    }
}
