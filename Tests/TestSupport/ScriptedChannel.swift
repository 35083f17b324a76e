//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

package import SOAP
import Synchronization
package import VirtualBoxAPI

/// A channel that answers from a script and remembers what was asked.
///
/// The script has the answers to each operation in order; the last one is given again and again. A key is an
/// operation, or an operation and one of its parameters, for example the object: `IEvent_getType event-1`.
package final class ScriptedChannel: Channel {
    package enum Answer: Sendable {
        case elements([SOAPElement])
        case failure(any Error)

        /// One result, or null.
        package static func value(_ text: String?) -> Answer {
            .elements(text.map { [SOAPElement(name: "returnval", text: $0)] } ?? [])
        }

        /// An array of results.
        package static func values(_ texts: String...) -> Answer {
            .elements(texts.map { SOAPElement(name: "returnval", text: $0) })
        }
    }

    package struct Call: Sendable, Equatable {
        package var operation: String
        package var parameters: [SOAPRequest.Parameter]

        package func parameter(_ name: String) -> String? { parameters.first { $0.name == name }?.text }
    }

    /// The script does not say what to answer.
    package struct Unscripted: Error {
        package var operation: String
    }

    private let script: Mutex<[String: [Answer]]>
    private let recorded = Mutex<[Call]>([])

    package init(_ script: [String: [Answer]]) {
        self.script = Mutex(script)
    }

    package var calls: [Call] { recorded.withLock { $0 } }

    package func calls(of operation: String) -> [Call] { calls.filter { $0.operation == operation } }

    package func send(_ operation: StaticString, _ parameters: [SOAPRequest.Parameter]) async throws -> [SOAPElement] {
        let call = Call(operation: "\(operation)", parameters: parameters)
        recorded.withLock { $0.append(call) }
        let keys = parameters.map { "\(operation) \($0.text)" } + ["\(operation)"]
        let answer = script.withLock { script -> Answer? in
            guard let key = keys.first(where: { script[$0] != nil }), let answers = script[key] else { return nil }
            if answers.count > 1 { script[key] = Array(answers.dropFirst()) }
            return answers.first
        }
        switch answer {
        case .elements(let elements): return elements
        case .failure(let error): throw error
        case nil: throw Unscripted(operation: "\(operation)")
        }
    }

    /// An object of this channel.
    package func object<Object: ManagedObject>(_ id: String, as type: Object.Type = Object.self) throws -> Object {
        guard let reference = ManagedReference(id: id, channel: self) else { throw ResponseError(reason: .nullObject) }
        return Object(reference: reference)
    }
}
