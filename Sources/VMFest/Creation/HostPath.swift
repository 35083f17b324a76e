//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// A path on a VirtualBox host, which may be of another kind than this one.
struct HostPath: Sendable, Hashable {
    let text: String

    init(_ text: String) {
        self.text = text
    }

    private static func isSeparator(_ character: Character) -> Bool { character == "/" || character == "\\" }

    /// Whether it begins at a root: `/…`, `C:\…` or `\\…`.
    var isAbsolute: Bool {
        text.hasPrefix("/") || text.hasPrefix("\\\\") || text.dropFirst().hasPrefix(":\\")
            || text.dropFirst().hasPrefix(":/")
    }

    /// Whether it has no folder part.
    var isPlainName: Bool { !text.isEmpty && text != "." && text != ".." && !text.contains(where: Self.isSeparator) }

    /// The folder that it is in.
    var folder: HostPath {
        guard let last = text.lastIndex(where: Self.isSeparator) else { return HostPath("") }
        return HostPath(String(text[..<last]))
    }

    /// The last part.
    var name: String {
        String(text.lastIndex(where: Self.isSeparator).map { text[text.index(after: $0)...] } ?? text[...])
    }

    /// The last part without its ending.
    var stem: String { name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name }

    /// The file or folder directly in a folder through which this path leads; nil for one that is not inside.
    func ancestor(in folder: HostPath) -> HostPath? {
        guard isInside(folder) else { return nil }
        var path = self
        while path.folder != folder, !path.text.isEmpty { path = path.folder }
        return path.text.isEmpty ? nil : path
    }

    /// A file in this folder, with the separator that the path uses.
    func file(_ name: String) -> HostPath {
        HostPath(text + (text.contains("/") ? "/" : text.contains("\\") ? "\\" : "/") + name)
    }

    /// Whether it is somewhere below a folder.
    ///
    /// A path that goes up again is said not to be, wherever it leads.
    func isInside(_ folder: HostPath) -> Bool {
        guard !folder.text.isEmpty, text.hasPrefix(folder.text) else { return false }
        guard !text.split(whereSeparator: Self.isSeparator).contains("..") else { return false }
        return text.dropFirst(folder.text.count).first.map(Self.isSeparator) ?? false
    }
}
