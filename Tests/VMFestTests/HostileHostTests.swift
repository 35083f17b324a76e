//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Testing

@testable import VMFest

/// What a host says that no good one does: a service that is damaged or meant to harm, or another client's notes.
struct HostileHostTests {
    @Test(
        "A place in which no controller has anything is none",
        arguments: [
            (Int32.max, 0), (.max, 1), (.min, 0), (-1, 0), (0, .max), (1_024, 0), (0, .min),
        ] as [(Int32, Int32)])
    func noSlot(port: Int32, device: Int32) {
        #expect(StorageController.Bus.ide.slot(port: port, device: device) == nil)
        #expect(StorageController.Bus.sata.slot(port: port, device: 0) == nil || port == 0)
        #expect(StorageController.Bus.floppy.slot(port: 0, device: device) == nil || (0...1).contains(device))
    }

    @Test("Every slot that a controller has is found again")
    func slots() {
        for (bus, count) in [(StorageController.Bus.ide, 4), (.sata, 30), (.virtio, 256), (.floppy, 2)] {
            for slot in 0..<count {
                let (port, device) = bus.position(ofSlot: slot)
                #expect(bus.slot(port: port, device: device) == slot)
            }
        }
        // What a spec may name and no controller has is no crash.
        #expect(StorageController.Bus.sata.position(ofSlot: .max).port == .max)
        #expect(StorageController.Bus.ide.position(ofSlot: .max).port == .max)
    }

    @Test(
        "A note leads to no other file of this computer than those by which programs tell that they run",
        arguments: [
            "/dev/watchdog", "/dev/zero", "/etc/shadow", "vmfest-clients-0/a.lock", "",
            "/tmp/vmfest-clients-0/../../dev/x.lock",
            "/tmp/vmfest-clients-0/a", "/tmp/a.lock", "/tmp/vmfest-clients-0/\u{0}.lock", "/vmfest-clients-0.lock",
        ])
    func otherFiles(path: String) async {
        let mark = ClientMark(computer: MachineOwner.computer, file: path)
        #expect(!mark.isFileOfOurs)
        #expect(await mark.isAlive() == nil)
    }

    @Test("A program's own note is its own")
    func ownNote() async throws {
        let id = UUID().uuidString
        let own = try await ClientMarks.shared.begin(id)
        #expect(own.isFileOfOurs)
        #expect(await own.isAlive() == true)
        let attributes = try FileManager.default.attributesOfItem(atPath: own.file)
        #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
        await ClientMarks.shared.end(id)
        #expect(!FileManager.default.fileExists(atPath: own.file))
    }

    @Test(
        "What a guest reports as its address is one, or is passed over",
        arguments: [
            "-oProxyCommand=id", "$(id)", "a;b", "host.example", "1.2.3.4 -x", "::1", "", "0.0.0.0", "1.2.3.4\n",
            "300.1.1.1",
        ])
    func guestAddresses(text: String) {
        let net = "/VirtualBox/GuestInfo/Net/0"
        let interfaces = GuestInterfaces([("\(net)/V4/IP", text), ("\(net)/MAC", "080027000001")])
        #expect(interfaces.addresses(mac: "080027000001").isEmpty)
    }

    @Test(
        "An address that holds a user or a password is refused, and not repeated",
        arguments: ["http://", "ftp://", "http:/", "", "http://x y", "://"])
    func addressWithPassword(scheme: String) async {
        let host = VMFest.Host(url: scheme + "me:mark-of-a-password@127.0.0.1:9/")
        let error = await #expect(throws: VMFestError.self) { _ = try await host.version() }
        #expect(error?.code == .invalidArgument)
        #expect(error.map { "\($0)".contains("mark-of-a-password") } == false)
    }
}
