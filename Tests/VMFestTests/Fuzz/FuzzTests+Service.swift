//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import SOAP
import Testing
import VirtualBox

import struct VMFest.Host

@testable import VMFest

extension FuzzTests {
    @Test("Whatever a web service answers, a verb ends with an error or without, and tells no password")
    func service() async throws {
        let answers = try Corpus.answers()
        try #require(answers.count > 400)
        try await HostileService.run(answers: answers) { service in
            try await Fuzz(name: "service", usual: 106).run { mutation, number, note in
                let verb = HostileVerb.all[Int(number % UInt64(HostileVerb.all.count))]
                note(verb.name)
                let rate = [0, 10, 50, 200, 1000].randomElement(using: &mutation) ?? 0
                service.begin(seed: mutation.next(), spoiled: rate)
                let host = Host(
                    WebService.Configuration(
                        url: service.url, user: "me", password: HostileVerb.secret, callDeadline: .seconds(2)))
                let id = UUID(uuidString: "8d682166-8900-4cf5-963e-7f0180e52439") ?? UUID()
                let told = await Self.told(within: .seconds(2)) {
                    try await verb.act(host, Machine(host: host, id: id))
                }
                #expect(told?.contains(HostileVerb.secret) != true, "\(verb.name): \(told ?? "")")
            }
        }
    }

    /// What there is to read of the error of some work, which is cancelled after a time.
    private static func told(
        within limit: Duration, _ work: @escaping @Sendable () async throws -> Void
    ) async -> String? {
        await withTaskGroup(of: String?.self) { group in
            group.addTask {
                do {
                    try await work()
                    return nil
                } catch let error as VMFestError {
                    return "\(error) \(String(reflecting: error)) \(error.cleanUpFailures)"
                } catch is CancellationError {
                    return nil
                } catch {
                    Issue.record("no error of VMFest's: \(type(of: error)): \(error)")
                    return "\(error)"
                }
            }
            group.addTask {
                try? await Task.sleep(for: limit)
                return nil
            }
            let first = await group.next() ?? nil
            group.cancelAll()
            return first
        }
    }
}
