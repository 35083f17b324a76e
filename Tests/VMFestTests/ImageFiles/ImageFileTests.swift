//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Crypto
import Foundation
import Synchronization
import Testing

@testable import VMFest

@Suite("Image files")
struct ImageFileTests {
    private func lend(
        _ path: String, in folder: ImageFolder, sha256: String? = nil, limit: DataSize = .gibibytes(1)
    ) async throws -> Lent {
        try await ImageFile.withDisk(from: path, sha256: sha256, limit: limit, places: folder.places) { try Lent($0) }
    }

    /// Refused with a code, and nothing is left.
    private func refused(
        _ bytes: [UInt8], as name: String = "image", in folder: ImageFolder, limit: DataSize = .gibibytes(1),
        _ code: VMFestError.Code = .badImage
    ) async throws -> VMFestError {
        let path = try folder.write(name, bytes)
        let error = try await #require(throws: VMFestError.self) { try await lend(path, in: folder, limit: limit) }
        #expect(error.code == code, "\(error)")
        #expect(folder.leftovers().isEmpty)
        return error
    }

    @Test("a plain disk is lent where it is, and stays")
    func plain() async throws {
        try await ImageFolder.run { folder in
            let path = try folder.write("disk", DiskBytes.vdi())
            let lent = try await lend(path, in: folder)
            #expect(lent.disk.path == path)
            #expect(lent.disk.format == .vdi)
            #expect(lent.disk.capacity == 5 << 20)
            #expect(lent.disk.fileSize == 1024)
            #expect(lent.disk.digest.description == ImageDigest.hexadecimal(SHA256.hash(data: DiskBytes.vdi())))
            #expect(FileManager.default.fileExists(atPath: path))
            #expect(folder.leftovers().isEmpty)
        }
    }

    @Test("compressed disks are unpacked, with holes where zeros are", arguments: ["gzip", "xz", "zstd"])
    func compressed(program: String) async throws {
        try await ImageFolder.run { folder in
            let bytes = try await folder.pipe(DiskBytes.raw, through: program, "-c")
            let path = try folder.write("image.bin", bytes)
            let activities = Mutex<[Activity]>([])
            let lent = try await Activity.observe({ activity in activities.withLock { $0.append(activity) } }) {
                try await ImageFile.withDisk(from: path, places: folder.places) { disk in
                    var status = stat()
                    #expect(stat(disk.path, &status) == 0)
                    #expect(Int64(status.st_blocks) * 512 < disk.fileSize / 2)
                    #expect(status.st_mode & 0o777 == 0o600)
                    return try Lent(disk)
                }
            }
            #expect(lent.content == DiskBytes.raw)
            #expect(lent.disk.format == .raw)
            #expect(lent.disk.digest.description == ImageDigest.hexadecimal(SHA256.hash(data: bytes)))
            #expect(Set(activities.withLock(\.self).map(\.action)) == ["verify", "unpack"])
            #expect(folder.leftovers().isEmpty)
        }
    }

