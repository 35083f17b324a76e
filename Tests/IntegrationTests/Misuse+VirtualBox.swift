//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import VirtualBox
import VirtualBoxAPI

extension Misuse {
    /// Misuses of the root object.
    static let ofVirtualBox: [Misuse] = [
        Misuse("IVirtualBox_findMachine", .objectNotFound, "there is no such machine") { stage in
            _ = try await stage.box.findMachine(nameOrId: stage.fixture.name("none"))
        },
        Misuse("IVirtualBox_createMachine", .fileError, "the name's folder has a machine already") { stage in
            _ = try await stage.machine()
            _ = try await stage.unregisteredMachine()
        },
        Misuse("IVirtualBox_createMachine", .invalidArgument, "an empty name") { stage in
            _ = try await stage.scope.createMachine(name: "", osType: "Other", group: "/vmfest")
        },
        Misuse("IVirtualBox_registerMachine", .failure, "its twin was registered meanwhile") { stage in
            let one = try await stage.unregisteredMachine()
            let other = try await stage.unregisteredMachine()
            try await stage.box.registerMachine(machine: one)
            try await stage.box.registerMachine(machine: other)
        },
        Misuse("IVirtualBox_registerMachine", .invalidArgument, "it is registered already") { stage in
            try await stage.box.registerMachine(machine: stage.machine())
        },
        Misuse("IVirtualBox_openMedium", .objectNotFound, "there is no such file") { stage in
            _ = try await stage.box.openMedium(
                location: stage.fixture.path("none.vdi"), deviceType: .hardDisk, accessMode: .readOnly,
                forceNewUuid: false)
        },
        Misuse("IVirtualBox_openMedium", .objectNotFound, "the file is no disk") { stage in
            let path = stage.fixture.path("text.vdi")
            try "no disk".write(toFile: path, atomically: true, encoding: .utf8)
            _ = try await stage.box.openMedium(
                location: path, deviceType: .hardDisk, accessMode: .readOnly, forceNewUuid: false)
        },
        Misuse("IVirtualBox_openMedium", .objectNotFound, "a relative path") { stage in
            _ = try await stage.box.openMedium(
                location: "relative.vdi", deviceType: .hardDisk, accessMode: .readOnly, forceNewUuid: false)
        },
        Misuse("IVirtualBox_createMedium", .fileError, "a relative path") { stage in
            _ = try await stage.box.createMedium(
                format: "VDI", location: "relative.vdi", accessMode: .readWrite, aDeviceTypeType: .hardDisk)
        },
        Misuse("IVirtualBox_createMedium", .invalidArgument, "no such format") { stage in
            _ = try await stage.box.createMedium(
                format: "NONE", location: stage.fixture.path("disk.none"), accessMode: .readWrite,
                aDeviceTypeType: .hardDisk)
        },
        Misuse("IVirtualBox_getGuestOSType", .objectNotFound, "no such type") { stage in
            _ = try await stage.box.getGuestOSType(id: "Nope")
        },
        Misuse("IDHCPServer_findLeaseByMAC", .fileError, "its server never ran") { stage in
            let name = stage.fixture.name("net")
            let server = try await stage.box.createDHCPServer(name: name)
            do {
                _ = try await server.findLeaseByMAC(mac: "08:00:27:00:00:01", type: 0)
            } catch {
                try await stage.box.removeDHCPServer(server: server)
                throw error
            }
        },
    ]
}
