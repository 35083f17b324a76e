//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// The agent that makes a clone of a running guest an instance of its own.
///
/// It is the user data of a warm template, a POSIX shell script. What it does, and what the host has to do for it:
///
/// 1. The template boots with a ``Seed`` disc that has ``userData(login:)``. The script returns at once; its agent waits
///    in the background.
/// 2. The host takes the disc out of the drive, by force: the agent opens the drive now and then to look for it. The agent
///    then removes host keys that dropbear would keep, gets ready, and sets ``readyProperty``. The drive has to be empty
///    from then on.
/// 3. The host takes a snapshot of the running template, clones it, and puts a seed disc for another instance into the
///    clone's drive: before the start, between giving up the saved state (without deleting its file) and adopting it
///    again, or right after the start.
/// 4. The agent, restored with everything else, sees the disc within a tenth of a second and renews random numbers,
///    clock, host name, machine identifier, authorised keys, SSH host keys and hardware addresses, runs the user data,
///    and sets ``instanceProperty`` to the instance's identifier, or ``failureProperty`` to a reason. It has no file of
///    the disc open then.
///
/// It asks for VBoxControl of the Guest Additions, and `/dev/sr*`. Without VBoxControl it says so and ends.
package enum IdentityAgent {
    /// The guest property that is `1` when the template can be snapshotted.
    package static let readyProperty = "/VMFest/Agent"

    /// The guest property that has the identifier of the instance that the guest has become.
    package static let instanceProperty = "/VMFest/Instance"

    /// The guest property that says why it has not become the instance.
    package static let failureProperty = "/VMFest/Failure"

    /// The script as user data.
    ///
    /// - Parameter login: the user whose keys are the seed's: `root`, or one that the image has; a name as `useradd`
    ///   takes it.
    /// - Throws: ``VMFestError`` with `invalidArgument` for what is no user's name.
    package static func userData(login: String = "root") throws -> UserData {
        let isName =
            (1...32).contains(login.utf8.count) && !login.hasPrefix("-")
            && login.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) || "_.-".contains($0) }
        guard isName else { throw VMFestError(.invalidArgument, "'\(login)' can not be a user's name") }
        return try UserData(script.replacing("@LOGIN@", with: login))
    }
}
