//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// How patient a download is.
struct DownloadPolicy: Sendable, Hashable {
    /// How often in a row it is tried without a single new byte.
    var attempts = 6

    /// The same as long as no server has answered at all: an address may just be wrong.
    var firstAttempts = 2

    /// The pause before the second attempt; each further one is twice as long.
    var pause = Duration.milliseconds(500)

    /// The longest pause.
    var longestPause = Duration.seconds(30)

    /// How long a server may be silent, also before its first answer.
    var silence = Duration.seconds(60)

    /// How often it is tried at most, whatever comes.
    static let mostAttempts = 1000

    /// The most redirects of one request.
    static let redirects = 10

    /// How long to wait after so many failures in a row.
    func pause(after failures: Int) -> Duration {
        min(longestPause, pause * (1 << min(max(failures - 1, 0), 20)))
    }
}
