//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Testing

@testable import VirtualBoxAPI

struct FaultChainTests {
    private func chain(_ message: String) -> [VirtualBoxFault.Link] {
        VirtualBoxFault.chain(in: message, code: .failure)
    }

    @Test("Every link of a chain has its own code and text, outermost first")
    func severalLinks() {
        let links = chain(
            "VirtualBox error: apirc=0x80bb0007 The machine 'a' is locked (0x80bb0007) because of b (0x80004005)"
                + " and c (0x80bb000c)")
        #expect(
            links == [
                .init(code: .invalidObjectState, text: "The machine 'a' is locked"),
                .init(code: .failure, text: "because of b"),
                .init(code: .objectInUse, text: "and c"),
            ])
    }

    @Test("Newlines and source paths belong to the text")
    func newlines() {
        let text = "Could not read the settings.\n/build/src/VBox/Main/MachineImpl.cpp[745] (long Machine::init())."
        #expect(
            chain("VirtualBox error: apirc=0x80bb000a \(text)\n(0x80bb000a)\nXML error (0x80bb000a)") == [
                .init(code: .xmlError, text: text), .init(code: .xmlError, text: "XML error"),
            ])
    }

    @Test("A number in brackets that is followed by more of the word is no mark")
    func noMark() {
        let text = "the range (0x10), and f(0x20)."
        #expect(chain("VirtualBox error: apirc=0x80070057 \(text) (0x80070057)").map(\.text) == [text])
    }

    @Test("Without a text the chain is one link with the call's code")
    func noText() {
        #expect(chain("VirtualBox error: apirc=0x80004005") == [.init(code: .failure, text: "")])
        #expect(chain("VirtualBox error: apirc=0x80004005 ") == [.init(code: .failure, text: "")])
        #expect(chain("") == [.init(code: .failure, text: "")])
    }

    @Test("A text that ends without a code has the call's")
    func noCode() {
        #expect(
            chain("VirtualBox error: apirc=0x80004005 something broke") == [
                .init(code: .failure, text: "something broke")
            ])
    }
}
