//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

package import Foundation
import Logging
import SOAP
import Synchronization
import VirtualBoxAPI

extension WebService {
    /// The address as a URL that can be called.
    package static func parse(_ text: String) -> Result<URL, VirtualBoxError> {
        guard let url = URL(string: text), let scheme = url.scheme?.lowercased(), ["http", "https"].contains(scheme),
            let host = url.host(), !host.isEmpty
        else {
            return .failure(
                VirtualBoxError(
                    .invalidArgument,
                    "\(text.contains("@") ? "it" : "'\(text)'") is no address of a VirtualBox web service; it looks like"
                        + " http://localhost:18083"))
        }
        guard url.user() == nil, url.password() == nil else {
            return .failure(
                VirtualBoxError(
                    .invalidArgument,
                    "an address with a user or a password in it is not taken, since addresses are shown and stored;"
                        + " give them apart from it"))
        }
        return .success(url)
    }

    /// The version of the interface, asked once and remembered until a session is lost.
    func apiVersion(of box: VirtualBoxAPI.VirtualBox) async throws -> APIVersion {
        if let known = version.withLock({ $0 }) { return known }
        let text = try await box.getAPIVersion()
        guard let found = APIVersion(text) else {
            throw VirtualBoxError(.notVirtualBox, "the service says that its version is '\(text)'")
        }
        guard found >= .oldestKnown else {
            throw VirtualBoxError(
                .unsupportedVersion,
                "the VirtualBox at \(configuration.url) has version \(found); \(APIVersion.oldestKnown) is the oldest"
                    + " that works")
        }
        if found > .newestKnown, newer.withLock({ $0.insert(found).inserted }) {
            logger.warning(
                "this VirtualBox is newer than any that was tested; it is treated like the newest known one",
                metadata: ["version": "\(found)", "newest known": "\(APIVersion.newestKnown)"])
        }
        version.withLock { $0 = found }
        return found
    }

    /// Says of a failed logon which of the possible causes it was, and what helps.
    func explain(_ error: any Error) -> any Error {
        guard var error = error as? VirtualBoxError else { return error }
        let url = configuration.url
        switch error.code {
        case .unreachable:
            let cause = error.underlying as? VirtualBoxError ?? error
            error.message = "nothing answers at \(url): " + cause.message
            error.message +=
                (cause.underlying as? SOAPError)?.code == .unanswered
                ? " All its threads may be taken by other clients ('vboxwebsrv --threads' gives it more), or it hangs:"
                    + " try again, or restart it"
                : " Start the service there with 'vboxwebsrv', or name another host"
        case .notVirtualBox, .notSupported:
            error.code = .notVirtualBox
            error.message = "what answers at \(url) is not VirtualBox's web service: \(error.message)"
        case .logonRefused:
            error.message =
                "the web service at \(url) refused the logon"
                + (configuration.user.isEmpty ? " without a user" : " of user '\(configuration.user)'")
                + ". The user or the password is wrong, or the service has lost VirtualBox's own server process"
                + " (VBoxSVC) and must be restarted"
        default:
            break
        }
        return error
    }
}
