//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import VirtualBoxCodeGen

/// A WSDL with one thing of each kind, and what is known beyond it.
enum Sample {
    static let wsdl = document(
        types: """
            <xsd:simpleType name="StorageBus"><xsd:restriction base="xsd:string">
                <xsd:enumeration value="Null"/><xsd:enumeration value="SATA"/><xsd:enumeration value="Default"/>
            </xsd:restriction></xsd:simpleType>
            <xsd:complexType name="IMediumAttachment"><xsd:sequence>
                <xsd:element name="medium" type="xsd:string"/>
                <xsd:element name="controller" type="xsd:string"/>
                <xsd:element name="bus" type="vbox:StorageBus"/>
                <xsd:element name="isEjected" type="xsd:boolean"/>
            </xsd:sequence></xsd:complexType>
            """,
        operations: [
            "IManagedObjectRef_getInterfaceName": (["_this"], ["returnval"]),
            "IMachine_getMemorySize": (["_this"], ["returnval:xsd:unsignedInt"]),
            "IMachine_setMemorySize": (["_this", "memorySize:xsd:unsignedInt"], []),
            "IMachine_attachDevice": (["_this", "bus:vbox:StorageBus", "medium"], []),
            "IMachine_getMediumAttachments": (["_this"], ["returnval:vbox:IMediumAttachment[]"]),
            "IMachine_takeSnapshot": (["_this", "name", "in"], ["id", "returnval"]),
            "IMachine_setIcon": (["_this", "icon"], []),
            "IMedium_getChildren": (["_this"], ["returnval:xsd:string[]"]),
            "IMedium_getParent": (["_this"], ["returnval"]),
            "IProgress_getPercent": (["_this"], ["returnval:xsd:unsignedInt"]),
            "IProgress_getMachine": (["_this"], ["returnval"]),
            "IWebsessionManager_logoff": (["refMachine"], []),
        ]
    )

    static let references = """
        IMachine_attachDevice medium IMedium
        IMachine_takeSnapshot returnval IProgress
        IMachine_setIcon icon octets
        IMediumAttachment medium IMedium
        IMedium_getChildren returnval IMedium
        IMedium_getParent returnval IMedium
        IProgress_getMachine returnval IMachine
        IWebsessionManager_logoff refMachine IMachine
        """

    static func supplement() throws -> Supplement {
        try Supplement(
            references: references,
            nullable: [
                .init("IMachine_attachDevice", "medium", because: "an empty drive"),
                .init("IMedium_getParent", "returnval", because: "a base medium"),
            ],
            absent: [.init("IMediumAttachment", "isEjected", because: "since 7.1")],
            locks: .init(interfaces: ["IMachine"], free: [.init("IMachine_setIcon", because: "it is a sample")])
        )
    }

    /// A WSDL whose fields are given as `name:type`, or as `name` for a string; `[]` marks an array.
    static func document(
        types: String = "", operations: KeyValuePairs<String, (parameters: [String], results: [String])>
    ) -> Data {
        let elements = operations.flatMap { name, fields in
            [element(name, fields.parameters), element(name + "Response", fields.results)]
        }
        let names = operations.map { #"<wsdl:operation name="\#($0.key)"/>"# }
        return Data(
            """
            <wsdl:definitions xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/" xmlns:xsd="http://www.w3.org/2001/XMLSchema"
                xmlns:vbox="http://www.virtualbox.org/" targetNamespace="http://www.virtualbox.org/">
            <wsdl:types><xsd:schema>\(types)\(elements.joined())</xsd:schema></wsdl:types>
            <wsdl:portType name="vboxPortType">\(names.joined())</wsdl:portType>
            <wsdl:binding name="vboxBinding"><wsdl:operation name="IIgnored_binding"/></wsdl:binding>
            </wsdl:definitions>
            """.utf8
        )
    }

    private static func element(_ name: String, _ fields: [String]) -> String {
        let fields = fields.map { field in
            let isArray = field.hasSuffix("[]")
            let parts = (isArray ? String(field.dropLast(2)) : field).split(separator: ":", maxSplits: 1)
            let type = parts.count > 1 ? String(parts[1]) : "xsd:string"
            let occurs = isArray ? #" minOccurs="0" maxOccurs="unbounded""# : ""
            return #"<xsd:element name="\#(parts[0])" type="\#(type)"\#(occurs)/>"#
        }
        return """
            <xsd:element name="\(name)"><xsd:complexType><xsd:sequence>\(fields.joined())</xsd:sequence>\
            </xsd:complexType></xsd:element>
            """
    }
}
