//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

// Neither printing nor dumping shows a password.

extension WebService.Configuration: CustomStringConvertible, CustomReflectable {
    /// The address, with the user where there is one.
    package var description: String { user.isEmpty ? url : "\(url) as \(user)" }

    package var customMirror: Mirror { Mirror(self, children: ["url": url, "user": user]) }
}
