//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Logging
import TestSupport
import Testing
import VirtualBoxAPI
import Yams

@testable import SOAP
@testable import VMFest
@testable import VirtualBox

/// Everything that reads what others wrote, given what nobody should write; see `Fuzz` for how long and from where.
@Suite("Hostile input", .serialized)
struct FuzzTests {
    private static let tags = [
        "<", "</", "&", "&#x", ";", "]]>", "<![CDATA[", "<!--", "'", "/>", "\0", ":", "<a b='c'>",
    ]

    @Test("XML and SOAP answers")
    func xml() async throws {
        let bodies = try Corpus.answers().values.flatMap(\.self).sorted().prefix(300)
        let seeds = Corpus.files(of: "xml") + bodies.map { HostileService.envelope(Array($0.utf8)) }
        try await Fuzz(name: "xml", usual: 8_000).run(seeds: seeds, words: Self.tags) { bytes in
            _ = try? XMLDocument.root(of: bytes)
            do {
                _ = try SOAPEnvelope.response(to: "IVirtualBox_getVersion", in: bytes)
            } catch let fault as SOAPFault {
                _ = VirtualBoxFault(fault, operation: "IVirtualBox_getVersion")
            } catch {
                #expect(error is SOAPError)
            }
        }
    }

    @Test("Disks, archives and descriptions of machines")
    func images() async throws {
        let seeds =
            Corpus.files(of: "images") + [
                DiskBytes.vdi(), DiskBytes.vmdk(descriptor: "# Disk DescriptorFile\nparentCID=ffffffff\n"),
                Array("# Disk DescriptorFile\nRW 2048 FLAT \"a.vmdk\" 0\n".utf8), DiskBytes.qcow(),
                DiskBytes.qcow(version: 1),
                DiskBytes.qed, DiskBytes.parallels, DiskBytes.vhd(type: 2, content: 512), DiskBytes.vhd(type: 3),
                TarBytes.archive(TarBytes.member("a", [1]), TarBytes.records([("path", "b"), ("size", "1")])),
                OVFText.descriptor(), Array("SHA256 (disk.vmdk) = 0123\n".utf8),
                Array(#"{"provider":"libvirt","architecture":"amd64"}"#.utf8), Array("bytes 5-9/10".utf8),
            ]
        let words =
            Self.tags + [
                "conectix", "vhdxfile", "regi", "metadata", "KDMV", "RW 18446744073709551615 FLAT \"..\"", "..",
                "path=", "=",
            ]
        try await Fuzz(name: "images", usual: 8_000).run(seeds: seeds, words: words) { bytes in
            func refusing(_ work: () throws -> Void) {
                do { try work() } catch { #expect(error is VMFestError) }
            }
            refusing { _ = try ImageContent.recognise(bytes) }
            refusing { _ = try TarBytes.read(bytes) }
            refusing { _ = try OVFDescription(bytes) }
            refusing { _ = try OVFManifest(bytes) }
            refusing { _ = try VagrantBox(bytes) }
            refusing { try OVFEnvelope.check(bytes) }
            refusing { try VMDKDescriptor(bytes).check() }
            _ = ContentRange(String(decoding: bytes, as: UTF8.self))
        }
    }

    @Test("Packed images, as files")
    func packed() async throws {
        let disk = DiskBytes.vdi() + [UInt8](repeating: 7, count: 4_096)
        try await ImageFolder.run { folder in
            let archive = TarBytes.archive(
                TarBytes.member("box.ovf", OVFText.descriptor(file: "disk.vmdk")), TarBytes.member("disk.vmdk", disk))
            var seeds = [archive, disk]
            for bytes in [disk, archive] {
                for program in ["gzip", "xz", "zstd"] {
                    try await seeds.append(folder.pipe(bytes, through: program, "-c"))
                }
            }
            try await Fuzz(name: "packed", usual: 60).run(seeds: seeds) { bytes in
                let path = try folder.write("image", bytes)
                do {
                    try await ImageFile.withDisk(from: path, limit: .mebibytes(1), places: folder.places) { _ in }
                } catch {
                    #expect(error is VMFestError, "\(error)")
                }
                #expect(folder.leftovers().isEmpty)
            }
        }
    }

    @Test("Specs")
    func specs() async throws {
        let whole = try MachineSpec().yaml()
        let more = """
            networks: [{attachment: nat, forwards: [{hostPort: 1, guestPort: 2}]}, &a {attachment: internal, network: x}, *a]
            storage: [{name: A, bus: ide, devices: [null, {disk: /a.vdi}, {dvd: /b.iso}]}]
            bootDisk: {controller: A, slot: 9223372036854775807, size: 99999 TiB}
            serialPorts: [{file: com1, ioAddress: 4294967296}]
            cpus: -9223372036854775808
            """
        let words =
            HostileValue.numbers + [
                ": ", "- ", "&a ", "*a", "!!", "{", "[", "\n  ", "\t", "|", "<<: ", "? ", "null", "99999999999 TiB",
            ]
        try await Fuzz(name: "specs", usual: 1_500).run(
            seeds: Corpus.files(of: "specs") + [Array(whole.utf8), Array(more.utf8)], words: words
        ) { bytes in
            do {
                var spec = try MachineSpec(yaml: String(decoding: bytes, as: UTF8.self))
                _ = spec.problems(within: .sample, hasImage: true)
                _ = try spec.yaml()
                try spec.set([(key: "networks.0.attachment", value: "none"), (key: "cpus", value: "2")])
            } catch {
                #expect(error is VMFestError, "\(error)")
            }
        }
    }

    @Test("Notes that another client of the host may have written")
    func notes() async throws {
        let answers = try Corpus.answers()
        let values = ["IVirtualBox_getExtraData", "IMachine_getExtraData"].flatMap { answers[$0] ?? [] }
        let seeds = values.compactMap { try? XMLDocument.root(of: Array($0.utf8)).children.first?.text }
            .filter { $0.hasPrefix("{") }.map { Array($0.utf8) }
        try #require(seeds.count > 4)
        let words =
            HostileValue.numbers + [
                "\"", "\\u0000", "\\ud800", "{", "[", ",", "null", "\"until\":\"9999-12-31T23:59:59Z\"",
                "\"file\":\"/dev/zero\"", "1e999",
            ]
        try await Fuzz(name: "notes", usual: 2_000).run(seeds: Corpus.files(of: "notes") + seeds, words: words) {
            bytes in
            let text = String(decoding: bytes, as: UTF8.self)
            if let marks: MachineMarks = try? NoteForm.record(in: text) { _ = try NoteForm.text(of: marks) }
            if let note: Undertaking = try? NoteForm.record(in: text) {
                _ = await note.isUnderWay { Date() }
                _ = try NoteForm.text(of: note)
            }
            if let record: DiskRecord = try? NoteForm.record(in: text) { _ = try NoteForm.text(of: record) }
            if let image: ImageInfo = try? NoteForm.record(in: text) { _ = try NoteForm.text(of: image) }
            if let size: Size = try? NoteForm.record(in: text) { _ = try NoteForm.text(of: size) }
            if let record = WarmRecord(text: text) { _ = try record.text() }
        }
    }

    @Test("Keys")
    func keys() async throws {
        let pair = try NewKey.ed25519.make(comment: "me")
        let seeds = [Array(pair.file().utf8), Array(pair.publicKey.line.utf8)]
        try await Fuzz(name: "keys", usual: 4_000).run(
            seeds: Corpus.files(of: "keys") + seeds, words: ["AAAA", "////", " ", "\n", "=", "ssh-rsa "]
        ) { bytes in
            let text = String(decoding: bytes, as: UTF8.self)
            do { _ = try PublicKey(line: text) } catch { #expect(error is VMFestError) }
            do { _ = try OpenSSHKey.publicHalf(of: text) } catch { #expect(error is VMFestError) }
            do { _ = try DERIntegers.read(bytes) } catch { #expect(error is VMFestError) }
        }
    }

    @Test("What a guest reports, and small texts of a host")
    func small() async throws {
        let seeds = [
            "a,1,127.0.0.1,2222,,22", "tcp/80", "10.0.0.1/24", "fd00::1/64", "web:tcp:[]:80:[10.0.2.15]:80",
            "1700000000 -rw-r--r-- 0 0 12 name", "f 644 12 name", "7_2", "512 MiB", "2001:db8::ffff:1.2.3.4",
        ].map { Array($0.utf8) }
        try await Fuzz(name: "small", usual: 8_000).run(
            seeds: Corpus.files(of: "small") + seeds,
            words: HostileValue.numbers + [":", ",", "/", ".", "::", "[", "]", " "]
        ) { bytes in
            let text = String(decoding: bytes, as: UTF8.self)
            _ = Redirect(text)?.endpoint(host: nil, adapter: 0)
            _ = (HostPort(key: text), IPv4Address(text), IPv6Address(text), IPv6Subnet(text), NetworkForward(text))
            if let subnet = Subnet(text) { _ = "\(subnet) \(subnet.hosts)" }
            _ = (FileScript.read(text), SSHFiles.item(text), APIVersion(text), DataSize(text).map { "\($0)" })
            let net = "/VirtualBox/GuestInfo/Net/"
            _ = GuestInterfaces([("\(net)\(text)/V4/IP", text), (text, text)]).addresses(mac: text)
            _ = ShellWord.quoted(text)
            _ = MemberName.printable(bytes)
            _ = VMFestError(.failed, text).description
        }
    }
}
