//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox

extension MachineSpec {
    func networkProblems(_ limits: HostLimits) -> [SpecProblem] {
        var problems: [SpecProblem] = []
        if networks.count > Int(limits.networkAdapters) {
            problems.append(
                SpecProblem("networks", "\(networks.count) are more than the \(limits.networkAdapters) there can be"))
        }
        for (slot, adapter) in networks.enumerated() {
            let place = "networks[\(slot)]"
            if let address = adapter.macAddress, let fault = NetworkAdapter.fault(ofMACAddress: address) {
                problems.append(SpecProblem("\(place).macAddress", fault))
            }
            switch adapter.attachment {
            case .nat(let forwards): problems += Self.forwardProblems(forwards, place)
            case .bridged(let name), .hostOnly(let name):
                if name.isEmpty { problems.append(SpecProblem("\(place).interface", "is empty")) }
            case .hostOnlyNetwork(let name), .internal(let name), .natNetwork(let name):
                if name.isEmpty { problems.append(SpecProblem("\(place).network", "is empty")) }
            case .generic(let driver, let properties):
                if driver.isEmpty { problems.append(SpecProblem("\(place).driver", "is empty")) }
                if properties.keys.contains("") {
                    problems.append(SpecProblem("\(place).properties", "has an empty name"))
                }
            case .none: break
            }
            problems += [
                adapter.lineSpeed.flatMap { Self.check($0, "\(place).lineSpeed", 0...4_000_000) },
                adapter.bootPriority.flatMap { Self.check($0, "\(place).bootPriority", 0...4) },
            ].compactMap(\.self)
            problems += adapter.nat.problems("\(place).nat")
        }
        return problems + sharedPortProblems()
    }

    /// Two cards' forwards can not listen on one port of the host; the machine would not start.
    private func sharedPortProblems() -> [SpecProblem] {
        var problems: [SpecProblem] = []
        var seen: [String: Int] = [:]
        for (slot, adapter) in networks.enumerated() {
            guard case .nat(let forwards) = adapter.attachment else { continue }
            for (index, forward) in forwards.enumerated() where !forward.takesAnyPort {
                let key = "\(forward.transport) \(forward.hostAddress) \(forward.hostPort)"
                let other = seen[key] ?? slot
                seen[key] = other
                guard other != slot else { continue }
                problems.append(
                    SpecProblem(
                        "networks[\(slot)].forwards[\(index)].hostPort",
                        "\(forward.hostPort) is forwarded by networks[\(other)] too"))
            }
        }
        return problems
    }

    private static func forwardProblems(_ forwards: [PortForward], _ place: String) -> [SpecProblem] {
        var problems: [SpecProblem] = []
        for (index, forward) in forwards.enumerated() {
            let place = "\(place).forwards[\(index)]"
            if !(0...65535).contains(forward.hostPort) {
                let fault = "\(forward.hostPort) is not between 1 and 65535, nor 0 for any that is free"
                problems.append(SpecProblem("\(place).hostPort", fault))
            }
            if !(1...65535).contains(forward.guestPort) {
                let fault = "\(forward.guestPort) is not between 1 and 65535"
                problems.append(SpecProblem("\(place).guestPort", fault))
            }
            if forward.effectiveName.isEmpty || forward.effectiveName.contains(",") {
                problems.append(SpecProblem("\(place).name", "is empty or contains a comma"))
            }
            for (key, address) in [("hostAddress", forward.hostAddress), ("guestAddress", forward.guestAddress)] {
                guard !address.isEmpty, IPv4Address(address) == nil else { continue }
                let fault =
                    IPv6Address(address) == nil
                    ? "'\(address)' is no IPv4 address, such as 127.0.0.1"
                    : "'\(address)' is an IPv6 address; only a NAT network forwards those, to cards that are in it"
                problems.append(SpecProblem("\(place).\(key)", fault))
            }
            // The name and the port of one that takes any are chosen so that there is no other.
            if forward.takesAnyPort, forward.name == nil { continue }
            let others = forwards[..<index].filter { !$0.takesAnyPort || $0.name != nil }
            let name = forward.effectiveName
            if others.contains(where: { $0.effectiveName == name }) {
                problems.append(SpecProblem("\(place).name", "'\(name)' is there twice"))
            }
            let isTaken = others.contains { other in
                other.effectiveName != name && other.transport == forward.transport
                    && !forward.takesAnyPort && other.hostPort == forward.hostPort
                    && other.hostAddress == forward.hostAddress
            }
            if isTaken {
                problems.append(SpecProblem("\(place).hostPort", "\(forward.hostPort) is forwarded twice"))
            }
        }
        return problems
    }
}

extension NetworkAdapter {
    /// The twelve digits of a hardware address, in upper case, without separators.
    static func digits(ofMACAddress text: String) -> String {
        text.filter { $0 != ":" && $0 != "-" && $0 != "." }.uppercased()
    }

    /// What is wrong with a hardware address; nil for nothing.
    static func fault(ofMACAddress text: String) -> String? {
        let digits = digits(ofMACAddress: text)
        guard digits.count == 12, let number = UInt64(digits, radix: 16), !digits.hasPrefix("+") else {
            return "'\(text)' is not twelve hexadecimal digits"
        }
        return (number >> 40) & 1 == 1 ? "'\(text)' is a group address, which no card can have" : nil
    }
}
