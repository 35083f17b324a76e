//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Testing

@testable import VMFest

@Suite("What is told from a file before VirtualBox reads it as an appliance")
struct OVFEnvelopeTests {
    @Test("a descriptor of one machine, with any number of disks")
    func taken() throws {
        try OVFEnvelope.check(OVFText.descriptor())
        try OVFEnvelope.check(OVFText.descriptor(more: "<Disk ovf:fileRef='file2'/>"))
    }

    @Test(
        "what is malformed, or has no machine or several",
        arguments: [
            "", "text", "<x/>", "<Envelope/>", "<Envelope><",
            "<Envelope><VirtualSystem/><VirtualSystem/></Envelope>",
        ])
    func refused(text: String) throws {
        let error = try #require(throws: VMFestError.self) { try OVFEnvelope.check(Array(text.utf8)) }
        #expect(error.code == .badImage)
    }
}
