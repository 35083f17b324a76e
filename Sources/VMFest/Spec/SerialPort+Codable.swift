//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

extension SerialPort: Codable {
    enum CodingKeys: String, CodingKey, CaseIterable {
        case file, pipe, device, tcp, none, server, enabled, uart, ioAddress, irq
    }

    /// Reads one of `file`, `pipe`, `device`, `tcp` and `none: true`, with a pipe or TCP `server`, and where given
    /// `enabled`, `uart`, `ioAddress` and `irq`.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.strictContainer(keyedBy: CodingKeys.self)
        let kinds: [CodingKeys] = [.file, .pipe, .device, .tcp, .none].filter(container.contains)
        guard kinds.count <= 1 else {
            throw decoder.misread("a serial port has one key of file, pipe, device, tcp and none")
        }
        let kind = kinds.first ?? .file
        if container.contains(.server), kind != .pipe, kind != .tcp {
            throw decoder.misread("the key 'server' goes with pipe and tcp")
        }
        let isServer = try container.decode(.server, default: false)
        switch kind {
        case .pipe: connection = .pipe(try container.decode(String.self, forKey: kind), isServer: isServer)
        case .device: connection = .device(try container.decode(String.self, forKey: kind))
        case .tcp: connection = .tcp(try container.decode(String.self, forKey: kind), isServer: isServer)
        case .none:
            guard try container.decode(Bool.self, forKey: kind) else {
                throw decoder.misread("'none' can only be true")
            }
            connection = .none
        default: connection = .file(try container.decode(String.self, forKey: kind))
        }
        enabled = try container.decode(.enabled, default: true)
        uart = try container.decodeIfPresent(UART.self, forKey: .uart)
        ioAddress = try container.decodeIfPresent(Int.self, forKey: .ioAddress)
        irq = try container.decodeIfPresent(Int.self, forKey: .irq)
    }

    /// Writes a port in the shape that is read.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        switch connection {
        case .file(let path): try container.encode(path, forKey: .file)
        case .pipe(let path, let isServer):
            try container.encode(path, forKey: .pipe)
            try container.encode(isServer, forKey: .server)
        case .device(let path): try container.encode(path, forKey: .device)
        case .tcp(let address, let isServer):
            try container.encode(address, forKey: .tcp)
            try container.encode(isServer, forKey: .server)
        case .none: try container.encode(true, forKey: .none)
        }
        try container.encode(enabled, .enabled, unless: true)
        try container.encodeIfPresent(uart, forKey: .uart)
        try container.encodeIfPresent(ioAddress, forKey: .ioAddress)
        try container.encodeIfPresent(irq, forKey: .irq)
    }
}

extension Decoder {
    /// The error that says what is wrong at this place.
    func misread(_ text: String) -> DecodingError {
        .dataCorrupted(.init(codingPath: codingPath, debugDescription: text))
    }
}
