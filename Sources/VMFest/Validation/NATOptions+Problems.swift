//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

extension NATOptions {
    /// What is wrong with these options.
    func problems(_ place: String) -> [SpecProblem] {
        var problems: [SpecProblem] = []
        if let network, !network.isEmpty, let fault = Self.fault(ofNetwork: network) {
            problems.append(SpecProblem("\(place).network", fault))
        }
        for (key, address) in [("hostAddress", hostAddress), ("tftpNextServer", tftpNextServer)] {
            guard let address, !address.isEmpty, IPv4Address(address) == nil else { continue }
            problems.append(SpecProblem("\(place).\(key)", "'\(address)' is no IPv4 address, such as 192.168.1.10"))
        }
        return problems
    }

    /// VirtualBox takes short forms such as `192.168/16`, and then makes other addresses of them than people mean.
    private static func fault(ofNetwork text: String) -> String? {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let address = IPv4Address(String(parts[0])), let length = Int(parts[1]),
            parts[1].count <= 2
        else { return "'\(text)' is no network, such as 10.0.2.0/24, with all four parts of its address" }
        guard (8...28).contains(length) else { return "'\(text)' has a length that is not between 8 and 28" }
        guard let network = Subnet(containing: address, prefixLength: length), network.base != address else {
            return nil
        }
        return "'\(address)' is an address in the network \(network); write that"
    }
}
