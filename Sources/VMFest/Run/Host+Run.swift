//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox

extension Host {
    /// Makes machines from an image of the catalogue, starts them and waits until their guests are as far as is wanted.
    ///
    /// ```swift
    /// let machines = try await host.run("debian-12", size: .small, count: 5, until: .ssh)
    /// ```
    ///
    /// Each has one network card behind NAT, with a forward from a free port of the host to the guest's port 22, and the
    /// hardware of ``Size/spec(for:_:)``. Where the image is warm for this size, the guests are not booted but go on from
    /// where the template was; see <doc:WarmImages>. All instances are made at the same time.
    ///
    /// What the current process leaves behind when it is killed meanwhile, ``leftovers()`` finds.
    ///
    /// Rests on ``create(_:_:image:firstBoot:labels:within:)`` and `IMachine::launchVMProcess`.
    ///
    /// - Parameters:
    ///   - image: the image's name.
    ///   - size: the hardware; nil for the image's default size, and ``Size/small`` where it has none.
    ///   - count: how many, 1 to 1000.
    ///   - options: everything else.
    ///   - rung: how far the guests shall be.
    ///   - limit: how long all of it may take.
    /// - Returns: the machines, in the order of their names' numbers.
    /// - Throws: ``VMFestError``. What can be known before is reported before anything is made: `noSuchImage`,
    ///   `noSuchSize`, `invalidSpec`, `invalidArgument`, `notSupported`. When instances fail, ``VMFestError/failures`` says
    ///   which, at which stage and why, the code is theirs if they agree and else `failed`, nothing is left of them, and
    ///   ``VMFestError/kept`` has the others. A cancelled task leaves none.
    public func run(
        _ image: String,
        size: Size? = nil,
        count: Int = 1,
        _ options: RunOptions = RunOptions(),
        until rung: Rung = .running,
        within limit: Duration = .seconds(300)
    ) async throws -> [Machine] {
        let deadline = Deadline.within(limit)
        return try await VMFestError.during("run", of: image) {
            guard (1...1000).contains(count) else {
                throw VMFestError(.invalidArgument, "\(count) instances can not be run at once: 1 to 1000 can")
            }
            let plan = try await InstancePlan(on: self, image: image, size: size, count: count, options)
            return try await InstanceRun(host: self, plan: plan, options: options, rung: rung, deadline: deadline).run()
        }
    }
}
