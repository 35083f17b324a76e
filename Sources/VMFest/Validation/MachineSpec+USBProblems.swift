//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

extension MachineSpec {
    func usbProblems() -> [SpecProblem] {
        var problems: [SpecProblem] = []
        let controllers = usb.controllers ?? []
        if Set(controllers).count < controllers.count {
            problems.append(SpecProblem("usb.controllers", "a controller is there twice"))
        }
        if controllers.contains(.ehci), !controllers.contains(.ohci) {
            problems.append(SpecProblem("usb.controllers", "ehci needs ohci beside it"))
        }
        for (index, filter) in (usb.filters ?? []).enumerated() {
            let place = "usb.filters[\(index)]"
            if filter.name.isEmpty { problems.append(SpecProblem("\(place).name", "is empty")) }
            let numbers = [
                ("vendor", filter.vendor), ("product", filter.product), ("revision", filter.revision),
                ("port", filter.port),
            ]
            for case (let key, let number?) in numbers where !Self.isNumber(number) {
                problems.append(SpecProblem("\(place).\(key)", "'\(number)' is not 1 to 4 hexadecimal digits"))
            }
            if let remote = filter.remote, !Self.answers.contains(remote) {
                problems.append(SpecProblem("\(place).remote", "'\(remote)' is neither yes nor no"))
            }
        }
        return problems
    }

    /// VirtualBox's words for yes and no.
    private static let answers = ["yes", "no", "true", "false", "1", "0"]

    /// Whether it is a number, or one of VirtualBox's expressions for several, such as `int:0x10-0x1f,0x30`.
    private static func isNumber(_ text: String) -> Bool {
        let numbers = text.hasPrefix("int:") ? text.dropFirst(4) : text[...]
        let parts = numbers.split(whereSeparator: { ",|-".contains($0) })
        return !parts.isEmpty
            && parts.allSatisfy { part in
                let digits = part.hasPrefix("0x") ? part.dropFirst(2) : part
                return (1...4).contains(digits.count) && digits.allSatisfy { $0.isASCII && $0.isHexDigit }
            }
    }
}