    @Test("a file with another digest is not used")
    func wrongDigest() async throws {
        try await ImageFolder.run { folder in
            let path = try folder.write("disk", DiskBytes.vdi())
            let wanted = String(repeating: "0", count: 64)
            let error = try await #require(throws: VMFestError.self) {
                try await lend(path, in: folder, sha256: wanted)
            }
            #expect(error.code == .wrongDigest)
            #expect(error.message.contains(wanted))
            let right = ImageDigest.hexadecimal(SHA256.hash(data: DiskBytes.vdi()))
            #expect(error.message.contains(right))
            #expect(try await lend(path, in: folder, sha256: right.uppercased()).disk.format == .vdi)
        }
    }

    @Test("what is no image is refused with the reason")
    func refusals() async throws {
        try await ImageFolder.run { folder in
            #expect(try await refused(Array("<html>".utf8), in: folder).message.contains("is text"))
            #expect(try await refused([], in: folder).message.contains("is empty"))
            let disc = DiskBytes.bytes(40_960, (32_769, Array("CD001".utf8)))
            #expect(try await refused(disc, as: "a.iso", in: folder).message.contains("ISO 9660"))
            let twice = try await folder.pipe(folder.pipe(DiskBytes.vdi(), through: "gzip"), through: "gzip")
            #expect(try await refused(twice, in: folder).message.contains("compressed twice"))
            let cut = try await folder.pipe(DiskBytes.raw, through: "xz", "-c").dropLast(30)
            #expect(try await refused(Array(cut), in: folder).message.contains("xz says"))
            let missing = await #expect(throws: VMFestError.self) { try await lend("/nowhere/x", in: folder) }
            #expect(missing?.code == .noSuchImage)
            let notAFile = await #expect(throws: VMFestError.self) { try await lend(folder.path, in: folder) }
            #expect(notAFile?.code == .noSuchImage)
        }
    }

    @Test("a small file that unpacks to a large one is stopped at the limit", arguments: ["gzip", "xz", "zstd"])
    func bombs(program: String) async throws {
        try await ImageFolder.run { folder in
            let bomb = try await folder.pipe([UInt8](repeating: 0, count: 32 << 20), through: program, "-c")
            #expect(bomb.count < 1 << 16)
            let error = try await refused(bomb, in: folder, limit: .mebibytes(1))
            #expect(error.message.contains("limit"))
        }
    }

    @Test("a program that is missing is named, with what to install")
    func missingProgram() async throws {
        try await ImageFolder.run { folder in
            let path = try folder.write("a", [1])
            let error = try await #require(throws: VMFestError.self) {
                try await Unpacking(.xz, program: "no-such-program").run(
                    path, into: UnpackedContent(folder.path + "/b", limit: 1))
            }
            #expect(error.code == .notSupported)
            #expect(error.message.contains("xz-utils"))
        }
    }

    @Test("an OVA gives its disk and what it says of the machine; its manifest is checked")
    func ova() async throws {
        try await ImageFolder.run { folder in
            let disk = DiskBytes.vmdk()
            let digest = ImageDigest.hexadecimal(SHA256.hash(data: disk))
            func archive(_ digest: String) -> [UInt8] {
                TarBytes.archive(
                    TarBytes.member("vm.ovf", OVFText.descriptor()),
                    TarBytes.member("vm.mf", Array("SHA256 (disk.vmdk) = \(digest)\n".utf8)),
                    TarBytes.member("disk.vmdk", disk))
            }
            let lent = try await lend(folder.write("a", archive(digest)), in: folder)
            #expect(lent.content == disk)
            #expect(lent.disk.format == .vmdk)
            #expect(lent.disk.hints.osType == "Debian_64")
            #expect(lent.disk.hints.user == nil)
            #expect(folder.leftovers().isEmpty)
            let wrong = String(repeating: "1", count: 64)
            #expect(try await refused(archive(wrong), in: folder, .wrongDigest).message.contains(wrong))
            let incomplete = TarBytes.archive(TarBytes.member("vm.ovf", OVFText.descriptor()))
            #expect(try await refused(incomplete, in: folder).message.contains("not in the archive"))
        }
    }

    @Test("Vagrant boxes give their disk and the user vagrant", arguments: ["virtualbox", "libvirt"])
    func box(provider: String) async throws {
        try await ImageFolder.run { folder in
            let metadata = TarBytes.member(
                "./metadata.json", Array(#"{"provider":"\#(provider)","architecture":"arm64"}"#.utf8))
            let code = TarBytes.member("./Vagrantfile", Array("raise 'run'".utf8))
            let archive =
                provider == "libvirt"
                ? TarBytes.archive(metadata, code, TarBytes.member("./box.img", DiskBytes.qcow()))
                : TarBytes.archive(
                    metadata, code, TarBytes.member("./box.ovf", OVFText.descriptor()),
                    TarBytes.member("./disk.vmdk", DiskBytes.vmdk()))
            let path = try await folder.write("a.box", folder.pipe(archive, through: "gzip"))
            let lent = try await lend(path, in: folder)
            #expect(lent.disk.format == (provider == "libvirt" ? .qcow : .vmdk))
            #expect(lent.disk.hints.user == "vagrant")
            #expect(lent.disk.hints.architecture == "arm")
            #expect(lent.disk.hints.cpus == (provider == "libvirt" ? nil : 2))
        }
    }

    @Test("an archive with one disk does, also a compressed or a split one; with two it does not")
    func otherArchives() async throws {
        try await ImageFolder.run { folder in
            let note = TarBytes.member("README", Array("hello".utf8))
            let raw = TarBytes.archive(note, TarBytes.member("disk.raw", DiskBytes.raw))
            #expect(try await lend(folder.write("a", raw), in: folder).content == DiskBytes.raw)

            let packed = try await TarBytes.archive(
                TarBytes.member("a.ovf", OVFText.descriptor(attributes: "ovf:compression='gzip'")),
                TarBytes.member("disk.vmdk", folder.pipe(DiskBytes.vmdk(), through: "gzip")))
            #expect(try await lend(folder.write("a", packed), in: folder).content == DiskBytes.vmdk())

            let text = "# Disk DescriptorFile\nRW 2048 SPARSE \"d-1.vmdk\"\n"
            let split = TarBytes.archive(
                TarBytes.member("b/d.vmdk", Array(text.utf8)), TarBytes.member("b/d-1.vmdk", DiskBytes.vmdk()))
            #expect(try await lend(folder.write("a", split), in: folder).disk.extents == ["d-1.vmdk"])

            let two = TarBytes.archive(TarBytes.member("a", DiskBytes.vdi()), TarBytes.member("b", DiskBytes.vdi()))
            #expect(try await refused(two, in: folder).message.contains("2 disks"))
            let none = TarBytes.archive(note)
            #expect(try await refused(none, in: folder).message.contains("without a disk"))
            let bad = TarBytes.archive(TarBytes.member("../a", DiskBytes.vdi()))
            #expect(try await refused(bad, in: folder).message.contains("../a"))
        }
    }

    @Test("a folder of a process that was killed is removed, one in use is not")
    func staleFolders() async throws {
        try await ImageFolder.run { folder in
            let work = folder.places.work
            try FileManager.default.createDirectory(atPath: work + "/stale", withIntermediateDirectories: true)
            try Data().write(to: URL(filePath: work + "/stale.lock"))
            try await WorkFolder.with(in: work) { first in
                try await WorkFolder.with(in: work) { second in
                    #expect(FileManager.default.fileExists(atPath: first.path))
                    #expect(first.path != second.path)
                }
                #expect(!FileManager.default.fileExists(atPath: work + "/stale"))
                #expect(FileManager.default.fileExists(atPath: first.path))
            }
            #expect(folder.leftovers().isEmpty)
        }
    }

    @Test("when the work fails or is cancelled, nothing is left")
    func failures() async throws {
        struct Failure: Error {}
        try await ImageFolder.run { folder in
            let path = try await folder.write("a", folder.pipe(DiskBytes.raw, through: "gzip"))
            await #expect(throws: Failure.self) {
                try await ImageFile.withDisk(from: path, places: folder.places) { _ in throw Failure() }
            }
            #expect(folder.leftovers().isEmpty)
            // Wherever on the way it is by then.
            for delay in 0..<40 {
                let task = Task {
                    try await ImageFile.withDisk(from: path, places: folder.places) { _ in
                        try await Task.sleep(for: .seconds(60))
                    }
                }
                try await Task.sleep(for: .milliseconds(delay))
                task.cancel()
                await #expect(throws: CancellationError.self) { try await task.value }
                #expect(folder.leftovers().isEmpty)
            }
        }
    }
}
