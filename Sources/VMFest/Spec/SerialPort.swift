//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// A serial port whose output goes to a file on the VirtualBox host.
public struct SerialPort: Sendable, Hashable {
    /// The file's absolute path on the host, or a plain file name in the machine's own folder.
    ///
    /// A file in the machine's folder is removed with the machine.
    public var file: String

    /// A port that writes to a file.
    public init(file: String) {
        self.file = file
    }
}

extension SerialPort: Codable {
    enum CodingKeys: String, CodingKey, CaseIterable {
        case file
    }

    /// Reads `file`.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.strictContainer(keyedBy: CodingKeys.self)
        file = try container.decode(String.self, forKey: .file)
    }
}
