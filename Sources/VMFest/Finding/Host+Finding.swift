//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

public import Foundation

extension Host {
    /// The address that a web service has unless someone chose another.
    public static let usualURL = "http://localhost:18083"

    /// Finds a VirtualBox, lends it to work, and gives up what was started for it when the work has ended.
    ///
    /// The first of these that there is:
    ///
    /// 1. the address in the environment variable `VMFEST_HOST`, whether or not anything answers there;
    /// 2. a web service at ``usualURL``, if it answers;
    /// 3. a VirtualBox that is installed on this computer. A private web service is started for it on a free port of
    ///    loopback, with a password that only this process knows, and ended with the work. The host's own setting for
    ///    logons is put back as soon as the service has read it.
    ///
    /// - Parameters:
    ///   - user: the user to log on as, for 1 and 2.
    ///   - password: that user's password.
    ///   - trust: which certificates of an `https` address are trusted.
    ///   - environment: the environment to look into; that of this process by default.
    ///   - work: what to do with the host, which is good until it ends.
    /// - Returns: what the work returns.
    /// - Throws: ``VMFestError`` with `noVirtualBox` when there is none of these, and what the work throws.
    public static func withDefault<Value: Sendable>(
        user: String = "",
        password: String = "",
        trust: Trust = .system,
        environment: [String: String] = ProcessInfo.processInfo.environment,
        _ work: (Host) async throws -> Value
    ) async throws -> Value {
        if let url = environment["VMFEST_HOST"], !url.isEmpty {
            return try await work(Host(url: url, user: user, password: password, trust: trust))
        }
        let usual = Host(url: usualURL, user: user, password: password, trust: trust)
        if await usual.answers() {
            return try await work(usual)
        }
        guard let installation = Installation.find(environment: environment) else {
            throw VMFestError(
                .noVirtualBox,
                """
                no VirtualBox was found: VMFEST_HOST is not set, nothing answers at \(usualURL), and none is installed \
                here. Install VirtualBox, or start 'vboxwebsrv' where it is installed and set VMFEST_HOST to its address
                """)
        }
        return try await PrivateWebService(installation: installation).run(work)
    }

    /// Whether anything listens at the address, be it what it may.
    private func answers() async -> Bool {
        do {
            _ = try await version()
            return true
        } catch let error as VMFestError {
            return error.code != .unreachable
        } catch {
            return true
        }
    }
}
