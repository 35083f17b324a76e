//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Synchronization
import Testing
import VMFest
import VirtualBox
import VirtualBoxAPI

@Suite("Long operations", .virtualBox)
struct ProgressTests {
    @Test("reports rise to the end and the operation's own words come with them")
    func reports() async throws {
        try await Fixture.run { fixture in
            let service = WebService(.init(url: fixture.host.url))
            let path = fixture.path("copy.vdi")
            let reports = Mutex<[ProgressReport]>([])
            try await service.withVirtualBox { scope in
                let (copy, progress) = try await longOperation(fixture, in: scope)
                try await scope.finish(progress, of: "IMedium_cloneTo") { report in
                    reports.withLock { $0.append(report) }
                }
                try await scope.finish(copy.deleteStorage(), of: "IMedium_deleteStorage")
            }
            let seen = reports.withLock { $0 }
            #expect(!seen.isEmpty)
            #expect(seen.map(\.percent) == seen.map(\.percent).sorted())
            #expect(seen.allSatisfy { (0...100).contains($0.percent) && !$0.description.isEmpty })
            #expect(!FileManager.default.fileExists(atPath: path))
        }
    }

    @Test("a cancelled task cancels the operation and awaits its end")
    func cancellation() async throws {
        try await Fixture.run { fixture in
            let service = WebService(.init(url: fixture.host.url))
            let task = Task {
                try await service.withVirtualBox { scope in
                    let (_, progress) = try await longOperation(fixture, in: scope)
                    withUnsafeCurrentTask { $0?.cancel() }
                    try await scope.finish(progress, of: "IMedium_cloneTo")
                }
            }
            await #expect(throws: CancellationError.self) { try await task.value }
            #expect(!FileManager.default.fileExists(atPath: fixture.path("copy.vdi")))
        }
    }

    @Test("at its deadline an operation is cancelled and reported as late")
    func deadline() async throws {
        try await Fixture.run { fixture in
            let service = WebService(.init(url: fixture.host.url))
            let error = try await #require(throws: VirtualBoxError.self) {
                try await service.withVirtualBox { scope in
                    let (_, progress) = try await longOperation(fixture, in: scope)
                    try await scope.finish(progress, of: "IMedium_cloneTo", until: .within(.milliseconds(50)))
                }
            }
            #expect(error.code == .timeLimit)
            #expect(!FileManager.default.fileExists(atPath: fixture.path("copy.vdi")))
        }
    }

    /// A copy of a disk of 2 GiB that writes every byte, which takes seconds.
    private func longOperation(
        _ fixture: Fixture, in scope: HostScope
    ) async throws -> (Medium, VirtualBoxAPI.Progress) {
        let source = try await disk(fixture.path("fixed.vdi"), in: scope)
        let creation = try await source.createBaseStorage(logicalSize: 2 << 30, variant: [.fixed])
        try await scope.finish(creation, of: "IMedium_createBaseStorage")
        let copy = try await disk(fixture.path("copy.vdi"), in: scope)
        return (copy, try await source.cloneTo(target: copy, variant: [.fixed], parent: nil))
    }

    private func disk(_ path: String, in scope: HostScope) async throws -> Medium {
        try await scope.box.createMedium(
            format: "VDI", location: path, accessMode: .readWrite, aDeviceTypeType: .hardDisk)
    }
}
