//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

/// What became of an image's base disk.
public struct ImageCheck: Sendable, Hashable, Encodable {
    /// The image.
    public var image: String

    /// What was found.
    public var finding: Finding

    /// What it means; empty for a good one.
    public var reason: String

    /// A finding.
    public enum Finding: String, Sendable, Hashable, Encodable, CaseIterable {
        /// The base disk is as it was made.
        case good
        /// VirtualBox can read it and its size is right; its content could not be compared from this computer.
        case unchecked
        /// It is gone, or can not be read.
        case missing
        /// It is not what it was.
        case changed
    }
}

extension ImageCheck {
    /// Looks at a base disk.
    init(of image: ImageInfo, in scope: HostScope) async throws {
        self.init(image: image.name, finding: .good, reason: "")
        guard let base = try await ImageCatalogue(scope).knownDisk(at: HostPath(image.path)) else {
            self.set(.missing, "VirtualBox does not know the disk '\(image.path)'")
            return
        }
        if try await base.refreshState() == .inaccessible {
            self.set(.missing, try await base.getLastAccessError())
            return
        }
        let size = try await base.getSize()
        guard size == image.fileSize else {
            self.set(.changed, "'\(image.path)' has \(size) bytes, and had \(image.fileSize)")
            return
        }
        let file = ImageBaseFile(path: image.path, size: size, isHere: scope.service.configuration.isLoopback)
        guard let wanted = image.fileSHA256, let found = await file.digest() else {
            self.set(.unchecked, "its content can not be read from this computer")
            return
        }
        if wanted != found { self.set(.changed, "the SHA-256 of '\(image.path)' is \(found), and was \(wanted)") }
    }

    private mutating func set(_ finding: Finding, _ reason: String) {
        self.finding = finding
        self.reason = reason
    }
}
