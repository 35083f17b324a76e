//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

extension Collection where Element: Sendable {
    /// The results of asking for every element at once, in the elements' order.
    ///
    /// The first failure cancels the others.
    package func concurrentMap<Result: Sendable>(
        _ transform: @escaping @Sendable (Element) async throws -> Result
    ) async throws -> [Result] {
        try await withThrowingTaskGroup(of: (Int, Result).self) { group in
            for (index, element) in enumerated() {
                group.addTask { (index, try await transform(element)) }
            }
            var results = [Result?](repeating: nil, count: count)
            for try await (index, result) in group { results[index] = result }
            return results.compactMap(\.self)
        }
    }
}
