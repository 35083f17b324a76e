//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox

extension MachineSpec {
    /// How the names of files end that VirtualBox itself writes into a machine's folder.
    private static let endingsOfOthers = [".vbox", ".vbox-prev", ".vbox-tmp", ".vdi", ".sav", ".nvram"]

    func serialPortProblems(_ limits: HostLimits) -> [SpecProblem] {
        var problems: [SpecProblem] = []
        if serialPorts.count > Int(limits.serialPorts) {
            problems.append(
                SpecProblem("serialPorts", "\(serialPorts.count) are more than the \(limits.serialPorts) there can be"))
        }
        for (index, port) in serialPorts.enumerated() {
            let place = "serialPorts[\(index)]"
            problems += Self.problems(of: port.connection, place)
            problems += Self.slotProblems(port.ioAddress, port.irq, place)
            if let file = port.file, serialPorts[..<index].contains(where: { $0.file == file }) {
                problems.append(SpecProblem("\(place).file", "another port writes to the same file"))
            }
        }
        return problems
    }

    func parallelPortProblems() -> [SpecProblem] {
        var problems: [SpecProblem] = []
        let limit = Self.parallelPortLimit
        if parallelPorts.count > limit {
            problems.append(
                SpecProblem("parallelPorts", "\(parallelPorts.count) are more than the \(limit) there can be"))
        }
        for (index, port) in parallelPorts.enumerated() {
            let place = "parallelPorts[\(index)]"
            if port.device.isEmpty, port.enabled != false {
                problems.append(SpecProblem("\(place).device", "is empty"))
            }
            problems += Self.slotProblems(port.ioAddress, port.irq, place)
        }
        return problems
    }

    private static func slotProblems(_ address: Int?, _ irq: Int?, _ place: String) -> [SpecProblem] {
        [
            address.flatMap { check($0, "\(place).ioAddress", 1...65_535) },
            irq.flatMap { check($0, "\(place).irq", 0...255) },
        ].compactMap(\.self)
    }

    private static func problems(of connection: SerialPort.Connection, _ place: String) -> [SpecProblem] {
        switch connection {
        case .none: []
        case .file(let file): problems(ofFile: file, "\(place).file")
        case .pipe(let path, _): path.isEmpty ? [SpecProblem("\(place).pipe", "is empty")] : []
        case .device(let path): path.isEmpty ? [SpecProblem("\(place).device", "is empty")] : []
        case .tcp(let address, let isServer):
            isAddress(address, ofServer: isServer)
                ? []
                : [
                    SpecProblem(
                        "\(place).tcp",
                        isServer
                            ? "'\(address)' is no port to listen at, such as 2023"
                            : "'\(address)' is no address to connect to, such as localhost:2023")
                ]
        }
    }

    private static func isAddress(_ text: String, ofServer isServer: Bool) -> Bool {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard let port = parts.last.flatMap({ UInt16($0) }), port > 0 else { return false }
        return isServer ? parts.count == 1 : parts.count >= 2 && parts.first?.isEmpty == false
    }

    private static func problems(ofFile file: String, _ place: String) -> [SpecProblem] {
        let path = HostPath(file)
        if !path.isAbsolute, !path.isPlainName {
            return [SpecProblem(place, "'\(file)' is neither an absolute path nor a plain file name")]
        }
        if path.isPlainName, endingsOfOthers.contains(where: file.lowercased().hasSuffix) {
            return [
                SpecProblem(
                    place,
                    "'\(file)' may be a file that VirtualBox keeps in the machine's folder; choose another ending")
            ]
        }
        return []
    }
}
