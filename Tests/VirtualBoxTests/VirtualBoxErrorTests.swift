//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import SOAP
import Testing
import VirtualBoxAPI

@testable import VirtualBox

struct VirtualBoxErrorTests {
    @Test(
        "A call without a usable answer says what that means for the host",
        arguments: [
            (SOAPError.Code.cannotConnect, VirtualBoxError.Code.unreachable), (.tls, .unreachable),
            (.unanswered, .unreachable),
            (.connectionClosed, .connectionLost), (.deadlineExceeded, .timeLimit), (.responseTooLarge, .notVirtualBox),
            (.unauthorized, .logonRefused), (.httpStatus(404), .notVirtualBox), (.notSOAP, .notVirtualBox),
            (.unsendable, .invalidArgument),
        ])
    func withoutAnswer(cause: SOAPError.Code, meaning: VirtualBoxError.Code) {
        let error = VirtualBoxError(
            SOAPError(code: cause, message: "the words", mayHaveBeenSent: false), operation: "IMachine_getName")
        #expect(error.code == meaning)
        #expect(error.message == "the words")
        #expect(error.operation == "IMachine_getName")
        #expect(error.underlying is SOAPError)
    }

    @Test("Whether the request was sent is whether it may have happened", arguments: [true, false])
    func mayHaveHappened(sent: Bool) {
        let cause = SOAPError(code: .connectionClosed, message: "", mayHaveBeenSent: sent)
        #expect(VirtualBoxError(cause, operation: "IMachine_lockMachine").mayHaveHappened == sent)
    }

    @Test(
        "A fault says what it means in its call",
        arguments: [
            (VirtualBoxFault.Kind.runtime(.objectNotFound), VirtualBoxError.Code.notFound),
            (.invalidReference("x"), .gone), (.unknownOperation, .notSupported), (.bare, .logonRefused),
            (.unreadable, .unexpected),
        ])
    func fault(kind: VirtualBoxFault.Kind, meaning: VirtualBoxError.Code) {
        let fault = VirtualBoxFault(operation: "IVirtualBox_findMachine", kind: kind, errorInfo: "info", message: "m")
        let error = VirtualBoxError(fault)
        #expect(error.code == meaning)
        #expect(error.operation == "IVirtualBox_findMachine")
        #expect(error.errorInfo == "info")
        #expect(error.isDefinite == (meaning != .logonRefused))
    }

    @Test("The result code is that of the call, not that of the innermost complaint")
    func resultCode() {
        let link = VirtualBoxFault.Link(code: .fileError, text: "no such file")
        let fault = VirtualBoxFault(
            operation: "IVirtualBox_openMedium", kind: .runtime(.objectNotFound), chain: [link], message: "")
        #expect(VirtualBoxError(fault).resultCode == .objectNotFound)
        #expect(VirtualBoxError(.failed, "", chain: [link]).resultCode == .fileError)
        #expect(VirtualBoxError(.failed, "").resultCode == nil)
    }

    @Test("A failure without a text names its code")
    func noText() {
        let fault = VirtualBoxFault(operation: "IMachine_saveState", kind: .runtime(.failure), message: "")
        #expect(VirtualBoxError(fault).message == "VirtualBox answered 0x80004005")
    }

    @Test("Faults and missing answers are wrapped, everything else is passed on")
    func wrapping() {
        let fault = VirtualBoxError.wrapping(SOAPFault(code: "c", message: ""), operation: "a")
        let missing = VirtualBoxError.wrapping(
            SOAPError(code: .tls, message: "", mayHaveBeenSent: false), operation: "a")
        #expect((fault as? VirtualBoxError)?.code == .logonRefused)
        #expect((missing as? VirtualBoxError)?.code == .unreachable)
        #expect(VirtualBoxError.wrapping(CancellationError(), operation: "a") is CancellationError)
    }

    @Test("The description has the call, the chain without repetition, and what failed while cleaning up")
    func description() {
        var error = VirtualBoxError(
            .failed, "outer words", operation: "IMachine_saveState",
            chain: [
                .init(code: .failure, text: "outer words"),
                .init(code: .fileError, component: "MediumWrap", text: "inner words"), .init(code: .failure, text: ""),
            ])
        error.cleanUpFailures = [VirtualBoxError(.locked, "still locked")]
        #expect(
            error.description == """
                outer words (IMachine_saveState)
                  MediumWrap: inner words (0x80bb0004)
                  while cleaning up: still locked
                """)
    }
}
