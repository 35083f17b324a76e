//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser

/// A tag of the command line: `key=value`.
struct TagArgument: Sendable, Hashable {
    let key: String
    let value: String

    /// Reads a tag; the key ends at the first equals sign.
    init(argument: String) throws {
        guard let sign = argument.firstIndex(of: "="), sign != argument.startIndex else {
            throw ValidationError("'\(argument)' is no tag; one looks like role=web.")
        }
        key = String(argument[..<sign])
        value = String(argument[argument.index(after: sign)...])
    }

    /// Reads a folder of the host with the name it is shared under: `src=/home/me/src`.
    init(folder argument: String) throws {
        do {
            try self.init(argument: argument)
        } catch {
            throw ValidationError("'\(argument)' is no folder; one looks like src=/home/me/src.")
        }
    }

    /// Reads a part of a spec with its value: `memory=2GiB`.
    init(setting argument: String) throws {
        do {
            try self.init(argument: argument)
        } catch {
            throw ValidationError("'\(argument)' sets nothing; what does looks like memory=2GiB.")
        }
    }
}

extension Sequence<TagArgument> {
    /// The values by their keys.
    ///
    /// - Throws: `ValidationError` for a key that is given twice.
    func byKey(_ what: String = "tag") throws -> [String: String] {
        var tags: [String: String] = [:]
        for tag in self {
            guard tags.updateValue(tag.value, forKey: tag.key) == nil else {
                throw ValidationError("The \(what) '\(tag.key)' is given twice.")
            }
        }
        return tags
    }
}
