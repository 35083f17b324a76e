//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox

/// What a run is going to make, once image and size are known.
struct InstancePlan: Sendable {
    let image: ImageInfo
    let size: Size
    let spec: MachineSpec
    let names: [String]

    init(on host: Host, image name: String, size: Size?, count: Int, _ options: RunOptions) async throws {
        let image = try await host.image(named: name)
        let chosen: Size =
            if let size {
                size
            } else if let usual = image.size {
                try await host.size(named: usual)
            } else {
                .small
            }
        let fixed = options.forwards.filter { !$0.takesAnyPort }
        if count > 1, let forward = fixed.first {
            throw VMFestError(
                .invalidArgument,
                "the port \(forward.hostPort) of the host can not lead to \(count) instances; leave it out"
                    + " (:\(forward.guestPort)), and each gets a free one")
        }
        spec = try chosen.spec(for: image) { spec in
            if let diskSize = options.diskSize { spec.bootDisk.size = diskSize }
            spec.networks = [.nat(forwards: [PortForward(hostPort: 0, guestPort: 22)] + options.forwards)]
            spec.serialPorts = [SerialPort(file: "console.log")]
        }
        self.image = image
        self.size = chosen
        let stem = options.name ?? "\(name)-\(Self.randomLetters(4))"
        names = count == 1 ? [stem] : (1...count).map { "\(stem)-\($0)" }
    }

    private static func randomLetters(_ count: Int) -> String {
        String((0..<count).compactMap { _ in "abcdefghijkmnpqrstuvwxyz23456789".randomElement() })
    }
}
