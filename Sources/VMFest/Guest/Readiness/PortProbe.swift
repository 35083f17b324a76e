//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import NIOCore
import NIOPosix
import Synchronization

/// One attempt to reach a TCP port of a guest, from this computer.
///
/// VirtualBox's NAT takes a connection to a forwarded port before it asks the guest. Observed with 7.2: a guest whose
/// network is not up yet leaves it open, in silence; one that has no listener ends it within milliseconds; one that has
/// a listener keeps it open, and it may speak first or not. So an open connection alone proves nothing: words do, and
/// silence does once the guest is known to have an address.
struct PortProbe: Sendable {
    /// What came of it.
    enum Finding: Sendable, Hashable {
        /// Nothing accepts, or the connection was ended without a word.
        case closed
        /// It was kept open without a word.
        case silent
        /// These were the first words.
        case words([UInt8])
    }

    let address: String
    let port: Int

    /// How long to listen for words.
    var patience: Duration = .seconds(1)

    /// Words to say first, after which most servers answer something.
    var nudge: String?

    func run() async throws -> Finding {
        let (findings, handler) = AsyncStream<Finding>.makeStream()
        let nudge = nudge
        let channel: any Channel
        do {
            channel = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
                .connectTimeout(.seconds(5))
                .channelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try channel.pipeline.syncOperations.addHandler(FirstWords(nudge: nudge, findings: handler))
                    }
                }
                .connect(host: address, port: port).get()
        } catch {
            try Task.checkCancellation()
            return .closed
        }
        let patience = patience
        let timer = Task {
            try? await Task.sleep(for: patience)
            handler.yield(.silent)
        }
        var found: Finding?
        for await finding in findings {
            found = finding
            break
        }
        timer.cancel()
        try? await channel.close()
        guard let found else { throw CancellationError() }
        return found
    }
}

/// Tells of the first thing that happens on a connection.
private final class FirstWords: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let nudge: String?
    private let findings: AsyncStream<PortProbe.Finding>.Continuation

    init(nudge: String?, findings: AsyncStream<PortProbe.Finding>.Continuation) {
        self.nudge = nudge
        self.findings = findings
    }

    func channelActive(context: ChannelHandlerContext) {
        if let nudge { context.writeAndFlush(NIOAny(ByteBuffer(string: nudge)), promise: nil) }
        context.fireChannelActive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        findings.yield(.words(Array(unwrapInboundIn(data).readableBytesView)))
    }

    func channelInactive(context: ChannelHandlerContext) {
        findings.yield(.closed)
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        findings.yield(.closed)
        context.close(promise: nil)
    }
}
