//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

public import Foundation
import NIOCore
import Synchronization

/// A guest's serial console, both ways, lent by ``Machine/withSerialConsole(port:within:_:)``.
///
/// It is of use inside of the work that it is lent to, and nowhere else.
public struct SerialConsole: Sendable {
    /// What the guest writes, from now on.
    public let output: Output

    let writer: NIOAsyncChannelOutboundWriter<ByteBuffer>

    /// Whether the other end is gone.
    private let ending: Ending

    /// Gives the guest some bytes to read; returns when they are on their way.
    ///
    /// - Throws: ``VMFestError`` with `invalidState` when the line is gone, since the machine does not run any more.
    public func write(_ data: Data) async throws {
        guard !data.isEmpty else { return }
        // What is written to a line that has ended vanishes without a word.
        guard !ending.hasCome else {
            throw VMFestError(.invalidState, "the machine does not run any more, or VirtualBox gave up the line")
        }
        do {
            try await writer.write(ByteBuffer(bytes: data))
        } catch let error where !(error is CancellationError) {
            throw VMFestError(.invalidState, "the serial port takes nothing any more: \(error)", action: "write to it")
        }
    }

    /// Gives the guest a text to read, in UTF-8; Enter is a carriage return, `\r`.
    ///
    /// - Throws: as ``write(_:)-(Data)``.
    public func write(_ text: String) async throws { try await write(Data(text.utf8)) }

    /// What a guest writes to its serial port, in pieces that end anywhere.
    ///
    /// It is read by one reader at a time; what was read is gone, and what nobody has read yet is kept. It ends when the
    /// machine does not run any more, and when VirtualBox gives up the line.
    public struct Output: AsyncSequence, Sendable {
        /// Some bytes.
        public typealias Element = Data

        let pieces: AsyncThrowingStream<Data, any Error>

        /// Begins to read, or goes on.
        public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(pieces: pieces.makeAsyncIterator()) }

        /// Reads what a guest writes.
        public struct AsyncIterator: AsyncIteratorProtocol {
            var pieces: AsyncThrowingStream<Data, any Error>.Iterator

            /// The next piece; nil at the end.
            public mutating func next() async throws -> Data? {
                let piece = try await pieces.next(isolation: #isolation)
                if piece == nil { try Task.checkCancellation() }
                return piece
            }
        }
    }
}

extension SerialConsole {
    /// That a line has come to its end.
    private final class Ending: Sendable {
        private let state = Mutex(false)

        var hasCome: Bool { state.withLock { $0 } }

        func come() { state.withLock { $0 = true } }
    }

    /// Lends the console of a connection to work.
    static func during<Value: Sendable>(
        _ channel: NIOAsyncChannel<ByteBuffer, ByteBuffer>, _ work: (SerialConsole) async throws -> Value
    ) async throws -> Value {
        try await channel.executeThenClose { inbound, outbound in
            let (pieces, more) = AsyncThrowingStream<Data, any Error>.makeStream()
            let ending = Ending()
            let reading = Task {
                do {
                    for try await piece in inbound { more.yield(Data(piece.readableBytesView)) }
                    ending.come()
                    more.finish()
                } catch is IOError {
                    // The machine's process ended without a word.
                    ending.come()
                    more.finish()
                } catch {
                    ending.come()
                    more.finish(throwing: error)
                }
            }
            let outcome: Result<Value, any Error>
            do {
                let console = SerialConsole(output: Output(pieces: pieces), writer: outbound, ending: ending)
                outcome = .success(try await work(console))
            } catch {
                outcome = .failure(error)
            }
            reading.cancel()
            await reading.value
            return try outcome.get()
        }
    }
}
