//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox

/// What a look at the folder of base disks tells of the catalogue's images.
///
/// VirtualBox does not look again at a disk that a running machine has, and reads only the header of others.
struct ImageFiles: Sendable {
    let scope: HostScope

    /// The images whose base disk is gone or has another size than it had.
    func damaged() async throws -> [ImageCheck] {
        let images = try await ImageCatalogue(scope).records()
        var found: [ImageCheck] = []
        for (folder, images) in Dictionary(grouping: images, by: { HostPath($0.path).folder }) {
            let sizes = try await HostFolder(scope: scope, path: folder).sizes() ?? [:]
            found += images.compactMap { $0.damage(size: sizes[HostPath($0.path).name]) }
        }
        return found.sorted { $0.image < $1.image }
    }

    /// What is wrong with the base disk of one; nil where nothing is, as far as can be found out.
    func damage(of image: String) async -> ImageCheck? {
        await uncancelled { try? await damaged().first { $0.image == image } }
    }
}

extension ImageInfo {
    /// What is wrong with the base disk, given the size of the file that is there.
    fileprivate func damage(size: Int64?) -> ImageCheck? {
        guard let size else {
            return ImageCheck(image: name, finding: .missing, reason: "'\(path)' is gone")
        }
        guard size != fileSize else { return nil }
        return ImageCheck(
            image: name, finding: .changed, reason: "'\(path)' has \(size) bytes, and had \(fileSize)")
    }
}

extension ImageCheck {
    /// What to do about a base disk that is not what it was.
    package var remedy: String {
        "bring the file back as it was, which 'vmfest image verify \(image)' tells; machines on it can not do without"
    }
}
