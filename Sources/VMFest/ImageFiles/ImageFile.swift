//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// Makes a plain disk file, which VirtualBox can read, of whatever a user names as an image.
package enum ImageFile {
    /// Downloads, checks and unpacks an image, lends the disk, and removes all that was made for it.
    ///
    /// A file of this computer that needs no unpacking is lent as it is, and never changed or removed. What an image is
    /// is judged by its content; its name only matters for a raw disk on which there is nothing yet.
    ///
    /// ``Activity/observe(_:during:)`` is told how far it is.
    ///
    /// - Parameters:
    ///   - source: where the image comes from, and its digest where one is known.
    ///   - limit: how large a download, and what is unpacked, may be.
    ///   - places: where files are kept meanwhile.
    ///   - use: the work with the disk.
    ///
    /// - Throws: ``VMFestError`` with the codes ``VMFestError/Code/noSuchImage``, ``VMFestError/Code/badImage``,
    ///   ``VMFestError/Code/wrongDigest``, ``VMFestError/Code/downloadFailed``, ``VMFestError/Code/noSpace`` and
    ///   ``VMFestError/Code/notSupported`` (a program for unpacking is missing); and what the work throws.
    package static func withDisk<Value>(
        from source: ImageSource,
        limit: DataSize = .gibibytes(64),
        places: ImagePlaces = .usual,
        _ use: (PreparedDisk) async throws -> Value
    ) async throws -> Value {
        try await WorkFolder.with(in: places.work) { folder in
            let preparation = ImagePreparation(source: source, limit: limit.bytes, places: places, folder: folder)
            return try await use(preparation.disk())
        }
    }

    /// The same for what a user names.
    ///
    /// - Parameters:
    ///   - source: a path, a `file:` address or an `https:` address; see ``ImageSource``.
    ///   - sha256: the digest that it must have, as 64 hexadecimal digits.
    ///   - limit: how large a download, and what is unpacked, may be.
    ///   - places: where files are kept meanwhile.
    ///   - use: the work with the disk.
    package static func withDisk<Value>(
        from source: String,
        sha256: String? = nil,
        limit: DataSize = .gibibytes(64),
        places: ImagePlaces = .usual,
        _ use: (PreparedDisk) async throws -> Value
    ) async throws -> Value {
        let source = try ImageSource(source, sha256: sha256)
        return try await withDisk(from: source, limit: limit, places: places, use)
    }
}
