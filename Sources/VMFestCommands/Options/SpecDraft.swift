//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VMFest

/// What a user says of a new machine, before it is known what a size and an image say of it.
struct SpecDraft: Sendable {
    /// The file that it was read from, with its text; nil where none was given.
    var file: (name: String, text: String)?

    /// What options override.
    var overrides: SpecOverrides

    /// The spec: the defaults, what the file says, and what the options say, in this order.
    ///
    /// - Throws: ``VMFestError`` that names the file, and ``Failure`` for an option that does not fit.
    func spec(over defaults: MachineSpec = MachineSpec()) throws -> MachineSpec {
        var spec = defaults
        if let file {
            do {
                spec = try MachineSpec(yaml: file.text, over: defaults)
            } catch {
                throw error.about(file.name)
            }
        }
        try overrides.apply(to: &spec)
        return spec
    }
}

/// What options say of a new machine; what is nil was not said.
struct SpecOverrides: Sendable {
    var memory: DataSize?
    var cpus: Int?
    var disk: DataSize?
    var osType: String?
    var description: String?
    var forwards: [PortForward] = []

    func apply(to spec: inout MachineSpec) throws {
        if let memory { spec.memory = memory }
        if let cpus { spec.cpus = cpus }
        if let disk { spec.bootDisk.size = disk }
        if let osType { spec.osType = osType }
        if let description { spec.description = description }
        guard !forwards.isEmpty else { return }
        for index in spec.networks.indices {
            guard case .nat(let present) = spec.networks[index].attachment else { continue }
            spec.networks[index].attachment = .nat(forwards: present + forwards)
            return
        }
        throw Failure(.usage, "--forward needs a network card behind NAT, and the spec has none")
    }
}
