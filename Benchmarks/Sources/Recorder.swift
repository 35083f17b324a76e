//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Synchronization

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Stands between a client and a web service, and keeps what they say.
final class Recorder: Sendable {
    /// What was asked and answered.
    struct Exchange: Sendable {
        let request: [UInt8]
        var answer: [UInt8] = []
    }

    let url: String

    private let exchanges = Mutex<[Exchange]>([])

    /// - Parameter service: the port of the web service on this computer.
    init(service: Int) throws {
        let (listener, port) = try RawConnection.listener()
        url = "http://127.0.0.1:\(port)"
        Thread.detachNewThread { [self] in
            while case let socket = accept(listener, nil, nil), socket >= 0 {
                Thread.detachNewThread { [self] in serve(socket, service) }
            }
        }
    }

    /// What was said so far, in the order of the requests; begins anew.
    func take() -> [Exchange] {
        exchanges.withLock { exchanges in
            defer { exchanges = [] }
            return exchanges
        }
    }

    private func serve(_ socket: Int32, _ service: Int) {
        let client = RawConnection(accepted: socket)
        do {
            let upstream = try RawConnection(port: service)
            while let request = try client.receive() {
                let index = exchanges.withLock { exchanges in
                    exchanges.append(Exchange(request: request))
                    return exchanges.count - 1
                }
                let answer = try upstream.exchange(request)
                exchanges.withLock { if $0.indices.contains(index) { $0[index].answer = answer } }
                try client.send(answer)
            }
        } catch {
            // Either side ended the connection, as it may.
        }
    }
}
