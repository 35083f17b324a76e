//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import NIOCore

/// Runs tasks on an event loop: what awaits something that happens there needs no other thread to be woken.
final class EventLoopExecutor: TaskExecutor {
    private let eventLoop: any EventLoop

    init(_ eventLoop: any EventLoop) {
        self.eventLoop = eventLoop
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        eventLoop.execute { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
