//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VMFest

extension SpecFault {
    static let ofDevices: [SpecFault] = [
        SpecFault("usb.controllers", \.usb.controllers, [.xhci, .xhci], [.ehci]),
        filter("name") { filter, _ in filter.name = "" },
        filter("vendor") { filter, maker in filter.vendor = maker.one(["", "xyz", "12345", "int:", "1*"]) },
        filter("product") { filter, _ in filter.product = "0x12345" },
        filter("revision") { filter, _ in filter.revision = "1.0" },
        filter("port") { filter, _ in filter.port = "left" },
        filter("remote") { filter, _ in filter.remote = "maybe" },
    ]

    static let ofPorts: [SpecFault] = [
        SpecFault("serialPorts", "more than there can be") { draft, _ in
            draft.spec.serialPorts = Array(repeating: SerialPort(.none), count: 5)
            return "serialPorts"
        },
        serialPort("file", .file("a/b"), .file(""), .file("disk.vdi"), .file("x.VBOX")),
        serialPort("pipe", .pipe("", isServer: true)),
        serialPort("device", .device("")),
        serialPort("tcp", .tcp("localhost:1", isServer: true), .tcp("0", isServer: true), .tcp("1", isServer: false)),
        SpecFault("serialPorts", "a file twice") { draft, _ in
            draft.spec.serialPorts = [SerialPort(file: "one.log"), SerialPort(file: "one.log")]
            return "serialPorts[1].file"
        },
        SpecFault("serialPorts", "a control character") { draft, _ in
            draft.spec.serialPorts = [SerialPort(.device("/dev/\u{1}"))]
            return "serialPorts[0]"
        },
        SpecFault("serialPorts", "an address") { draft, maker in
            draft.spec.serialPorts = [SerialPort(.none, ioAddress: maker.one([0, 65_536]))]
            return "serialPorts[0].ioAddress"
        },
        SpecFault("serialPorts", "an interrupt") { draft, maker in
            draft.spec.serialPorts = [SerialPort(.none, irq: maker.one([-1, 256]))]
            return "serialPorts[0].irq"
        },
        SpecFault("parallelPorts", "more than there can be") { draft, _ in
            draft.spec.parallelPorts = Array(repeating: ParallelPort(device: "/dev/parport0"), count: 3)
            return "parallelPorts"
        },
        parallelPort("device", ParallelPort(device: ""), ParallelPort(device: "\u{1}")),
        parallelPort("ioAddress", ParallelPort(device: "/dev/parport0", ioAddress: -1)),
        parallelPort("irq", ParallelPort(device: "/dev/parport0", irq: 256)),
    ]

    private static func filter(
        _ key: String, _ spoil: @escaping @Sendable (inout USBFilter, inout SpecMaker) -> Void
    ) -> SpecFault {
        SpecFault("usb.filters.\(key)", "a filter") { draft, maker in
            var filter = USBFilter(name: "extra")
            spoil(&filter, &maker)
            draft.spec.usb.filters = (draft.spec.usb.filters ?? []) + [filter]
            return "usb.filters[\((draft.spec.usb.filters ?? []).count - 1)].\(key)"
        }
    }

    private static func serialPort(_ key: String, _ connections: SerialPort.Connection...) -> SpecFault {
        SpecFault("serialPorts", "\(connections)") { draft, maker in
            draft.spec.serialPorts = [SerialPort(.none), SerialPort(maker.one(connections))]
            return "serialPorts[1].\(key)"
        }
    }

    private static func parallelPort(_ key: String, _ ports: ParallelPort...) -> SpecFault {
        SpecFault("parallelPorts", "\(ports)") { draft, maker in
            draft.spec.parallelPorts = [maker.one(ports)]
            return "parallelPorts[0].\(key)"
        }
    }
}
