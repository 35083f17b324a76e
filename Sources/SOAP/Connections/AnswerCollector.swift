//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import Synchronization

/// Collects an answer where the connection reads it, so that the task which awaits it is woken once.
final class AnswerCollector: HTTPClientResponseDelegate {
    private let limit: Int
    private let answer = Mutex<HTTPAnswer?>(nil)

    /// An answer that is no SOAP: only its head was read.
    struct NoSOAP: Error {
        let answer: HTTPAnswer
    }

    /// - Parameter limit: The most bytes that an answer may have.
    init(limit: Int) {
        self.limit = limit
    }

    func didReceiveHead(task: HTTPClient.Task<HTTPAnswer>, _ head: HTTPResponseHead) -> EventLoopFuture<Void> {
        task.eventLoop.makeCompletedFuture {
            var answer = HTTPAnswer(head)
            guard answer.isXML else {
                // What is not read is dropped together with the connection.
                answer.keepsConnection = false
                throw NoSOAP(answer: answer)
            }
            let announced = head.headers.first(name: "Content-Length").flatMap { Int($0) }
            if let announced, announced > limit { throw SOAPError.tooLarge(limit: limit) }
            self.answer.withLock { $0 = answer }
        }
    }

    func didReceiveBodyPart(task: HTTPClient.Task<HTTPAnswer>, _ part: ByteBuffer) -> EventLoopFuture<Void> {
        task.eventLoop.makeCompletedFuture {
            try answer.withLock { answer in
                guard part.readableBytes <= limit - (answer?.body.count ?? 0) else {
                    throw SOAPError.tooLarge(limit: limit)
                }
                answer?.body.append(contentsOf: part.readableBytesView)
            }
        }
    }

    func didFinishRequest(task: HTTPClient.Task<HTTPAnswer>) throws -> HTTPAnswer {
        guard let answer = answer.withLock({ $0 }) else { throw HTTPClientError.remoteConnectionClosed }
        return answer
    }
}

extension HTTPAnswer {
    /// What a head says of the answer, whose content comes after it.
    fileprivate init(_ head: HTTPResponseHead) {
        let mediaType = head.headers.first(name: "Content-Type")?.split(separator: ";").first
        self.init(
            status: Int(head.status.code),
            mediaType: mediaType?.lowercased().filter { !$0.isWhitespace },
            keepsConnection: !head.headers[canonicalForm: "Connection"].contains { $0.lowercased() == "close" },
            body: [])
    }
}

extension SOAPError {
    fileprivate static func tooLarge(limit: Int) -> Self {
        SOAPError(
            code: .responseTooLarge,
            message: "The answer is larger than \(limit) bytes.",
            mayHaveBeenSent: true
        )
    }
}
