//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// A serial port, and what on the VirtualBox host it is connected to.
public struct SerialPort: Sendable, Hashable {
    /// What a serial port is connected to.
    public enum Connection: Sendable, Hashable {
        /// A file that gets the port's output: its absolute path on the host, or a plain file name in the machine's own
        /// folder. A file in the machine's folder is removed with the machine.
        case file(String)
        /// A named pipe or local socket of the host; the server makes it.
        case pipe(String, isServer: Bool)
        /// A serial port of the host, for example `/dev/ttyS0`.
        case device(String)
        /// A TCP connection: a server listens at a port, `2023`; a client connects to an address, `host:2023`.
        case tcp(String, isServer: Bool)
        /// Nothing: the guest sees a port without a cable.
        case none

        /// The path or the address.
        var text: String? {
            switch self {
            case .file(let text), .pipe(let text, _), .device(let text), .tcp(let text, _): text
            case .none: nil
            }
        }
    }

    /// The model of a serial port's chip.
    public enum UART: String, Sendable, Hashable, Codable, CaseIterable, SpecChoice {
        /// The 16450, without a buffer.
        case uart16450 = "16450"
        /// The 16550A.
        case uart16550A = "16550A"
        /// The 16750, with the largest buffer.
        case uart16750 = "16750"
    }

    /// What it is connected to.
    ///
    /// Can be changed while the machine runs.
    public var connection: Connection

    /// Whether the guest sees it; one that it does not see only holds its place in the row.
    ///
    /// Default: yes.
    public var enabled: Bool

    /// The chip; nil leaves VirtualBox's choice, the 16550A.
    public var uart: UART?

    /// Its address, 0 to 65535; nil leaves that of the slot: 1016, 760, 1000 and 744.
    public var ioAddress: Int?

    /// Its interrupt, 0 to 255; nil leaves that of the slot: 4, 3, 4 and 3.
    public var irq: Int?

    /// A port.
    public init(
        _ connection: Connection, enabled: Bool = true, uart: UART? = nil, ioAddress: Int? = nil, irq: Int? = nil
    ) {
        self.connection = connection
        self.enabled = enabled
        self.uart = uart
        self.ioAddress = ioAddress
        self.irq = irq
    }

    /// A port that writes to a file.
    public init(file: String) {
        self.init(.file(file))
    }

    /// The file that it writes to; nil where it is connected to something else.
    public var file: String? {
        if case .file(let file) = connection { file } else { nil }
    }
}
