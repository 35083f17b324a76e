//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation

/// The room that is left on this computer's file systems.
enum FreeSpace {
    /// What is left on the file system of a folder, or of the nearest folder above it that is there; nil where that can not
    /// be found out.
    static func at(_ folder: String) async -> DataSize? {
        try? await blocking {
            var url = URL(filePath: folder)
            while !FileManager.default.fileExists(atPath: url.path), url.path != "/" { url.deleteLastPathComponent() }
            let attributes = try FileManager.default.attributesOfFileSystem(forPath: url.path)
            return (attributes[.systemFreeSize] as? NSNumber).map { DataSize(bytes: $0.int64Value) }
        }
    }

    /// Whether there is such a folder.
    static func isFolder(_ path: String) async -> Bool {
        let isFolder = try? await blocking {
            var isFolder: ObjCBool = false
            return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
        }
        return isFolder == true
    }
}
