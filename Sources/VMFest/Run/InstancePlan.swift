//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Logging
import VirtualBox

/// What a run is going to make, once image and size are known.
struct InstancePlan: Sendable {
    let image: ImageInfo
    let size: Size
    let spec: MachineSpec
    let names: [String]

    /// Where the guests come from: the warm template that they go on from; nil when they boot.
    let template: WarmTemplate?

    init(on host: Host, image name: String, size: Size?, count: Int, _ options: RunOptions) async throws {
        let image = try await host.image(named: name)
        let size = try await Self.size(size, for: image, on: host)
        let fixed = options.forwards.filter { !$0.takesAnyPort }
        if count > 1, let forward = fixed.first {
            throw VMFestError(
                .invalidArgument,
                "the port \(forward.hostPort) of the host can not lead to \(count) instances; leave it out"
                    + " (:\(forward.guestPort)), and each gets a free one")
        }
        let spec = try Self.spec(for: image, size, diskSize: options.diskSize, forwards: options.forwards)
        let stem = options.name ?? "\(name)-\(Self.randomLetters(4))"
        names = count == 1 ? [stem] : (1...count).map { "\(stem)-\($0)" }
        (self.image, self.size, self.spec) = (image, size, spec)
        template = try await Self.template(for: image, spec, options, on: host)
    }

    /// The size that is meant where none is said: the image's, else ``Size/small``.
    static func size(_ size: Size?, for image: ImageInfo, on host: Host) async throws -> Size {
        if let size { return size }
        guard let usual = image.size else { return .small }
        return try await host.size(named: usual)
    }

    /// The spec of an instance.
    static func spec(
        for image: ImageInfo, _ size: Size, diskSize: DataSize?, forwards: [PortForward] = []
    ) throws -> MachineSpec {
        try size.spec(for: image) { spec in
            if let diskSize { spec.bootDisk.size = diskSize }
            spec.networks = [.nat(forwards: [PortForward(hostPort: 0, guestPort: 22)] + forwards)]
            spec.serialPorts = [SerialPort(file: "console.log")]
        }
    }

    /// The warm template that fits; why there is none is logged.
    private static func template(
        for image: ImageInfo, _ spec: MachineSpec, _ options: RunOptions, on host: Host
    ) async throws -> WarmTemplate? {
        guard !options.isCold else { return nil }
        let reason: String
        do {
            try WarmRefusal.check(options.firstBoot)
            switch try await host.warmFit(image.name, spec) {
            case .template(let template): return template
            case .none(let why): reason = why
            }
        } catch let error as VMFestError where error.code == .notSupported {
            reason = error.message
        }
        host.service.logger.debug("the guests are booted", metadata: ["reason": "\(reason)"])
        return nil
    }

    private static func randomLetters(_ count: Int) -> String {
        String((0..<count).compactMap { _ in "abcdefghijkmnpqrstuvwxyz23456789".randomElement() })
    }
}
