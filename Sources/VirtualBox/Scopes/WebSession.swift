//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Logging
package import SOAP
import Synchronization
import VirtualBoxAPI

/// One web-service session: what a logon opened and a logoff ends.
///
/// It is the channel of all objects that were reached through it. Every reference that it gave out ends with it, and
/// whatever a call acquired beyond that (a lock, a listener) is given back before; see ``Obligation``.
package final class WebSession: Channel {
    /// The service that this is a session of.
    package let service: WebService

    private let client: SOAPClient
    private let state = Mutex(State())

    private struct State {
        var root: String = ""
        var obligations: [(obligation: Obligation, entry: (any LockEntry)?)] = []
        var hasChanged = false
        var isLost = false

        func has(_ obligation: Obligation) -> Bool { obligations.contains { $0.obligation == obligation } }
    }

    package init(service: WebService, client: SOAPClient) {
        self.service = service
        self.client = client
    }

    /// Whether anything was sent that may have changed something.
    var hasChanged: Bool { state.withLock { $0.hasChanged } }

    /// Whether the service no longer knows this session, or can no longer be reached.
    var isLost: Bool { state.withLock { $0.isLost } }

    package func send(
        _ operation: StaticString, _ parameters: [SOAPRequest.Parameter]
    ) async throws -> [SOAPElement] {
        try await send("\(operation)", parameters)
    }

    private func send(_ operation: String, _ parameters: [SOAPRequest.Parameter]) async throws -> [SOAPElement] {
        try Task.checkCancellation()
        let obligation = Obligation(acquiredBy: operation, parameters)
        let nature = CallNature(of: operation)
        if let obligation, !state.withLock({ $0.has(obligation) }) {
            let entry = await journalEntry(of: obligation)
            state.withLock { $0.obligations.append((obligation, entry)) }
        }
        state.withLock { state in
            if nature == .change, !operation.hasPrefix("IWebsessionManager_") { state.hasChanged = true }
        }
        do {
            let answer = try await exchange(nature, operation, parameters)
            await forget { $0.isMet(by: operation, parameters) }
            return answer
        } catch {
            let error = VirtualBoxError.wrapping(error, operation: operation)
            // What is locked may be so by this very call, which the service had twice.
            if let obligation, let error = error as? VirtualBoxError, error.isDefinite, error.code != .locked {
                await forget { $0 == obligation }
            }
            throw await noticingLoss(error)
        }
    }

    /// One exchange on the wire, as its nature permits.
    private func exchange(
        _ nature: CallNature, _ operation: String, _ parameters: [SOAPRequest.Parameter]
    ) async throws -> [SOAPElement] {
        let client = client
        let request = SOAPRequest(namespace: Self.namespace, operation: operation, parameters: parameters)
        switch nature {
        case .wait:
            return try await client.call(request, lane: .wait)
        case .change:
            // A logon whose answer is lost opened at most a session that expires.
            let repeatable = operation == "IWebsessionManager_logon"
            return try await uncancelled(on: client.executor) {
                try await client.call(request, repeatable: repeatable)
            }
        case .read:
            return try await client.call(request, repeatable: true)
        }
    }

    /// Finds out whether a failure means that the whole session is gone, and says so then.
    private func noticingLoss(_ error: any Error) async -> any Error {
        guard let failure = error as? VirtualBoxError else { return error }
        let lost: Bool
        switch failure.code {
        case .unreachable, .connectionLost:
            lost = true
        case .gone:
            guard case .invalidReference = (failure.underlying as? VirtualBoxFault)?.kind else { return error }
            lost = await isAlive() != true
        case .failed where failure.resultCode == .aborted && failure.chain.allSatisfy(\.text.isEmpty):
            // How every call ends once VirtualBox's own server process is gone.
            lost = true
        case .failed where failure.resultCode == .callFailed || failure.resultCode == .aborted:
            // A process ended in the middle of the call, or before it: a machine's, or that server process.
            lost = await !isServerThere()
        default:
            lost = false
        }
        guard lost else { return error }
        state.withLock { $0.isLost = true }
        return VirtualBoxError(
            failure.code == .unreachable ? .unreachable : .connectionLost,
            "the session with the web service ended: \(failure.message)",
            operation: failure.operation,
            mayHaveHappened: failure.mayHaveHappened,
            underlying: failure
        )
    }

    static let namespace = "http://www.virtualbox.org/"
}

extension WebSession {
    /// Opens the session.
    func logOn(user: String, password: String) async throws -> VirtualBoxAPI.VirtualBox {
        do {
            let box = try await WebsessionManager(channel: self).logon(username: user, password: password)
            state.withLock { $0.root = box.reference.id }
            return box
        } catch let error as ResponseError where error.reason == .nullObject {
            // How a service answers at first that has just lost VirtualBox's own server process.
            throw VirtualBoxError(.logonRefused, "\(error)", operation: error.operation, underlying: error)
        }
    }

