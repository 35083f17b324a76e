//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Logging
import NIOCore
import NIOPosix
import Subprocess
import VirtualBox
import VirtualBoxAPI

#if canImport(System)
    import System
#else
    import SystemPackage
#endif

/// A web service of one's own for the VirtualBox that is installed here, for as long as some work takes.
///
/// VirtualBox has one setting for how its web services check logons, which a service reads at its first logon. A service
/// that is told otherwise on its command line writes that into the setting, at moments of its own. A service without a
/// check would open the host to every local user. So the setting is changed here to a check against a password that is
/// made up for the service, and put back once it has read it; the service itself is told nothing. If that is cut off
/// half-way, logons are refused: too strict, never too lax. Of several at the same time, one after the other does so.
struct PrivateWebService: Sendable {
    let installation: Installation

    /// Starts the service, lends it, and ends it.
    func run<Value: Sendable>(_ work: (Host) async throws -> Value) async throws -> Value {
        let account = Account()
        let port = try await Self.freePort()
        let setting = LogonSetting(installation: installation)
        let lock = SettingLock()
        try await lock.take()
        defer { lock.giveBack() }
        let before = try await setting.read()
        var options = PlatformOptions()
        // Ctrl-C is for this program, which then ends the service in good order.
        options.processGroupID = 0
        options.teardownSequence = [.gracefulShutDown(allowedDurationToNextStep: .seconds(10))]
        let outcome: Result<Value, any Error>
        do {
            try await setting.admit(account)
            try await setting.write(LogonSetting.library)
            let result = try await Subprocess.run(
                .path(FilePath(installation.webService)),
                arguments: ["--host", "127.0.0.1", "--port", "\(port)"],
                environment: .withoutSecrets,
                platformOptions: options,
                input: .none,
                output: .discarded,
                error: .discarded
            ) { process -> Result<Value, any Error> in
                let outcome: Result<Value, any Error>
                do {
                    let host = Host(url: "http://127.0.0.1:\(port)", user: account.user, password: account.password)
                    try await waitUntilUp(host)
                    try await setting.write(before)
                    lock.giveBack()
                    outcome = .success(try await work(host))
                } catch {
                    outcome = .failure(error)
                }
                await uncancelled {
                    await process.teardown(using: [.gracefulShutDown(allowedDurationToNextStep: .seconds(10))])
                }
                return outcome
            }
            outcome = result.takeClosureResult()
        } catch {
            outcome = .failure(error)
        }
        await uncancelled {
            // Only where it was cut off before the setting was put back.
            if lock.isHeld { try? await setting.write(before) }
            await setting.dismiss(account)
        }
        return try outcome.get()
    }

    /// Waits until a logon succeeds, which is when the service has read how to check it.
    private func waitUntilUp(_ host: Host) async throws {
        let deadline = Deadline.within(.seconds(30))
        while true {
            do {
                return try await host.service.withVirtualBox { _ in }
            } catch let error as VirtualBoxError where error.code == .unreachable {
                guard !deadline.hasPassed else {
                    throw VMFestError(
                        .noVirtualBox,
                        "'\(installation.webService)' was started and does not answer; try it by hand to see why")
                }
                try await Task.sleep(for: .milliseconds(50))
            }
        }
    }

    /// A port of loopback that nothing uses at this moment.
    private static func freePort() async throws -> Int {
        let channel = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .bind(host: "127.0.0.1", port: 0).get()
        let port = channel.localAddress?.port ?? 0
        try await channel.close()
        return port
    }
}
