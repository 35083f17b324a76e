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
            let path = fixture.path("fixed.vdi")
            let reports = Mutex<[ProgressReport]>([])
            try await service.withVirtualBox { scope in
                let (disk, progress) = try await fixedDisk(path, mebibytes: 1024, in: scope)
                try await scope.finish(progress, of: "IMedium_createBaseStorage") { report in
                    reports.withLock { $0.append(report) }
                }
                try await scope.finish(disk.deleteStorage(), of: "IMedium_deleteStorage")
            }
            let seen = reports.withLock { $0 }
            #expect(seen.map(\.percent) == seen.map(\.percent).sorted())
            #expect(seen.allSatisfy { (0...100).contains($0.percent) && !$0.description.isEmpty })
        }
    }

    @Test("a cancelled task cancels the operation and awaits its end")
    func cancellation() async throws {
        try await Fixture.run { fixture in
            let service = WebService(.init(url: fixture.host.url))
            let path = fixture.path("fixed.vdi")
            let task = Task {
                try await service.withVirtualBox { scope in
                    let (_, progress) = try await fixedDisk(path, mebibytes: 16 * 1024, in: scope)
                    withUnsafeCurrentTask { $0?.cancel() }
                    try await scope.finish(progress, of: "IMedium_createBaseStorage")
                }
            }
            await #expect(throws: CancellationError.self) { try await task.value }
            #expect(!FileManager.default.fileExists(atPath: path))
        }
    }

    @Test("at its deadline an operation is cancelled and reported as late")
    func deadline() async throws {
        try await Fixture.run { fixture in
            let service = WebService(.init(url: fixture.host.url))
            let path = fixture.path("fixed.vdi")
            let error = try await #require(throws: VirtualBoxError.self) {
                try await service.withVirtualBox { scope in
                    let (_, progress) = try await fixedDisk(path, mebibytes: 16 * 1024, in: scope)
                    try await scope.finish(
                        progress, of: "IMedium_createBaseStorage", until: .within(.milliseconds(100)))
                }
            }
            #expect(error.code == .timeLimit)
            #expect(!FileManager.default.fileExists(atPath: path))
        }
    }

    private func fixedDisk(
        _ path: String, mebibytes: Int64, in scope: HostScope
    ) async throws -> (Medium, VirtualBoxAPI.Progress) {
        let disk = try await scope.box.createMedium(
            format: "VDI", location: path, accessMode: .readWrite, aDeviceTypeType: .hardDisk)
        return (disk, try await disk.createBaseStorage(logicalSize: mebibytes << 20, variant: [.fixed]))
    }
}
