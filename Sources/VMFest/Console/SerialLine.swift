//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import NIOCore
import NIOPosix

/// Where a serial port of a running machine can be reached from this computer.
enum SerialLine: Sendable, Hashable {
    case tcp(host: String, port: Int)
    case pipe(String)

    /// Finds the end that is ours of what a port is connected to.
    ///
    /// - Parameters:
    ///   - connection: what it is connected to.
    ///   - slot: its number.
    ///   - host: the name of the host; nil for this computer.
    /// - Throws: ``VMFestError``: `invalidState` for a port without another end for us, `notSupported` for one whose end is
    ///   not on this computer.
    init(_ connection: SerialPort.Connection?, slot: Int, host: String?) throws {
        switch connection {
        case .tcp(let text, isServer: true):
            guard let port = Int(text), (1...65_535).contains(port) else {
                throw VMFestError(.invalidState, "its serial port \(slot) listens at '\(text)', which is no TCP port")
            }
            self = .tcp(host: host ?? "127.0.0.1", port: port)
        case .pipe(let path, isServer: true):
            guard host == nil else {
                throw VMFestError(
                    .notSupported,
                    "its serial port \(slot) is a pipe on \(host ?? ""), which this computer does not reach; 'tcp' works from"
                        + " elsewhere")
            }
            self = .pipe(path)
        default:
            let words =
                switch connection {
                case nil: "is not there"
                case .tcp(let address, _): "connects to '\(address)' itself"
                case .pipe(let path, _): "connects to the pipe '\(path)' itself"
                case .file(let file): "writes to the file '\(file)', which 'logs --serial' reads"
                case .device(let path): "is connected to the device '\(path)'"
                case .some(.none): "is connected to nothing"
                }
            throw VMFestError(
                .invalidState,
                "its serial port \(slot) \(words); a console needs one that is a server, in the spec "
                    + "'serialPorts: [{tcp: \"2023\", server: true}]' or with 'pipe' and a path")
        }
    }

    /// Connects to it.
    func connect(within limit: TimeAmount) async throws -> NIOAsyncChannel<ByteBuffer, ByteBuffer> {
        let bootstrap = ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup).connectTimeout(limit)
        do {
            switch self {
            case .tcp(let host, let port):
                return try await bootstrap.connect(host: host, port: port, channelInitializer: Self.wrap)
            case .pipe(let path):
                return try await bootstrap.connect(unixDomainSocketPath: path, channelInitializer: Self.wrap)
            }
        } catch let error where !(error is CancellationError) {
            throw VMFestError(.failed, "nothing answers at \(self): \(error)")
        }
    }

    private static func wrap(_ channel: any Channel) -> EventLoopFuture<NIOAsyncChannel<ByteBuffer, ByteBuffer>> {
        channel.eventLoop.makeCompletedFuture { try NIOAsyncChannel(wrappingChannelSynchronously: channel) }
    }
}

extension SerialLine: CustomStringConvertible {
    var description: String {
        switch self {
        case .tcp(let host, let port): "\(host):\(port)"
        case .pipe(let path): "the pipe '\(path)'"
        }
    }
}
