//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation

/// What the processes had after so many verbs.
struct EnduranceSample: CustomStringConvertible {
    let verbs: Int
    let usages: [ProcessUsage]

    var description: String {
        let texts = usages.map { "\($0.name) \($0.residentKiB) KiB, \($0.descriptors) descriptors" }
        return "\(verbs) verbs: \(texts.joined(separator: "; "))"
    }
}

/// Whether what the processes have grows with the number of verbs, once they are warm.
struct EnduranceGrowth {
    /// Those after the warm-up, which is a quarter of them.
    private let samples: ArraySlice<EnduranceSample>

    init(samples: [EnduranceSample]) { self.samples = samples.dropFirst(samples.count / 4) }

    private var names: [String] { samples.first?.usages.map(\.name) ?? [] }

    private func values(_ index: Int, _ value: (ProcessUsage) -> Int) -> [(x: Double, y: Double)] {
        samples.map { (Double($0.verbs), Double(value($0.usages[index]))) }
    }

    /// A line for each process.
    var summary: String {
        names.indices.map { index in
            let memory = Self.slope(of: values(index, \.residentKiB)) * 1_000
            let descriptors = Self.slope(of: values(index, \.descriptors)) * 1_000
            return "\(names[index]): \(String(format: "%+.1f", memory)) KiB and"
                + " \(String(format: "%+.2f", descriptors)) descriptors for 1,000 verbs"
        }.joined(separator: "\n")
    }

    /// Of which process the file descriptors became more: in the last third there were never as few as in the first.
    ///
    /// A few may be connections that are open for a while.
    var complaints: [String] {
        let third = max(1, samples.count / 3)
        return names.indices.compactMap { index in
            let counts = samples.map { $0.usages[index].descriptors }
            guard let most = counts.prefix(third).max(), let fewest = counts.suffix(third).min() else { return nil }
            guard fewest > most + 8 else { return nil }
            return "\(names[index]): \(most) file descriptors at first, \(fewest) at the end"
        }
    }

    /// That of the line that is nearest to the points, by the squares of the distances; 0 for less than two.
    static func slope(of points: [(x: Double, y: Double)]) -> Double {
        let count = Double(points.count)
        let (meanX, meanY) = (points.map(\.x).reduce(0, +) / count, points.map(\.y).reduce(0, +) / count)
        let square = points.map { ($0.x - meanX) * ($0.x - meanX) }.reduce(0, +)
        let product = points.map { ($0.x - meanX) * ($0.y - meanY) }.reduce(0, +)
        return square > 0 ? product / square : 0
    }
}
