//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Testing

@testable import VMFest

struct UserDataTests {
    @Test(
        "what they are is told by how they begin",
        arguments: [
            ("#!/bin/sh\n", .script), ("#cloud-config\na: b\n", .cloudConfig), ("#cloud-config", .cloudConfig),
            ("#cloud-config-archive\n", .multipart), ("MIME-Version: 1.0\n", .multipart),
            ("Content-Type: multipart/mixed; boundary=\"b\"\n", .multipart), ("#include\nhttps://a\n", .otherDirective),
            ("## template: jinja\n#cloud-config\n", .otherDirective), ("#cloud-boothook\n", .otherDirective),
            (" {\"ignition\": {\"version\": \"3.4.0\"}}", .ignition), ("{\"ignition\": 1}", .unknown),
            ("{\"a\": {}}", .unknown), ("{", .unknown), ("hello", .unknown),
        ] as [(String, UserData.Format)])
    func formats(text: String, format: UserData.Format) throws {
        let data = try UserData(text)
        #expect(data.format == format)
        #expect(data.bytes == Array(text.utf8))
        #expect(data.isIgnition == (format == .ignition))
        #expect(data.ignitionValue == (format == .ignition ? text : nil))
    }

    @Test("compressed ones are told by their first bytes")
    func gzip() throws {
        #expect(try UserData(bytes: [0x1f, 0x8b, 8]).format == .gzip)
    }

    @Test("there are 1 to 1,048,576 bytes")
    func sizes() throws {
        #expect(try UserData(bytes: [UInt8](repeating: 35, count: 1 << 20)).bytes.count == 1 << 20)
        for count in [0, 1 << 20 + 1] {
            let error = #expect(throws: VMFestError.self) { try UserData(bytes: [UInt8](repeating: 35, count: count)) }
            #expect(error?.code == .invalidArgument)
        }
    }

    @Test("Ignition's configuration has to fit in a guest property")
    func ignition() throws {
        func text(_ count: Int) -> String {
            let text = "{\"ignition\": {}, \"a\": \"\"}"
            return text.replacing("\"\"", with: "\"\(String(repeating: "a", count: count - text.count))\"")
        }
        #expect(try UserData(text(UserData.largestProperty)).isIgnition)
        #expect(throws: VMFestError.self) { try UserData(text(UserData.largestProperty + 1)) }
    }

    @Test("a file is read as it is, up to the limit")
    func file() async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/data"
            try Data([35, 33, 0, 255, 13, 10]).write(to: URL(filePath: path))
            #expect(try await UserData(contentsOf: path).bytes == [35, 33, 0, 255, 13, 10])
            try Data(count: 1 << 20 + 1).write(to: URL(filePath: path))
            await #expect(throws: VMFestError.self) { try await UserData(contentsOf: path) }
            let error = await #expect(throws: VMFestError.self) { try await UserData(contentsOf: folder + "/none") }
            #expect(error?.code == .invalidArgument)
            #expect(error?.message.contains("No such file") == true)
            await #expect(throws: VMFestError.self) { try await UserData(contentsOf: folder) }
        }
    }
}
