//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Testing

@testable import VMFest

struct MetricTests {
    private func values(lengths: [UInt32] = [1, 2, 0], data: [Int32] = [12_500, 1, 2]) -> MetricValues {
        MetricValues(
            names: ["CPU/Load/User", "RAM/Usage/Used", "CPU/Load/User"], objects: ["host", "m", "m"],
            units: ["%", "kB", "%"], scales: [1000, 1, 1000], sequence: [7, 9, 0], indices: [0, 1, 3], lengths: lengths,
            data: data)
    }

    @Test("Names, objects, units and scales are paired by position; the last value counts")
    func pairing() {
        let values = values()
        #expect(values["host"].values == ["CPU/Load/User": 12.5])
        #expect(values["host"].sequence == ["CPU/Load/User": 7])
        #expect(values["m"].values == ["RAM/Usage/Used": 2048])
        #expect(values["m"].size("RAM/Usage/Used") == DataSize(bytes: 2048))
        #expect(values["m"].load("CPU/Load") == nil)
        #expect(values["m"].isKnown && !values["other"].isKnown)
    }

    @Test("Lists that do not fit together are no crash")
    func ragged() {
        #expect(values(lengths: [9, .max, 1], data: [1])["host"].values.isEmpty)
        #expect(values(lengths: [1])["m"].values.isEmpty)
        #expect(values(data: [])["host"].values.isEmpty)
    }

    private func object(_ sequence: UInt32?) -> MetricValues.Object {
        MetricValues.Object(sequence: sequence.map { ["CPU/Load/User": $0] } ?? [:], isKnown: true)
    }

    /// What comes of several looks: whether the metrics are set up, and whether values are fresh then.
    private func looks(_ objects: MetricValues.Object...) -> (dues: [Bool], fresh: [Bool]) {
        var watch = MetricWatch()
        var looks: (dues: [Bool], fresh: [Bool]) = ([], [])
        for object in objects {
            looks.dues.append(watch.isDue(after: object))
            looks.fresh.append(watch.isFresh)
        }
        return looks
    }

    @Test("What nobody collects is set up at once, and then waited for")
    func setUp() {
        let looks = looks(MetricValues.Object(), object(nil), object(nil), object(1))
        #expect(looks.dues == [false, true, false, false])
        #expect(looks.fresh == [false, false, false, true])
    }

    @Test("What another client collects is used; values of long ago are not")
    func foreign() {
        let looks = looks(object(5), object(6))
        #expect(looks.dues == [false, false])
        #expect(looks.fresh == [false, true])
    }

    @Test("What another client switched off is set up again, and unknown until it is new")
    func switchedOff() {
        // Set up anew, VirtualBox counts from the beginning.
        let looks = looks(object(5), object(6), object(6), object(6), object(6), object(1))
        #expect(looks.dues == [false, false, false, false, true, false])
        #expect(looks.fresh == [false, true, true, true, false, true])
    }
}
