//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

package import VirtualBoxAPI

/// The reports of a long operation until it has ended.
///
/// The sequence ends when the operation succeeded and throws when it failed. The server's thread is held for short
/// slices only, and not at all while nobody asks for the next report.
package struct ProgressReports: AsyncSequence {
    let progress: Progress
    let operation: String

    package init(of progress: Progress, operation: String) {
        self.progress = progress
        self.operation = operation
    }

    package func makeAsyncIterator() -> Iterator {
        Iterator(progress: progress, operation: operation)
    }

    package struct Iterator: AsyncIteratorProtocol {
        let progress: Progress
        let operation: String
        private var slice: Int32 = 200

        init(progress: Progress, operation: String) {
            self.progress = progress
            self.operation = operation
        }

        package mutating func next() async throws -> ProgressReport? {
            guard try await !hasEnded() else { return nil }
            async let percent = progress.getPercent()
            async let description = progress.getOperationDescription()
            return try await ProgressReport(percent: Int(percent), description: description)
        }

        /// Waits for a while, and says whether the operation has ended; throws when it failed.
        ///
        /// Without the reports, which nobody may want and which a busy server answers late.
        mutating func hasEnded() async throws -> Bool {
            try await progress.waitForCompletion(timeout: slice)
            slice = Swift.min(slice * 2, 1600)
            guard try await progress.getCompleted() else { return false }
            let code = ResultCode(signed: try await progress.getResultCode())
            guard code != .success else { return true }
            throw try await failure(code)
        }

        private func failure(_ code: ResultCode) async throws -> VirtualBoxError {
            var chain: [VirtualBoxFault.Link] = []
            if let info = try await progress.getErrorInfo() { chain = try await HostScope.chain(info) }
            let text = chain.first?.text ?? ""
            return VirtualBoxError(
                Meanings.meaning(of: code, inTheCourseOf: operation),
                text.isEmpty ? "VirtualBox reported \(code)" : text,
                operation: operation,
                chain: chain.isEmpty ? [VirtualBoxFault.Link(code: code, text: text)] : chain
            )
        }
    }
}
