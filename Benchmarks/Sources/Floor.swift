//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation

/// Sends what was recorded once more, as bytes that were built before, over one connection that is kept: no client can be
/// much faster with the same calls.
///
/// References and identifiers that the service gives out anew each time are put in the place of those that were recorded.
/// Events are not read: that is waiting, and which ones come differs.
struct Floor {
    private var steps: [Step] = []

    private struct Step {
        var request: [UInt8]
        /// Where in the request stands what an earlier answer gave out.
        var places: [(offset: Int, name: [UInt8])]
        /// Whether the recorded answer was that it can not be done.
        var isRefused: Bool
        /// What the recorded answer gave out, in its order.
        var names: [[UInt8]]
    }

    init(_ exchanges: [Recorder.Exchange]) {
        var given: Set<[UInt8]> = []
        var events: Set<[UInt8]> = []
        for exchange in exchanges {
            let asked = Self.names(in: exchange.request).map(\.name)
            if RawConnection.range(of: Self.reading, in: exchange.request, from: 0) != nil
                || !events.isDisjoint(with: asked)
            {
                events.formUnion(Set(Self.names(in: exchange.answer).map(\.name)).subtracting(given))
                continue
            }
            let places = Self.names(in: exchange.request).filter { given.contains($0.name) }
            let names = Self.names(in: exchange.answer).map(\.name)
            given.formUnion(names)
            steps.append(
                Step(
                    request: exchange.request, places: places, isRefused: Self.isFault(exchange.answer), names: names))
        }
        // What nobody asks for later need not be looked for.
        let asked = Set(steps.flatMap { $0.places.map(\.name) })
        for index in steps.indices where asked.isDisjoint(with: steps[index].names) { steps[index].names = [] }
    }

    private static let reading = Array("IEventSource_getEvent".utf8)
    private static let fault = Array(":Fault>".utf8)

    var calls: Int { steps.count }

    /// Sends everything; something that the service refuses, since it came too early, is sent again until it is taken.
    func run(over connection: RawConnection) throws {
        var current: [[UInt8]: [UInt8]] = [:]
        for step in steps {
            var request = step.request
            for (offset, name) in step.places {
                if let name = current[name] { request.replaceSubrange(offset..<offset + name.count, with: name) }
            }
            var answer = try connection.exchange(request)
            for _ in 0..<2_000 where Self.isFault(answer) != step.isRefused {
                usleep(1_000)
                answer = try connection.exchange(request)
            }
            guard Self.isFault(answer) == step.isRefused else {
                throw BenchmarkError(
                    "the service does not take \(String(decoding: request, as: UTF8.self)): "
                        + String(decoding: answer, as: UTF8.self))
            }
            guard !step.names.isEmpty else { continue }
            for (old, new) in zip(step.names, Self.names(in: answer).map(\.name)) where old.count == new.count {
                current[old] = new
            }
        }
    }

    private static func isFault(_ answer: [UInt8]) -> Bool {
        RawConnection.range(of: fault, in: answer, from: 0) != nil
    }

    /// References (16 hexadecimal digits, a dash, 16 more) and UUIDs, and where they are.
    private static func names(in bytes: [UInt8]) -> [(offset: Int, name: [UInt8])] {
        var names: [(offset: Int, name: [UInt8])] = []
        var start = 0
        while start < bytes.count {
            guard isDigit(bytes[start]) else {
                start += 1
                continue
            }
            var end = start
            while end < bytes.count, isDigit(bytes[end]) || bytes[end] == dash { end += 1 }
            let name = bytes[start..<end]
            if name.count == 33 && name[start + 16] == dash || name.count == 36 && name[start + 8] == dash {
                names.append((start, Array(name)))
            }
            start = end
        }
        return names
    }

    private static let dash = UInt8(ascii: "-")

    private static func isDigit(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (97...102).contains(byte)
    }
}