    /// A new session object.
    ///
    /// A dead session answers with none, instead of a fault.
    func sessionObject(for box: VirtualBoxAPI.VirtualBox) async throws -> Session {
        do {
            return try await WebsessionManager(channel: self).getSessionObject(refIVirtualBox: box)
        } catch let error as ResponseError where error.reason == .nullObject {
            state.withLock { $0.isLost = true }
            throw VirtualBoxError(
                .connectionLost, "the session with the web service ended: \(error)", operation: error.operation,
                underlying: error)
        }
    }

    /// Asks the cheapest question there is; it also keeps the session from expiring.
    ///
    /// A dead session answers it with an empty name instead of a fault. Nil means that there was no answer.
    private func isAlive() async -> Bool? {
        await askRoot("IManagedObjectRef_getInterfaceName").map { $0.first?.text.isEmpty == false }
    }

    /// Whether VirtualBox's own server process answers.
    private func isServerThere() async -> Bool { await askRoot("IVirtualBox_getAPIVersion") != nil }

    /// What VirtualBox's first object answers, also in a cancelled task; nil when there is no answer, or a fault.
    private func askRoot(_ operation: String) async -> [SOAPElement]? {
        let request = SOAPRequest(
            namespace: Self.namespace, operation: operation,
            parameters: [.init(name: "_this", text: state.withLock { $0.root })])
        let client = client
        return await uncancelled { try? await client.call(request, repeatable: true) }
    }

    /// Keeps the session from expiring until the current task is cancelled.
    func keepAlive(every interval: Duration) async {
        while (try? await Task.sleep(for: interval)) != nil {
            if await isAlive() == false { state.withLock { $0.isLost = true } }
        }
    }

    /// Gives back one thing, or everything, that calls of this session acquired.
    ///
    /// Being told that it was given back already is success. A service that does not answer is asked again for a while,
    /// since a lock that is not given back blocks everybody.
    package func settle(_ chosen: (Obligation) -> Bool = { _ in true }) async -> [any Error] {
        var failures: [any Error] = []
        for obligation in state.withLock({ $0.obligations.map(\.obligation) }).reversed() where chosen(obligation) {
            if let failure = await settle(obligation) { failures.append(failure) }
        }
        return failures
    }

    private func settle(_ obligation: Obligation) async -> (any Error)? {
        let deadline = Deadline.within(.seconds(5))
        let failure: (any Error)? = await uncancelled {
            while true {
                do {
                    _ = try await self.send(obligation.release, obligation.parameters)
                    return nil
                } catch let error as VirtualBoxError where error.isDefinite {
                    // Not locked, not registered, or gone with its session or machine: nothing is left to give back.
                    return [.alreadySo, .gone, .notFound, .invalidArgument].contains(error.code) ? nil : error
                } catch {
                    guard !self.isLostForGood(error), !deadline.hasPassed else { return error }
                    try? await Task.sleep(for: .milliseconds(100))
                }
            }
        }
        if failure == nil {
            await forget { $0 == obligation }
        } else {
            // Its note stays behind, as that of a program that was killed: whoever comes next gives the lock back.
            _ = withdraw { $0 == obligation }
        }
        return failure
    }

    /// Notes that things were given back, or never acquired.
    private func forget(_ chosen: (Obligation) -> Bool) async {
        for entry in withdraw(chosen) { await entry.erase() }
    }

    private func withdraw(_ chosen: (Obligation) -> Bool) -> [any LockEntry] {
        state.withLock { state in
            let withdrawn = state.obligations.filter { chosen($0.obligation) }
            state.obligations.removeAll { chosen($0.obligation) }
            return withdrawn.compactMap(\.entry)
        }
    }

    /// Notes a lock for those who come after this program, should it be killed.
    private func journalEntry(of obligation: Obligation) async -> (any LockEntry)? {
        guard let journal = service.journal, let object = obligation.sessionObject else { return nil }
        let lock = LockNote(url: service.configuration.url, root: state.withLock { $0.root }, session: object)
        do {
            return try await uncancelled { try await journal.note(lock) }
        } catch {
            service.logger.warning(
                "a lock can not be noted; if this program is killed, the web service keeps the lock",
                metadata: ["error": "\(error)"])
            return nil
        }
    }

    /// Whether the service answered that it does not know the session: its process is another one, and with the old
    /// one its locks ended.
    private func isLostForGood(_ error: any Error) -> Bool {
        guard let fault = (error as? VirtualBoxError)?.underlying as? VirtualBoxError else { return false }
        return fault.code == .gone
    }

    /// Ends the session, and with it every reference that it gave out.
    func logOff() async -> [any Error] {
        var failures = await settle()
        let root = state.withLock { $0.root }
        guard !root.isEmpty else { return failures }
        do {
            let parameters = [SOAPRequest.Parameter(name: "refIVirtualBox", text: root)]
            _ = try await uncancelled { try await self.send("IWebsessionManager_logoff", parameters) }
        } catch {
            // The session expires by itself; what it held was given back above.
            service.logger.debug("logging off failed", metadata: ["error": "\(error)"])
        }
        if isLost { failures.removeAll { ($0 as? VirtualBoxError)?.isDefinite == false } }
        return failures
    }
}
