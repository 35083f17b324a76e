//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import TestSupport
import Testing
import VirtualBoxAPI

@testable import VirtualBox

struct ProgressReportsTests {
    private typealias Answer = ScriptedChannel.Answer

    private func channel(_ more: [String: [Answer]]) -> ScriptedChannel {
        let script: [String: [Answer]] = [
            "IProgress_waitForCompletion": [.elements([])],
            "IProgress_getCompleted": [.value("true")],
            "IProgress_getResultCode": [.value("0")],
            "IProgress_getErrorInfo": [.value(nil)],
        ]
        return ScriptedChannel(script.merging(more) { $1 })
    }

    private func reports(
        _ channel: ScriptedChannel, of operation: String = "IMachine_deleteConfig"
    ) async throws -> [ProgressReport] {
        var reports: [ProgressReport] = []
        for try await report in ProgressReports(of: try channel.object("progress"), operation: operation) {
            reports.append(report)
        }
        return reports
    }

    @Test("Reports come until the operation has ended, and the waits in between grow")
    func success() async throws {
        let channel = channel([
            "IProgress_getCompleted": [.value("false"), .value("false"), .value("true")],
            "IProgress_getPercent": [.value("10"), .value("60")],
            "IProgress_getOperationDescription": [.value("Deleting 'a.vdi'"), .value("Deleting 'b.vdi'")],
        ])
        let expected = [
            ProgressReport(percent: 10, description: "Deleting 'a.vdi'"),
            ProgressReport(percent: 60, description: "Deleting 'b.vdi'"),
        ]
        #expect(try await reports(channel) == expected)
        let waits = channel.calls(of: "IProgress_waitForCompletion").compactMap { $0.parameter("timeout") }
        #expect(waits == ["200", "400", "800"])
    }

    @Test("No single wait is longer than 1.6 seconds")
    func slices() async throws {
        let channel = channel([
            "IProgress_getCompleted": Array(repeating: .value("false"), count: 8) + [.value("true")],
            "IProgress_getPercent": [.value("1")],
            "IProgress_getOperationDescription": [.value("")],
        ])
        #expect(try await reports(channel).count == 8)
        let waits = channel.calls(of: "IProgress_waitForCompletion").compactMap { $0.parameter("timeout") }
        #expect(waits.compactMap { Int($0) }.max() == 1600)
    }

    @Test("A failure has VirtualBox's whole chain, and means what it means in the call that began it")
    func failure() async throws {
        let channel = channel([
            "IProgress_getResultCode": [.value("-2135228409")],
            "IProgress_getErrorInfo": [.value("info-1")],
            "IVirtualBoxErrorInfo_getResultCode info-1": [.value("-2135228409")],
            "IVirtualBoxErrorInfo_getComponent info-1": [.value("MediumWrap")],
            "IVirtualBoxErrorInfo_getText info-1": [.value("Medium is locked")],
            "IVirtualBoxErrorInfo_getNext info-1": [.value("info-2")],
            "IVirtualBoxErrorInfo_getResultCode info-2": [.value("-2147467259")],
            "IVirtualBoxErrorInfo_getComponent info-2": [.value("")],
            "IVirtualBoxErrorInfo_getText info-2": [.value("inner")],
            "IVirtualBoxErrorInfo_getNext info-2": [.value(nil)],
        ])
        let error = try await #require(throws: VirtualBoxError.self) {
            try await reports(channel, of: "IMedium_deleteStorage")
        }
        #expect(error.code == .inUse)
        #expect(error.message == "Medium is locked")
        #expect(error.operation == "IMedium_deleteStorage")
        #expect(
            error.chain == [
                .init(code: .invalidObjectState, component: "MediumWrap", text: "Medium is locked"),
                .init(code: .failure, component: "", text: "inner"),
            ])
    }

    @Test("A failure without details names its code")
    func failureWithoutDetails() async throws {
        let channel = channel(["IProgress_getResultCode": [.value("-2147467259")]])
        let error = try await #require(throws: VirtualBoxError.self) { try await reports(channel) }
        #expect(error.code == .failed)
        #expect(error.message == "VirtualBox reported 0x80004005")
        #expect(error.resultCode == .failure)
    }

    @Test("A chain that bites its own tail ends")
    func endless() async throws {
        let channel = ScriptedChannel([
            "IVirtualBoxErrorInfo_getResultCode": [.value("-1")],
            "IVirtualBoxErrorInfo_getComponent": [.value("")],
            "IVirtualBoxErrorInfo_getText": [.value("again")],
            "IVirtualBoxErrorInfo_getNext": [.value("info")],
        ])
        #expect(try await HostScope.chain(channel.object("info")).count == 16)
    }
}
