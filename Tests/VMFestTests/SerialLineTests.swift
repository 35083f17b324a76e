//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Testing

@testable import VMFest

struct SerialLineTests {
    @Test("A server's other end is ours, by TCP from everywhere")
    func servers() throws {
        #expect(
            try SerialLine(.tcp("2023", isServer: true), slot: 0, host: nil) == .tcp(host: "127.0.0.1", port: 2023))
        #expect(
            try SerialLine(.tcp("2023", isServer: true), slot: 0, host: "box") == .tcp(host: "box", port: 2023))
        #expect(try SerialLine(.pipe("/tmp/p", isServer: true), slot: 0, host: nil) == .pipe("/tmp/p"))
    }

    @Test("A pipe of another computer is not supported, and says what is")
    func farPipe() throws {
        let error = try #require(throws: VMFestError.self) {
            try SerialLine(.pipe("/tmp/p", isServer: true), slot: 0, host: "box")
        }
        #expect(error.code == .notSupported)
        #expect(error.message.contains("tcp"))
    }

    @Test(
        "What has no other end for us says what it is, and what is needed",
        arguments: [
            (SerialPort.Connection?.none, "not there"), (.file("a"), "file 'a'"), (.device("/dev/x"), "/dev/x"),
            (.pipe("/p", isServer: false), "/p"), (.tcp("h:1", isServer: false), "h:1"),
            (.some(SerialPort.Connection.none), "nothing"), (.tcp("0", isServer: true), "no TCP port"),
        ] as [(SerialPort.Connection?, String)])
    func others(connection: SerialPort.Connection?, words: String) throws {
        let error = try #require(throws: VMFestError.self) { try SerialLine(connection, slot: 2, host: nil) }
        #expect(error.code == .invalidState)
        #expect(error.message.contains(words), "\(error)")
        #expect(error.message.contains("port 2"))
    }
}
