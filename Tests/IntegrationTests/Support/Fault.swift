//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// What befalls a call on its way.
enum Fault: String, Sendable, CaseIterable {
    /// The connection is reset before the service has the request.
    case resetBefore
    /// The connection is reset after the service has carried the request out.
    case resetAfter
    /// The connection is reset after half of the answer.
    case cutAnswer
    /// The service never has the request, and nothing answers.
    case silenceBefore
    /// The service carries the request out, and nothing answers.
    case silenceAfter
    /// Something between answers with HTTP 500, and the service never has the request.
    case errorBefore
    /// The service carries the request out, and something between answers with HTTP 500.
    case errorAfter
    /// The service carries the request out, and what answers is no XML.
    case garbage
    /// The service has the request twice, and the first answer counts.
    case deliveredTwice
    /// The service has the request twice, and the second answer counts.
    case answeredTwice
    /// The task is cancelled before the service has the request.
    case cancelledBefore
    /// The task is cancelled after the service has carried the request out, before the answer.
    case cancelledAfter
    /// The client is killed before the service has the request, which it never has.
    case killedBefore
    /// The client is killed after the service has carried the request out, before the answer.
    case killedAfter

    /// Whom it befalls.
    var victim: Victim {
        switch self {
        case .cancelledBefore, .cancelledAfter: .task
        case .killedBefore, .killedAfter: .program
        default: .connection
        }
    }

    enum Victim: Sendable, CaseIterable {
        case connection
        case task
        case program
    }

    /// How often the service has the request.
    var deliveries: Int {
        switch self {
        case .resetBefore, .silenceBefore, .errorBefore, .killedBefore: 0
        case .deliveredTwice, .answeredTwice: 2
        default: 1
        }
    }
}
