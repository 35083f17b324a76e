//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox

extension Ladder {
    /// Waits until the login works.
    ///
    /// A guest that refuses it may not have been told of the user yet, so it is asked again for a while.
    func waitForLogin() async throws {
        guard let login else {
            throw VMFestError(.invalidArgument, "a user is needed to wait until a login works")
        }
        while true {
            do {
                let result = try await machine.execute(
                    ["/bin/sh", "-c", "exit 0"], login: login, via: access, within: .seconds(120))
                if result.succeeded { return }
            } catch let error as VMFestError where Self.mayPass(error) {
                if deadline.hasPassed { throw error }
            }
            try await Task.sleep(for: Self.pause * 4)
        }
    }

    /// Waits until the guest says that it is ready; where it does not say so itself, cloud-init is asked.
    func waitForReadiness() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                _ = try await machine.waitForGuestProperty(Self.property, within: goal.limit)
            }
            if let login {
                group.addTask {
                    // A guest that tells is given the time to: logging in costs a small one more than waiting does.
                    _ = try await waitForGreeting()
                    try await Task.sleep(for: .seconds(15))
                    try await waitForLogin()
                    try await waitForCloudInit(login)
                }
            }
            defer { group.cancelAll() }
            try await group.next()
        }
    }

    private func waitForCloudInit(_ login: GuestLogin) async throws {
        let script = "command -v cloud-init >/dev/null || exit 0; cloud-init status --wait >&2"
        let result = try await machine.execute(["/bin/sh", "-c", script], login: login, via: access)
        // 2 stands for done, with something that it recovered from.
        guard result.succeeded || result.exitCode == 2 else {
            throw VMFestError(.failed, "cloud-init failed in the guest: \(result.errorText.suffix(500))")
        }
    }

    /// The guest property that a guest sets when it is ready.
    static let property = "/VMFest/Ready"

    private static func mayPass(_ error: VMFestError) -> Bool {
        [.guestNotReady, .guestLogonRefused, .timeLimit].contains(error.code)
    }
}
