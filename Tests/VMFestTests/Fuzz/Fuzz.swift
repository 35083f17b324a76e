//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Testing

/// Tries something with made-up inputs, the same ones each time, so that what fails or crashes can be repeated.
///
/// A usual run tries a fixed number of inputs. `VMFEST_FUZZ_SECONDS` has all targets together try as many as they can in
/// that time, from a seed by chance; `VMFEST_TEST_SEED` chooses the seed, `VMFEST_FUZZ_FROM` the first input. The input that is tried
/// stands in a file meanwhile, since a crash ends the whole process.
struct Fuzz: Sendable {
    /// What is tried, as a file may be called.
    let name: String

    /// How many inputs a usual run tries.
    let usual: Int

    private static let variables = ProcessInfo.processInfo.environment
    private static let seconds = variables["VMFEST_FUZZ_SECONDS"].flatMap(Double.init)
    private static let first = variables["VMFEST_FUZZ_FROM"].flatMap(UInt64.init) ?? 0

    static let seed =
        variables["VMFEST_TEST_SEED"].flatMap(UInt64.init) ?? (seconds == nil ? 1 : UInt64.random(in: 0...999_999_999))

    /// How many targets share the time.
    static let targets = 8.0

    /// The most memory that a target may need beyond what the process has, in KiB; other tests run beside it.
    private static let mostMemory = 1 << 20

    /// Tries inputs, one after the other.
    ///
    /// - Parameter attempt: is given the numbers that the input is made of, the input's number, and what notes the input.
    func run(_ attempt: (inout Mutation, UInt64, (String) -> Void) async throws -> Void) async throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "vmfest-fuzz-\(name).input")
        print("fuzz \(name): VMFEST_TEST_SEED=\(Self.seed), the input is in \(file.path)")
        let before = Memory.now
        Memory.forgetPeak()
        let end = Self.seconds.map { ContinuousClock.now + .seconds($0 / Self.targets) }
        var number = Self.first
        while end.map({ .now < $0 }) ?? (number < Self.first + UInt64(usual)) {
            var mutation = Mutation(seed: Self.seed &* 0x9E37_79B9 &+ number)
            let place = "VMFEST_TEST_SEED=\(Self.seed) VMFEST_FUZZ_FROM=\(number)"
            do {
                try await attempt(&mutation, number) { text in
                    try? Data("\(place)\n\(text)".utf8).write(to: file)
                }
            } catch {
                Issue.record("\(name): \(place): \(error)")
            }
            number += 1
            // Other tests have their times to keep.
            if number.isMultiple(of: 50) { await Task.yield() }
        }
        try? FileManager.default.removeItem(at: file)
        let grown = Memory.peak - before
        print("fuzz \(name): \(number - Self.first) inputs tried, \(grown / 1024) MiB more memory at most")
        #expect(grown < Self.mostMemory, "\(name): \(grown) KiB")
    }

    /// The same for something that reads bytes: seeds as they are, then changed ones.
    ///
    /// - Parameter words: pieces that mean something to the reader.
    func run(
        seeds: [[UInt8]], words: [String] = [], _ attempt: ([UInt8]) async throws -> Void
    ) async throws {
        let words = words.map { Array($0.utf8) }
        try await run { mutation, number, note in
            let index = Int(number % UInt64(seeds.count))
            let isPlain = number < UInt64(seeds.count)
            let bytes = isPlain ? seeds[index] : mutation.vary(seeds[index], beside: seeds, words: words)
            note(Data(bytes).base64EncodedString())
            try await attempt(bytes)
        }
    }
}

/// What memory this process needs, in KiB; 0 where the system does not tell that in files.
enum Memory {
    static var now: Int { value("VmRSS") }
    static var peak: Int { value("VmHWM") }

    /// Lets the peak begin anew.
    static func forgetPeak() { try? Data("5".utf8).write(to: URL(filePath: "/proc/self/clear_refs")) }

    private static func value(_ name: String) -> Int {
        let lines = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8))?.split(separator: "\n") ?? []
        let line = lines.first { $0.hasPrefix("\(name):") }
        return line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) } ?? 0
    }
}

/// Recorded things that the fuzzers change: files in `Tests/Corpus`.
enum Corpus {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Corpus")
        .standardizedFileURL

    /// What VirtualBox's web service answered to each operation, without envelopes.
    static func answers() throws -> [String: [String]] {
        let file = folder.appending(path: "service-answers.json")
        return try JSONDecoder().decode([String: [String]].self, from: Data(contentsOf: file))
    }

    /// The inputs of a target that once showed a bug, and others that are worth keeping.
    static func files(of target: String) -> [[UInt8]] {
        let folder = folder.appending(path: target)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path))?.sorted() ?? []
        return names.compactMap { try? Array(Data(contentsOf: folder.appending(path: $0))) }
    }
}
