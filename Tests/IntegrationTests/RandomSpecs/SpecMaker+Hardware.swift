//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VMFest

extension SpecMaker {
    mutating func graphics() -> Graphics {
        let controller = one(Graphics.Controller.allCases)
        let isAccelerable = controller == .vmsvga || controller == .vboxsvga
        return Graphics(
            controller: controller, videoMemory: .mebibytes(number(2...256)),
            acceleration3D: isAccelerable ? flag() : maybe { _ in false }, monitors: maybe { $0.number(1...64) })
    }

    mutating func cpu() -> CPU {
        CPU(
            engine: any(), executionCap: maybe { $0.number(1...100) }, hotPlug: flag(),
            profile: maybe { $0.one(["host", "Intel 8086", "AMD FX-8150 Eight-Core"]) },
            portability: maybe { $0.number(0...3) }, paravirtualization: any(), pae: flag(), longMode: flag(),
            apic: flag(), x2apic: flag(), nestedVirtualization: flag(), tripleFaultReset: flag(),
            hardwareVirtualization: flag(), nestedPaging: flag(), largePages: flag(), vpid: flag(),
            unrestrictedExecution: flag(), virtualVMSaveVMLoad: flag(),
            mitigations: maybe { maker in CPU.Mitigation.allCases.filter { _ in maker.chance(40) } })
    }

    mutating func platform() -> Platform {
        var platform = Platform(
            chipset: any(), iommu: any(), tpm: any(), tpmLocation: maybe { $0.one(["", "/dev/tpm0", "host:1"]) },
            ioAPIC: flag(), acpi: flag(), hpet: flag(), utcClock: flag(),
            clockOffset: maybe { $0.number(-1_000_000_000...1_000_000_000) }, apicMode: any())
        if platform.chipset != .ich9, platform.iommu != nil { platform.iommu = Platform.IOMMU.none }
        return platform
    }

    mutating func boot(_ firmware: Firmware) -> BootOptions {
        let order = maybe { maker -> [BootOptions.Device] in
            var devices = maker.shuffled([BootOptions.Device.floppy, .dvd, .disk, .network])
            for place in devices.indices where maker.chance(30) { devices[place] = .none }
            while devices.last == BootOptions.Device.none { devices.removeLast() }
            return devices
        }
        return BootOptions(
            order: order, menu: any(), secureBoot: firmware == .bios ? maybe { _ in false } : flag(), pxeDebug: flag(),
            logoFadeIn: flag(), logoFadeOut: flag(), logoTime: maybe { $0.number(0...100_000) },
            logoFile: maybe { $0.one(["", "/tmp/logo.bmp"]) })
    }

    mutating func audio() -> Audio {
        let controller: Audio.Controller? = any()
        let codecs: [Audio.Codec] =
            switch controller {
            case .ac97: [.stac9700, .ad1980]
            case .sb16: [.sb16]
            case .hda: [.stac9221]
            case .virtio: Audio.Codec.allCases
            case nil: []
            }
        return Audio(
            enabled: flag(), controller: controller, codec: codecs.isEmpty ? nil : maybe { $0.one(codecs) },
            driver: maybe { $0.one([.usual, .none]) }, output: flag(), input: flag())
    }

    mutating func remoteDisplay() -> RemoteDisplay {
        RemoteDisplay(
            enabled: flag(), ports: maybe { $0.one(["3389", "5000,5010-5012", "1-65535"]) },
            address: maybe { $0.one(["", "127.0.0.1"]) }, authentication: any(),
            authenticationTimeout: maybe { $0.number(0...60_000) }, multipleConnections: flag(),
            reuseConnection: flag(), authenticationLibrary: maybe { $0.one(["VBoxAuthSimple", "null"]) })
    }

    mutating func usb() -> USB {
        var controllers = maybe { maker in USB.Controller.allCases.filter { _ in maker.chance(50) } }
        if let chosen = controllers, chosen.contains(.ehci), !chosen.contains(.ohci) { controllers?.append(.ohci) }
        let filters = maybe { $0.list(0...3) { maker, _ in maker.filter() } }
        return USB(controllers: controllers.map { shuffled($0) }, filters: filters, cardReader: flag())
    }

    private mutating func filter() -> USBFilter {
        USBFilter(
            name: text(), active: flag(), vendor: maybe { $0.hexadecimal() }, product: maybe { $0.hexadecimal() },
            revision: maybe { $0.hexadecimal() }, manufacturer: maybe { $0.text() }, productName: maybe { $0.text() },
            serialNumber: maybe { $0.text() }, port: maybe { $0.hexadecimal() },
            remote: maybe { $0.one(["yes", "no", "true", "0"]) })
    }

    /// A number or an expression of VirtualBox's for several.
    private mutating func hexadecimal() -> String {
        if chance(10) { return one(["int:0x10-0x1f", "int:1,3", "int:5-"]) }
        let digits = String(number(0...65_535), radix: 16)
        return String(repeating: "0", count: chance(70) ? 4 - digits.count : 0) + digits
    }
}
