//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

extension Collection where Element: Sendable {
    /// The results of asking for every element, in the elements' order.
    ///
    /// At most 16 are asked for at the same time: more than the connections to a service can carry, and few enough for the
    /// memory of a program that asks for hundreds. The first failure cancels the others.
    package func concurrentMap<Result: Sendable>(
        _ transform: @escaping @Sendable (Element) async throws -> Result
    ) async throws -> [Result] {
        try await withThrowingTaskGroup(of: (Int, Result).self) { group in
            var results = [Result?](repeating: nil, count: count)
            for (index, element) in enumerated() {
                if index >= 16, let (done, result) = try await group.next() { results[done] = result }
                group.addTask { (index, try await transform(element)) }
            }
            for try await (index, result) in group { results[index] = result }
            return results.compactMap(\.self)
        }
    }
}
