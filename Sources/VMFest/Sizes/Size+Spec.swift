//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

extension Size {
    /// The spec of a machine of this size, made from an image.
    ///
    /// Who comes later has the last word: first the defaults of ``MachineSpec``; then the size, with CPUs, memory and video
    /// memory; then what the image demands, which is its firmware, its OS type, and a disk that is neither less than its
    /// minimum nor than the size's; then the caller.
    ///
    /// - Parameters:
    ///   - image: an image of the catalogue; nil for a machine without one, or from a file.
    ///   - change: what the caller wants to be otherwise.
    /// - Throws: ``VMFestError`` with `invalidSpec` for what the image can not bear: a disk that is too small, or an ARM
    ///   guest with less than 1 GiB of memory; and what the caller throws.
    public func spec(
        for image: ImageInfo? = nil, _ change: (inout MachineSpec) throws -> Void = { _ in }
    ) throws -> MachineSpec {
        var spec = MachineSpec(size: self, image: image)
        try change(&spec)
        let problems = image?.problems(with: spec) ?? []
        guard problems.isEmpty else { throw VMFestError(.invalidSpec, "the image asks for more:", problems: problems) }
        return spec
    }
}

extension MachineSpec {
    /// The defaults, then what a size says, then what an image demands.
    package init(size: Size?, image: ImageInfo?) {
        self.init()
        if let size {
            (cpus, memory) = (size.cpus, size.memory)
            graphics.videoMemory = size.videoMemory
        }
        if let image {
            (firmware, osType) = (image.firmware, image.osType)
            let least = max(size?.disk?.bytes ?? 0, image.minimumDisk ?? 0)
            if least > image.capacity { bootDisk.size = DataSize(bytes: least) }
        }
    }
}
