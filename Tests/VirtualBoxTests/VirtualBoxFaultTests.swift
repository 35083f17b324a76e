//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import SOAP
import Testing

@testable import VirtualBoxAPI

/// The faults are as VirtualBox 7.2.22 sent them.
struct VirtualBoxFaultTests {
    private static func runtimeFault(_ message: String, code: String, info: String) -> SOAPFault {
        SOAPFault(
            code: "SOAP-ENV:Client", message: message,
            detail: [
                SOAPElement(
                    name: "RuntimeFault",
                    children: [
                        SOAPElement(name: "resultCode", text: code), SOAPElement(name: "returnval", text: info),
                    ])
            ])
    }

    @Test("A runtime fault has its code, its text and the name of its details")
    func runtime() {
        let text = "Could not find a registered machine named 'web'"
        let soap = Self.runtimeFault(
            "VirtualBox error: apirc=0x80bb0001 \(text) (0x80bb0001)",
            code: "-2135228415", info: "0123456789abcdef-0000000000000007")
        let fault = VirtualBoxFault(soap, operation: "IVirtualBox_findMachine")
        #expect(fault.operation == "IVirtualBox_findMachine")
        #expect(fault.kind == .runtime(.objectNotFound))
        #expect(fault.chain == [.init(code: .objectNotFound, text: text)])
        #expect(fault.errorInfo == "0123456789abcdef-0000000000000007")
    }

    @Test("A runtime fault without details has its code and no text")
    func runtimeWithoutDetails() {
        let soap = Self.runtimeFault("VirtualBox error: apirc=0x80070057", code: "-2147024809", info: "")
        let fault = VirtualBoxFault(soap, operation: "IVirtualBox_findNATNetworkByName")
        #expect(fault.kind == .runtime(.invalidArgument))
        #expect(fault.chain == [.init(code: .invalidArgument, text: "")])
        #expect(fault.errorInfo == nil)
    }

    @Test("The code of the call and that of its chain may differ")
    func differentCodes() {
        let soap = Self.runtimeFault(
            "VirtualBox error: apirc=0x80bb0001 Could not find file for the medium '/a.vdi' (0x80bb0004)",
            code: "-2135228415", info: "x")
        let fault = VirtualBoxFault(soap, operation: "IVirtualBox_openMedium")
        #expect(fault.kind == .runtime(.objectNotFound))
        #expect(fault.chain.map(\.code) == [.fileError])
    }

    @Test("An unknown reference is told with the reference")
    func invalidReference() {
        let soap = SOAPFault(
            code: "SOAP-ENV:Client", message: "VirtualBox error: Invalid managed object reference \"abc\"",
            detail: [
                SOAPElement(name: "InvalidObjectFault", children: [SOAPElement(name: "badObjectID", text: "abc")])
            ])
        let fault = VirtualBoxFault(soap, operation: "IMachine_getName")
        #expect(fault.kind == .invalidReference("abc"))
        #expect(fault.chain.isEmpty)
    }

    @Test("A fault without a word is bare")
    func bare() {
        let fault = VirtualBoxFault(
            SOAPFault(code: "SOAP-ENV:Client", message: ""), operation: "IWebsessionManager_logon")
        #expect(fault.kind == .bare)
    }

    @Test("An operation that the service lacks is told apart from a request that it can not read")
    func gSOAP() {
        let missing = "Method 'v:IFoo_bar' not implemented: method name or namespace not recognized"
        let invalid =
            "Validation constraint violation: empty value provided where a value is required in element 'platform'"
        let unknown = VirtualBoxFault(SOAPFault(code: "SOAP-ENV:Client", message: missing), operation: "IFoo_bar")
        let unreadable = VirtualBoxFault(SOAPFault(code: "SOAP-ENV:Client", message: invalid), operation: "IFoo_bar")
        #expect(unknown.kind == .unknownOperation)
        #expect(unreadable.kind == .unreadable)
        #expect(unreadable.message == invalid)
    }

    @Test("A runtime fault whose code is no number can not be read", arguments: ["", "abc", "2159738881"])
    func brokenCode(code: String) {
        let soap = Self.runtimeFault("VirtualBox error: apirc=0x80bb0001", code: code, info: "")
        #expect(VirtualBoxFault(soap, operation: "IMachine_getName").kind == .unreadable)
    }

    @Test(
        "Result codes are signed on the wire",
        arguments: [
            (Int32(-2_135_228_415), ResultCode.objectNotFound), (-2_135_228_409, .invalidObjectState),
            (-2_147_024_809, .invalidArgument), (-2_147_418_113, .unexpected), (0, .success),
        ])
    func signed(number: Int32, code: ResultCode) {
        #expect(ResultCode(signed: number) == code)
    }

    @Test("A result code is written as VirtualBox writes it")
    func written() {
        #expect(ResultCode.invalidObjectState.description == "0x80bb0007")
        #expect(ResultCode.success.description == "0x00000000")
    }
}
