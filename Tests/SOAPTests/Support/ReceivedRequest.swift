//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import NIOCore

/// An HTTP request as a scripted server received it.
struct ReceivedRequest: Sendable {
    /// The number of the connection it came on, from 0.
    var connection: Int

    var head: String
    var body: String

    var method: String { String(head.prefix { $0 != " " }) }

    /// Takes the first whole request out of what was received.
    init?(from received: inout ByteBuffer, connection: Int) {
        let text = String(decoding: received.readableBytesView, as: UTF8.self)
        guard let end = text.utf8Range(of: "\r\n\r\n") else { return nil }
        let head = String(decoding: received.readableBytesView.prefix(end.lowerBound), as: UTF8.self)
        let length = head.split(separator: "\r\n").lazy.map { $0.lowercased() }
            .first { $0.hasPrefix("content-length:") }
            .flatMap { Int($0.split(separator: " ").last ?? "") }
        guard received.readableBytes >= end.upperBound + (length ?? 0) else { return nil }
        received.moveReaderIndex(forwardBy: end.upperBound)
        self.connection = connection
        self.head = head
        body = received.readString(length: length ?? 0) ?? ""
    }
}

extension String {
    /// Where these bytes stand first.
    fileprivate func utf8Range(of pattern: String) -> Range<Int>? {
        Array(utf8).firstRange(of: Array(pattern.utf8))
    }
}
