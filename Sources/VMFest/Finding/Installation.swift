//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation

/// A VirtualBox that is installed on this computer.
struct Installation: Sendable, Hashable {
    /// The program `vboxwebsrv`.
    let webService: String

    /// The program `VBoxManage`.
    let manage: String

    /// Looks in the folders of `PATH` and then in the places where VirtualBox's packages put it on Linux and macOS.
    static func find(environment: [String: String]) -> Installation? {
        let path = (environment["PATH"] ?? "").split(separator: ":").map(String.init)
        return (path + usualFolders).lazy.compactMap(inFolder).first
    }

    private static func inFolder(_ folder: String) -> Installation? {
        let candidate = Installation(webService: "\(folder)/vboxwebsrv", manage: "\(folder)/VBoxManage")
        let isThere = [candidate.webService, candidate.manage].allSatisfy(FileManager.default.isExecutableFile(atPath:))
        return isThere ? candidate : nil
    }

    private static let usualFolders = [
        "/usr/bin",
        "/usr/local/bin",
        "/usr/lib/virtualbox",
        "/opt/VirtualBox",
        "/Applications/VirtualBox.app/Contents/MacOS",
    ]
}
