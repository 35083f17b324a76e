//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Testing

@testable import VMFest

@Suite("OVF and Vagrant descriptions")
struct OVFTests {
    @Test("the disk and the machine are read")
    func reading() throws {
        let description = try OVFDescription(OVFText.descriptor())
        #expect(description.diskFile == "disk.vmdk")
        #expect(!description.isCompressed)
        let hints = description.hints
        #expect(hints.osType == "Debian_64")
        #expect(hints.cpus == 2)
        #expect(hints.memory == .mebibytes(512))
        #expect(hints.firmware == .efi)
        #expect(hints.description == "for <tests>")
    }

    @Test(
        "what is malformed or has several disks is refused",
        arguments: [
            [], Array("<Envelope/>".utf8), Array("<a/>".utf8), Array(OVFText.descriptor().dropLast(20)),
            OVFText.descriptor(more: "<Disk ovf:fileRef='file2'/>"),
            OVFText.descriptor(attributes: "ovf:chunkSize='1'"),
            Array("<!DOCTYPE a [<!ENTITY b 'c'>]><Envelope/>".utf8), OVFText.descriptor(file: ""),
        ])
    func refusals(text: [UInt8]) throws {
        let error = try #require(throws: VMFestError.self) { try OVFDescription(text) }
        #expect(error.code == .badImage)
    }

    @Test("no text makes the reader trap")
    func mutations() async {
        let seed = UInt64.random(in: .min ... .max)
        print("mutations of descriptions: seed \(seed)")
        var mutation = Mutation(seed: seed)
        for round in 0..<10_000 {
            // Other tests have their times to keep.
            if round % 50 == 0 { await Task.yield() }
            let bytes = mutation.mutate(OVFText.descriptor())
            do { _ = try OVFDescription(bytes) } catch { #expect(error is VMFestError) }
        }
    }

    @Test("a box says its provider and its architecture")
    func box() throws {
        let box = try VagrantBox(Array(#"{"provider":"libvirt","architecture":"amd64","virtual_size":3}"#.utf8))
        #expect(box.provider == "libvirt")
        #expect(box.architecture == "x86")
        for text in ["", "{}", "[", String(repeating: "[", count: 100_000), #"{"provider":1}"#] {
            #expect(throws: VMFestError.self) { try VagrantBox(Array(text.utf8)) }
        }
    }

    @Test("a manifest's lines are read")
    func manifest() throws {
        let manifest = try OVFManifest(Array("SHA1 (a (1).vmdk) = AB\nSHA256(b)= cd\n\n".utf8))
        #expect(manifest.entries.map(\.file) == ["a (1).vmdk", "b"])
        #expect(manifest.entries.map(\.algorithm) == ["SHA1", "SHA256"])
        #expect(manifest.entries.map(\.digest) == ["ab", "cd"])
        #expect(throws: VMFestError.self) { try OVFManifest(Array("nonsense".utf8)) }
    }
}
