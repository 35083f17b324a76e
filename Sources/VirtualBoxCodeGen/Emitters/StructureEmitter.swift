//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// Writes a structure: a value that is decoded by its fields' names; fields that are not known are left alone.
enum StructureEmitter {
    static func emit(_ structure: API.Structure) -> String {
        let properties = structure.fields.map { "    \($0.access.rawValue) let \(Naming.escaped($0.name)): \($0.type)" }
        let decoding = structure.fields.map { #"        self.\#($0.name) = try fields.value("\#($0.wireName)")"# }
        return """
            package import SOAP

            public struct \(structure.name): ResponseValue, Hashable {
            \(properties.joined(separator: "\n"))

                package init(decoding elements: [SOAPElement], from channel: any Channel) throws {
                    guard let element = elements.first else { throw ResponseError(reason: .missing) }
                    let fields = Response(operation: "\(structure.wireName)", elements: element.children, channel: channel)
            \(decoding.joined(separator: "\n"))
                }
            }
            """
    }
}
