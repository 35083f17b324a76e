//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Testing
import VirtualBoxCodeGen

struct NamingTests {
    @Test(
        "A member begins in lower case, and so does an acronym as a whole",
        arguments: [
            ("PoweredOff", "poweredOff"), ("SATA", "sata"), ("PIIX3", "piix3"), ("HostOnly", "hostOnly"),
            ("I82540EM", "i82540EM"), ("Am79C970A", "am79C970A"), ("v1_0", "v1_0"), ("NATNetwork", "natNetwork"),
            ("USBMouse", "usbMouse"), ("XButton1", "xButton1"), ("X2APIC", "x2APIC"), ("VirtioSCSI", "virtioSCSI"),
            ("OSTypeId", "osTypeId"), ("URI", "uri"), ("IPAddress", "ipAddress"), ("MACWildcard", "macWildcard"),
            ("DHCPRediscover", "dhcpRediscover"), ("memorySize", "memorySize"), ("x86", "x86"), ("In", "in"),
        ]
    )
    func member(name: String, expected: String) throws {
        #expect(try Naming.memberName(name) == expected)
    }

    @Test(
        "Words with capitals inside stay one word",
        arguments: [
            ("NVMe", "nvme"), ("PCIe", "pcie"), ("IPv6Enabled", "ipv6Enabled"), ("VBoxVGA", "vboxVGA"),
            ("ARMv8Virtual", "armv8Virtual"), ("VMWareVMFS", "vmwareVMFS"),
        ]
    )
    func words(name: String, expected: String) throws {
        #expect(try Naming.memberName(name) == expected)
    }

    @Test("A name that can not even be escaped is replaced")
    func replaced() throws {
        #expect(try Naming.memberName("Init") == "initializing")
    }

    @Test(
        "A type loses the I of an interface and no other",
        arguments: [("IMachine", "Machine"), ("IommuType", "IommuType"), ("IUSBDevice", "USBDevice")]
    )
    func type(name: String, expected: String) throws {
        #expect(try Naming.typeName(name) == expected)
    }

    @Test("Keywords are escaped", arguments: [("default", "`default`"), ("in", "`in`"), ("sata", "sata")])
    func escaped(name: String, expected: String) {
        #expect(Naming.escaped(name) == expected)
    }

    @Test("A setter is named after its parameter")
    func setter() {
        #expect(Naming.isSetter("setIPv6Enabled", of: "IPv6Enabled"))
        #expect(Naming.isSetter("setMemorySize", of: "memorySize"))
        #expect(!Naming.isSetter("setSeamlessMode", of: "enabled"))
    }
}
