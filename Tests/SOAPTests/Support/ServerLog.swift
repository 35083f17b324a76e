//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Synchronization

/// What happened on a server's connections, in order.
final class ServerLog: Sendable {
    enum Event: Hashable {
        case opened(connection: Int)
        case answered(connection: Int, method: String)
        case closed(connection: Int)
    }

    private struct State {
        var events: [Event] = []
        var connections = 0
        var open = 0
        var mostOpen = 0
    }

    private let state = Mutex(State())

    var events: [Event] { state.withLock(\.events) }

    /// How many connections were ever opened.
    var connections: Int { state.withLock(\.connections) }

    /// The most connections that were open at once.
    var mostOpen: Int { state.withLock(\.mostOpen) }

    /// How many requests each connection carried.
    var requests: [Int] {
        let events = events
        return (0..<connections).map { connection in
            events.count { event in
                if case .answered(connection, _) = event { true } else { false }
            }
        }
    }

    /// Whether no connection was opened before the one opened last had been answered on, or closed.
    var opensOneByOne: Bool {
        var pending: Int?
        for event in events {
            switch event {
            case .opened(let connection):
                if pending != nil { return false }
                pending = connection
            case .answered(let connection, _), .closed(let connection):
                if pending == connection { pending = nil }
            }
        }
        return true
    }

    /// Notes a new connection and gives its number.
    func open() -> Int {
        state.withLock { state in
            let connection = state.connections
            state.events.append(.opened(connection: connection))
            state.connections += 1
            state.open += 1
            state.mostOpen = max(state.mostOpen, state.open)
            return connection
        }
    }

    func answer(_ connection: Int, _ method: String) {
        state.withLock { $0.events.append(.answered(connection: connection, method: method)) }
    }

    func close(_ connection: Int) {
        state.withLock { state in
            state.events.append(.closed(connection: connection))
            state.open -= 1
        }
    }
}
