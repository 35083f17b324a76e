//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

package import VirtualBoxAPI

/// What work on a host has at hand: VirtualBox itself, in a session that lives as long as the work.
package struct HostScope: Sendable {
    package let session: WebSession

    /// The root object: machines and media are found and made through it.
    package let box: VirtualBoxAPI.VirtualBox

    /// The version of the interface that the service speaks.
    package let version: APIVersion

    package init(session: WebSession, box: VirtualBoxAPI.VirtualBox, version: APIVersion) {
        self.session = session
        self.box = box
        self.version = version
    }

    package var service: WebService { session.service }

    /// Whether the session turned out to be dead.
    package var isLost: Bool { session.isLost }

    /// A new session object; one carries one lock at a time.
    package func sessionObject() async throws -> Session {
        try await session.sessionObject(for: box)
    }

    /// Adds to an error what VirtualBox knows of it beyond the text: which component complained, link by link.
    ///
    /// The details live on the server and end with the session, so this runs before the logoff.
    package func describe(_ error: any Error) async -> any Error {
        guard var failure = error as? VirtualBoxError, let id = failure.errorInfo, !session.isLost,
            let reference = ManagedReference(id: id, channel: session)
        else { return error }
        let chain = await uncancelled { try? await Self.chain(VirtualBoxErrorInfo(reference: reference)) }
        if let chain, !chain.isEmpty { failure.chain = chain }
        return failure
    }

    /// VirtualBox's chain of errors, outermost first.
    static func chain(_ first: VirtualBoxErrorInfo) async throws -> [VirtualBoxFault.Link] {
        var chain: [VirtualBoxFault.Link] = []
        var next: VirtualBoxErrorInfo? = first
        while let info = next, chain.count < 16 {
            async let code = info.getResultCode()
            async let component = info.getComponent()
            async let text = info.getText()
            async let following = info.getNext()
            try await chain.append(.init(code: ResultCode(signed: code), component: component, text: text))
            next = try await following
        }
        return chain
    }
}
