//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Testing

@testable import VMFest

struct VMFestErrorTests {
    @Test("One line has the target and the message")
    func short() {
        #expect(VMFestError(.noSuchMachine, "there is none", target: "web").description == "web: there is none")
        #expect(VMFestError(.noVirtualBox, "there is none").description == "there is none")
    }

    @Test("Everything that is known is told, in order, over several lines")
    func long() {
        var error = VMFestError(
            .startFailed, "it did not start: no disk", action: "start", target: "web",
            problems: [SpecProblem("storage[0].devices[2]", "is wrong")],
            complaints: [
                .init(resultCode: 0x80BB_0004, component: "MediumWrap", text: "file not found"),
                .init(resultCode: 0x8000_4005, component: nil, text: "other"),
                .init(resultCode: 0x8000_4005, component: nil, text: "no disk"),
                .init(resultCode: 0x8000_4005, component: "SessionMachine", text: ""),
            ],
            mayHaveHappened: true)
        error.log = ["00:00:01 a", "00:00:02 b"]
        error.cleanUpFailures = ["the disk /a.vdi: locked"]
        #expect(
            error.description == """
                web: it did not start: no disk
                  storage[0].devices[2]: is wrong
                  VirtualBox, MediumWrap: file not found (0x80bb0004)
                  VirtualBox: other (0x80004005)
                  the end of the machine's log:
                    00:00:01 a
                    00:00:02 b
                  it is not known whether the host carried it out
                  while cleaning up: the disk /a.vdi: locked
                """)
    }

    @Test(
        "A code has its name",
        arguments: [
            (VMFestError.Code.noSuchMachine, "noSuchMachine"), (.ambiguousName, "ambiguousName"),
            (.noSuchImage, "noSuchImage"), (.noSuchKey, "noSuchKey"), (.nameTaken, "nameTaken"),
            (.invalidSpec, "invalidSpec"),
            (.invalidArgument, "invalidArgument"), (.invalidState, "invalidState"), (.locked, "locked"),
            (.inaccessible, "inaccessible"), (.inUse, "inUse"), (.startFailed, "startFailed"),
            (.timeLimit, "timeLimit"),
            (.noVirtualBox, "noVirtualBox"), (.unreachable, "unreachable"), (.notVirtualBox, "notVirtualBox"),
            (.logonRefused, "logonRefused"), (.unsupportedVersion, "unsupportedVersion"),
            (.connectionLost, "connectionLost"), (.notSupported, "notSupported"), (.failed, "failed"),
        ])
    func names(code: VMFestError.Code, name: String) {
        #expect(code.description == name)
    }

    @Test("Codes about the host are those with which nothing is known of what was asked for")
    func aboutTheHost() {
        let codes: Set<VMFestError.Code> = [
            .noVirtualBox, .unreachable, .notVirtualBox, .logonRefused, .unsupportedVersion, .connectionLost,
        ]
        #expect(codes.filter(\.isAboutTheHost) == codes)
        let others: Set<VMFestError.Code> = [
            .noSuchMachine, .locked, .timeLimit, .failed, .notSupported, .invalidState, .invalidArgument, .inUse,
        ]
        #expect(others.filter(\.isAboutTheHost).isEmpty)
    }
}
