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
            let numbers = [("vendor", filter.vendor), ("product", filter.product), ("revision", filter.revision)]
            for case (let key, let number?) in numbers where !Self.isNumber(number) {
                problems.append(SpecProblem("\(place).\(key)", "'\(number)' is not 1 to 4 hexadecimal digits"))
            }
            if let remote = filter.remote, !["yes", "no"].contains(remote) {
                problems.append(SpecProblem("\(place).remote", "'\(remote)' is neither yes nor no"))
            }
        }
        return problems
    }

    private static func isNumber(_ text: String) -> Bool {
        (1...4).contains(text.count) && text.allSatisfy { $0.isASCII && $0.isHexDigit }
    }
}
