//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

package import SOAP

/// The one door through which every call goes: it sends an operation by name and gives the response's elements.
///
/// Encoding and decoding, recording, repetition and classification of failures live behind it, once.
package protocol Channel: Sendable {
    /// Sends an operation and returns the elements inside its response.
    ///
    /// - Throws: ``VirtualBoxFault`` for a definite answer that it was not done, `SOAPError` where there was no answer.
    func send(_ operation: StaticString, _ parameters: [SOAPRequest.Parameter]) async throws -> [SOAPElement]
}
