//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import SOAP
import Synchronization
import VirtualBoxAPI

/// A channel that remembers what was sent, and always gives the same answer.
final class RecordingChannel: Channel {
    struct Call: Sendable, Equatable {
        var operation: String
        var parameters: [SOAPRequest.Parameter]
    }

    private let answer: [SOAPElement]
    private let recorded = Mutex<[Call]>([])

    init(answering answer: [SOAPElement]) {
        self.answer = answer
    }

    convenience init(answering answer: SOAPElement...) {
        self.init(answering: answer)
    }

    var calls: [Call] { recorded.withLock { $0 } }

    func send(_ operation: StaticString, _ parameters: [SOAPRequest.Parameter]) async throws -> [SOAPElement] {
        recorded.withLock { $0.append(Call(operation: "\(operation)", parameters: parameters)) }
        return answer
    }

    /// An object of this channel.
    func object<Object: ManagedObject>(_ id: String, as type: Object.Type = Object.self) throws -> Object {
        guard let reference = ManagedReference(id: id, channel: self) else { throw ResponseError(reason: .nullObject) }
        return Object(reference: reference)
    }
}

/// A call to compare with: an operation, and the names and texts of its parameters.
func call(_ operation: String, _ parameters: KeyValuePairs<String, String>) -> RecordingChannel.Call {
    RecordingChannel.Call(
        operation: operation,
        parameters: parameters.map { SOAPRequest.Parameter(name: $0.key, text: $0.value) }
    )
}
