//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

package import Logging
package import SOAP
import Synchronization
import VirtualBoxAPI

/// A VirtualBox web service: its address, how to log on, and the few connections that all calls share.
///
/// Making one opens nothing. Connections are opened when calls are made and closed when they have been idle.
package final class WebService: Sendable {
    /// How to reach a web service and log on to it.
    package struct Configuration: Sendable, Hashable {
        /// `http://` or `https://`, a host and usually a port.
        package var url: String
        package var user: String
        package var password: String
        package var trust: SOAPConfiguration.Trust
        /// How often an open session is touched so that it does not expire; well under the service's own limit, which
        /// is 300 s unless someone chose another.
        package var heartbeat: Duration
        /// The longest time that one call's answer is awaited.
        package var callDeadline: Duration

        package init(
            url: String,
            user: String = "",
            password: String = "",
            trust: SOAPConfiguration.Trust = .system,
            heartbeat: Duration = .seconds(20),
            callDeadline: Duration = .seconds(60)
        ) {
            self.url = url
            self.user = user
            self.password = password
            self.trust = trust
            self.heartbeat = heartbeat
            self.callDeadline = callDeadline
        }
    }

    package let configuration: Configuration
    package let logger: Logger

    /// Where locks are noted that others must give back should this program be killed; nil for nowhere.
    package let journal: (any LockJournal)?

    /// How many calls were sent.
    package let calls = CallCounter()

    /// Everybody's one subscription to what happens on the host.
    package let events: EventHub

    /// The guest OS types that the host was asked for and knows.
    let osTypePlatforms = Mutex<[String: PlatformArchitecture]>([:])

    /// What the host can make, once it was asked for.
    let limits = Mutex<HostLimits?>(nil)

    /// What it makes with other chipsets than the usual one.
    let chipsetLimits = Mutex<[ChipsetType: HostLimits]>([:])

    /// Which platforms the host has, once it was asked for them.
    let platforms = Mutex<HostPlatforms?>(nil)

    /// The version of VirtualBox's interface, once it was asked for.
    let version = Mutex<APIVersion?>(nil)

    /// Versions newer than all that were tested, of which it has been told.
    let newer = Mutex<Set<APIVersion>>([])

    private let client: Result<SOAPClient, VirtualBoxError>

    package init(
        _ configuration: Configuration, logger: Logger = Logger(label: "vmfest"), journal: (any LockJournal)? = nil
    ) {
        self.configuration = configuration
        self.logger = logger
        self.journal = journal
        let calls = calls
        client = Self.parse(configuration.url).map { url in
            var soap = SOAPConfiguration(url: url)
            soap.trust = configuration.trust
            soap.deadline = configuration.callDeadline
            soap.onCall = { operation, duration, _ in calls.count(operation, duration) }
            return SOAPClient(soap, logger: logger)
        }
        events = EventHub()
        warnOfPlainText()
    }

    /// Runs work in a web-service session of its own and ends the session, however the work ended.
    ///
    /// When the session turns out to be dead (it expired, or the service was restarted) the work runs once more in a
    /// new one, provided that nothing was changed yet or that the work may be repeated.
    ///
    /// The work runs on the event loop of the service's connections; like all asynchronous code it must not block.
    ///
    /// - Parameter repeatable: whether running the work again, after it was cut off anywhere, leads to the same end.
    package func withVirtualBox<Value: Sendable>(
        repeatable: Bool = false,
        _ work: (HostScope) async throws -> Value
    ) async throws -> Value {
        // What awaits answers runs where they are read, so that no other thread is woken for each.
        try await withTaskExecutorPreference(client.get().executor) {
            try await run(work, repeatable: repeatable)
        }
    }

    private func run<Value: Sendable>(
        _ work: (HostScope) async throws -> Value, repeatable: Bool
    ) async throws -> Value {
        var hasRepeated = false
        while true {
            try Task.checkCancellation()
            let scope = try await open()
            let outcome = await run(work, in: scope)
            let session = scope.session
            if case .failure(let error) = outcome, session.isLost, !hasRepeated, repeatable || !session.hasChanged {
                logger.debug("the session was lost; trying once more", metadata: ["error": "\(error)"])
                hasRepeated = true
                version.withLock { $0 = nil }
                continue
            }
            return try outcome.get()
        }
    }

    /// Logs on.
    ///
    /// The logon's answer is awaited even when the task is cancelled: only with it can the session be ended.
    package func open() async throws -> HostScope {
        let client = try client.get()
        let session = WebSession(service: self, client: client)
        do {
            let box = try await session.logOn(user: configuration.user, password: configuration.password)
            return try await HostScope(session: session, box: box, version: apiVersion(of: box))
        } catch {
            _ = await session.logOff()
            throw explain(error)
        }
    }

    private func run<Value: Sendable>(
        _ work: (HostScope) async throws -> Value, in scope: HostScope
    ) async -> Result<Value, any Error> {
        async let _: Void = scope.session.keepAlive(every: configuration.heartbeat)
        var outcome: Result<Value, any Error>
        do {
            outcome = .success(try await work(scope))
        } catch {
            outcome = .failure(await scope.describe(error))
        }
        let failures = await scope.session.logOff()
        if !failures.isEmpty {
            outcome = .failure(Self.combine(outcome, failures))
        }
        return outcome
    }

    private static func combine<Value>(_ outcome: Result<Value, any Error>, _ failures: [any Error]) -> any Error {
        var error = VirtualBoxError(.failed, "cleaning up failed")
        if case .failure(let first) = outcome {
            guard let first = first as? VirtualBoxError else { return first }
            error = first
        }
        error.cleanUpFailures += failures
        return error
    }
}
