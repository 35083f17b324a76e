//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import Foundation
import Testing

@testable import VMFest
@testable import VMFestCommands

struct OperatorCommandsTests {
    private func parse<Command>(_ words: String..., as type: Command.Type = Command.self) throws -> Command {
        try #require(try VMFestCommand.parseAsRoot(words) as? Command)
    }

    @Test func extraDataIsTheHostsUnlessAMachineIsNamed() throws {
        #expect(try ExtraTarget(["k"], following: 1, usage: "").machine == nil)
        #expect(try ExtraTarget(["web", "k"], following: 1, usage: "").machine == "web")
        #expect(try ExtraTarget(["web", "k", "v"], following: 2, usage: "").words == ["k", "v"])
        #expect(try parse("extra", "set", "web", "k", "v", as: ExtraSet.self).words == ["web", "k", "v"])
        for words in [
            ["extra", "get"], ["extra", "get", "a", "b", "c"], ["extra", "set", "k"], ["extra", "get", "", "k"],
        ] {
            #expect(throws: (any Error).self) { try VMFestCommand.parseAsRoot(words) }
        }
    }

    @Test func eventsTakeKindsAndANumber() throws {
        let events = try parse("events", "--kind", "state", "--kind", "extra-data", "--count", "3", as: Events.self)
        #expect(events.kinds == [.state, .extraData])
        #expect(events.count == 3)
        for words in [["events", "--kind", "none"], ["events", "--count", "0"]] {
            #expect(throws: (any Error).self) { try VMFestCommand.parseAsRoot(words) }
        }
    }

    @Test func topTakesANumberAndAnInterval() throws {
        let top = try parse("top", "-n", "2", "--interval", "5", "--all", as: Top.self)
        #expect(top.number == 2 && top.interval == 5 && top.all)
        for words in [["top", "-n", "0"], ["top", "--interval", "0"], ["top", "--interval", "1.5"]] {
            #expect(throws: (any Error).self) { try VMFestCommand.parseAsRoot(words) }
        }
    }

    @Test func aSampleIsATableAndALineOfJSON() throws {
        let machine = MachineSample(
            machine: Samples.machine(1), name: "web\u{1B}", cpu: CPULoad(user: 1, kernel: 0.25),
            memory: .mebibytes(40), received: 20_480)
        let sample = HostSample(
            time: Date(timeIntervalSince1970: 0), cpu: CPULoad(user: 10, kernel: 2, idle: 88),
            memoryTotal: .gibibytes(1), machines: [machine])
        let table = SampleTable(sample: sample)
        #expect(
            table.text == """
                1970-01-01T00:00:00Z; cpu 10.0 user, 2.0 kernel, 88.0 idle; memory 1024 MiB, - used, - free
                NAME  CPU %  USER  KERNEL  MEMORY  DISK    IN/S  OUT/S
                web\u{FFFD}    1.2   1.0     0.2  40 MiB     -  20 KiB      -
                """)
        #expect(try !table.json().contains("\n"))
        #expect(try table.json().contains(#""memoryMiB":40,"name":"web\u001b","received":20480"#))
        #expect(table.screen(20).split(separator: "\n").allSatisfy { $0.count < 28 })
        #expect(table.screen(nil) == table.text + "\n\n")
    }

    @Test func typeTakesTextKeysAndALayout() throws {
        let type = try parse("type", "web", "a b", "c", "--enter", "--layout", "de", as: Type.self)
        #expect(type.words == ["a b", "c"] && type.enter && type.layout == .de)
        _ = try parse("type", "web", "--keys", "ctrl+alt+f2", "pause=1", as: Type.self)
        for words in [
            ["type", "web"], ["type", "web", "--keys", "nothing"], ["type", "web", "a", "--layout", "xx"],
            ["mouse", "web"], ["mouse", "web", "jump"], ["screenshot", "web", "--screen", "-1"],
            ["logs", "web", "--tail", "-1"], ["property", "watch", "web", "--count", "0"],
        ] {
            #expect(throws: (any Error).self) { try VMFestCommand.parseAsRoot(words) }
        }
    }

    @Test func anEventIsOneLineInEveryForm() throws {
        let time = Date(timeIntervalSince1970: 0)
        let id = "00000000-0000-0000-0000-000000000001"
        let line = EventLine(event: .property(Samples.machine(1), name: "/a", value: "x\ny"), time: time)
        #expect(line.text == "1970-01-01T00:00:00Z property \(id) /a=x\u{FFFD}y")
        #expect(
            try line.json()
                == #"{"event":"property","machine":"\#(id)","name":"/a","time":"1970-01-01T00:00:00Z","value":"x\ny"}"#)
        #expect(EventLine(event: .gap, time: time).text == "1970-01-01T00:00:00Z gap -")
        #expect(
            try EventLine(event: .extraData(nil, key: "k", value: nil), time: time).json()
                == #"{"event":"extra-data","key":"k","time":"1970-01-01T00:00:00Z","value":null}"#)
    }

    @Test(arguments: [
        ("a\nb\nc\n", 2, "b\nc\n"), ("a\nb\nc", 2, "b\nc"), ("a\n", 5, "a\n"), ("", 1, ""), ("a\nb\n", 0, ""),
        ("a\n\n", 1, "\n"), ("a\nb\n", 2, "a\nb\n"),
    ])
    func theEndOfALogIsItsLastLines(_ text: String, _ lines: Int, _ end: String) {
        var whole = LogTail(lines: lines)
        whole.add(Data(text.utf8))
        #expect(String(decoding: whole.bytes, as: UTF8.self) == end)
        var pieces = LogTail(lines: lines)
        for byte in text.utf8 { pieces.add(Data([byte])) }
        #expect(pieces.bytes == whole.bytes && pieces.offset == whole.offset)
    }
}
