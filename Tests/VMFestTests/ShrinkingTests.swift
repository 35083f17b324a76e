//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import TestSupport
import Testing

@Suite("Shrinking a sequence that fails")
struct ShrinkingTests {
    @Test(
        "only what is needed for the failure stays, in its order",
        arguments: [[7], [3, 40], [0, 50, 99], [10, 11, 12, 90]])
    func needed(elements: [Int]) async {
        var shrinking = Shrinking()
        let shortest = await shrinking.shortest(of: Array(0..<100)) { part in elements.allSatisfy(part.contains) }
        #expect(shortest == elements)
        #expect(shrinking.isComplete)
        #expect(shrinking.tries < 100, "pieces are left out, not only single elements")
    }

    @Test("an element that can be left out only after a later one is left out as well")
    func dependent() async {
        var shrinking = Shrinking()
        // 1 without 2 is no failure, nor is 2 without 1; neither is needed.
        let shortest = await shrinking.shortest(of: [1, 2, 3]) { part in
            part.contains(3) && (!part.contains(2) || part.contains(1))
        }
        #expect(shortest == [3])
    }

    @Test("what fails whatever is in it shrinks to nothing; what fails only as a whole stays")
    func ends() async {
        var shrinking = Shrinking()
        #expect(await shrinking.shortest(of: [1, 2, 3]) { _ in true } == [])
        shrinking = Shrinking()
        #expect(await shrinking.shortest(of: [1, 2, 3]) { _ in false } == [1, 2, 3])
        #expect(shrinking.isComplete)
        shrinking = Shrinking()
        #expect(await shrinking.shortest(of: [Int]()) { _ in true } == [])
    }

    @Test("no part is tried that is the whole, and after the limit the shortest so far is given")
    func limit() async {
        var shrinking = Shrinking(limit: 3)
        var parts: [[Int]] = []
        let shortest = await shrinking.shortest(of: Array(0..<16)) { part in
            parts.append(part)
            return part.contains(15)
        }
        #expect(parts.count == 3 && parts.allSatisfy { $0.count < 16 })
        #expect(shrinking.tries == 3 && !shrinking.isComplete)
        #expect(shortest.contains(15) && shortest.count < 16)
    }
}
