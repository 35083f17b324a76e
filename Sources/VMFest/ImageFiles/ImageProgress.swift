//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Synchronization

/// Tells ``Activity/observe(_:during:)`` how far something with many bytes is, some times a second.
final class ImageProgress: Sendable {
    private let action: String
    private let what: String
    private let total: Int64?
    private let last = Mutex<ContinuousClock.Instant?>(nil)

    /// - Parameters:
    ///   - action: what is being done, for example `download`.
    ///   - what: what it is done to.
    ///   - total: the number of bytes in the end, where it is known.
    init(_ action: String, _ what: String, total: Int64? = nil) {
        self.action = action
        self.what = what
        self.total = total
    }

    /// Tells that so many bytes are done.
    func report(_ bytes: Int64) {
        guard let observer = Activity.observer else { return }
        let isDue = last.withLock { last in
            let now = ContinuousClock.now
            if let last, now - last < .milliseconds(200), bytes != total { return false }
            last = now
            return true
        }
        guard isDue else { return }
        let percent = total.flatMap { $0 > 0 ? min(100, Int(Double(bytes) / Double($0) * 100)) : nil }
        let amount = total.map { "\(Self.text(bytes)) of \(Self.text($0))" } ?? Self.text(bytes)
        observer(Activity(action: action, percent: percent, detail: "\(what): \(amount)"))
    }

    /// A number of bytes in whole mebibytes, or smaller units below ten of them.
    static func text(_ bytes: Int64) -> String {
        switch bytes {
        case ..<(10 << 10): "\(bytes) B"
        case ..<(10 << 20): "\(bytes >> 10) KiB"
        default: "\(bytes >> 20) MiB"
        }
    }
}
