//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import Logging
import Testing

@testable import VMFest
@testable import VMFestCommands

struct ParsingTests {
    private func parse<Command>(_ words: String..., as type: Command.Type = Command.self) throws -> Command {
        try #require(try VMFestCommand.parseAsRoot(words) as? Command)
    }

    @Test func createTakesAName() throws {
        let create = try parse("create", "web", as: Create.self)
        #expect(create.name == "web")
        #expect(create.image == nil)
        #expect(!create.start)
        #expect(create.timeout.duration == .seconds(120))
        #expect(create.output.renderer.format == .text)
    }

    @Test func snapshotsAreNamedWithTheirMachine() throws {
        let take = try parse("snapshot", "take", "web", "clean", "--description", "text", as: SnapshotTake.self)
        #expect(take.snapshot.machine == "web" && take.snapshot.name == "clean" && take.description == "text")
        let restore = try parse("snapshot", "restore", "web", "clean", "--stop", as: SnapshotRestore.self)
        #expect(restore.stop)
        #expect(try !parse("snapshot", "restore", "web", "clean", as: SnapshotRestore.self).stop)
        #expect(throws: (any Error).self) { try VMFestCommand.parseAsRoot(["snapshot", "rm", "web"]) }
        #expect(throws: (any Error).self) { try VMFestCommand.parseAsRoot(["snapshot", "take", "web", ""]) }
    }

    @Test func aLinkedCloneIsOneOfASnapshot() throws {
        let full = try parse("clone", "web", "two", as: Clone.self)
        #expect(full.kind == .full && full.snapshot == nil)
        let linked = try parse("clone", "web", "two", "--linked", "--snapshot", "clean", as: Clone.self)
        #expect(linked.kind == .linked && linked.snapshot == "clean")
        #expect(throws: (any Error).self) { try VMFestCommand.parseAsRoot(["clone", "web", "two", "--linked"]) }
        #expect(throws: (any Error).self) {
            try VMFestCommand.parseAsRoot(["clone", "web", "two", "--linked", "--full", "--snapshot", "s"])
        }
    }

    @Test func anImportIsOfAnApplianceFile() throws {
        let plain = try parse("import", "~/web.ova", as: Import.self)
        #expect(plain.name == nil && !plain.dryRun && !plain.acceptLicense)
        let full = try parse(
            "import", "/web.OVF", "--name", "two", "--accept-license", "--tag", "a=b", "--dry-run", as: Import.self)
        #expect(full.name == "two" && full.acceptLicense && full.dryRun)
        #expect(throws: (any Error).self) { try VMFestCommand.parseAsRoot(["import", "web.vdi"]) }
        #expect(throws: (any Error).self) { try VMFestCommand.parseAsRoot(["import", "web.ova", "--name", ""]) }
    }

    @Test func createTakesASpecAndWhatOverridesIt() throws {
        let create = try parse(
            "create", "web", "--image", "a.vdi", "--spec", "-", "--memory", "2GiB", "--cpus", "3", "--start", "-q",
            as: Create.self)
        #expect(create.image == "a.vdi")
        #expect(create.spec.file == "-")
        #expect(create.spec.memory == .gibibytes(2))
        #expect(create.spec.cpus == 3)
        #expect(create.start)
        #expect(create.output.renderer.format == .quiet)
    }

    @Test func verbsTakeSeveralNames() throws {
        let names = ["a", "b c"]
        #expect(try parse("start", "a", "b c", as: Start.self).machines.names == names)
        #expect(try parse("pause", "a", "b c", as: Pause.self).machines.names == names)
        #expect(try parse("resume", "a", "b c", as: Resume.self).machines.names == names)
        #expect(try parse("save", "a", "b c", as: Save.self).machines.names == names)
        #expect(try parse("reset", "a", "b c", as: Reset.self).machines.names == names)
        #expect(try parse("power-off", "a", "b c", as: PowerOff.self).machines.names == names)
        #expect(try parse("stop", "a", "b c", as: Stop.self).machines.names == names)
        #expect(try parse("destroy", "a", "b c", as: Destroy.self).machines.names == names)
    }

    @Test func afterTwoDashesANameMayBeginWithADash() throws {
        #expect(try parse("start", "--gui", "--", "-a", as: Start.self).machines.names == ["-a"])
    }

    @Test func verbsTakeAllOrThoseThatATagSelects() throws {
        let destroy = try parse("destroy", "--tag", "role=web", "--all", "--tag", "@state=off", as: Destroy.self)
        #expect(destroy.machines.areAll)
        #expect(try destroy.machines.filter.filters == [MachineFilter("role=web"), MachineFilter("@state=off")])
        #expect(try parse("stop", "--all", as: Stop.self).machines.filter.filters.isEmpty)
        #expect(try parse("ls", "--tag", "role", as: List.self).filters == [MachineFilter("role")])
    }

    @Test func tagsAreSetAndRemoved() throws {
        let tag = try parse("tag", "web", "role=web", "b=x=y", "--remove", "old-", as: TagCommand.self)
        #expect(tag.name == "web")
        #expect(try tag.tags.byKey() == ["role": "web", "b": "x=y"])
        #expect(tag.removed == ["old-"])
    }

    @Test func createTakesLabels() throws {
        let create = try parse(
            "create", "web", "--tag", "role=web", "--tag", "a=b", "--owner", "me", "--ttl", "1.5h", as: Create.self)
        #expect(
            try create.labels.labels()
                == MachineLabels(tags: ["role": "web", "a": "b"], owner: "me", lifetime: .seconds(5_400)))
        #expect(try parse("create", "web", as: Create.self).labels.labels() == MachineLabels())
    }

    @Test func sizesAreNamedAndAdded() throws {
        let create = try parse("create", "a", "--image", "b", "--size", "large", "--disk", "40GiB", as: Create.self)
        #expect(create.size == "large")
        #expect(create.spec.disk == .gibibytes(40))
        let add = try parse("size", "add", "db", "--cpus", "2", "--memory", "6GiB", "--disk", "60GiB", as: SizeAdd.self)
        #expect(add.name == "db")
        #expect((add.cpus, add.memory, add.videoMemory) == (2, .gibibytes(6), .mebibytes(16)))
        #expect(add.disk == .gibibytes(60))
        let image = try parse(
            "image", "import", "a", "b", "--size", "small", "--min-disk", "2GiB", as: ImageImport.self)
        #expect(image.attributes.attributes == ImageAttributes(size: "small", minimumDisk: .gibibytes(2)))
    }

    @Test(arguments: [("90s", 90), ("30m", 1_800), ("2h", 7_200), ("0.5d", 43_200), ("3650d", 315_360_000)])
    func aLifetimeIsANumberWithAUnit(_ text: String, _ seconds: Int) throws {
        #expect(try Lifetime(argument: text).duration == .seconds(seconds))
    }

    @Test func stopTakesALimitAndForce() throws {
        #expect(try parse("stop", "a", as: Stop.self).timeout.duration == .seconds(60))
        let stop = try parse("stop", "a", "--timeout", "2.5", "--force", as: Stop.self)
        #expect(stop.timeout.duration == .seconds(2.5))
        #expect(stop.force)
    }

    @Test func listsAndDetailsHaveAForm() throws {
        #expect(try parse("ls", "--all", "--json", as: List.self).output.renderer.format == .json)
        #expect(try parse("ls", "--all", as: List.self).all)
        #expect(try parse("show", "a", "--json", as: Show.self).output.renderer.format == .json)
        #expect(try parse("doctor", as: Doctor.self).output.renderer.format == .text)
    }

    @Test func theHostIsTakenBeforeAndAfterTheCommand() throws {
        let url = "https://h:18083"
        #expect(try parse("--host", url, "ls", as: List.self).host.url == url)
        #expect(try parse("ls", "--host", url, as: List.self).host.url == url)
        let options = try parse("ls", "--host", url, "--user", "joe", "--ca-file", "a.pem", "-vv", as: List.self).host
        #expect(options.user == "joe")
        #expect(options.trust == .roots(file: "a.pem"))
        #expect(options.logLevel == .trace)
        #expect(try parse("ls", "--insecure", as: List.self).host.trust == .anything)
        #expect(try parse("ls", as: List.self).host.logLevel == .warning)
    }

    @Test func theDemosImageComesFromTheOptionOrTheEnvironment() throws {
        let environment = ["VMFEST_TEST_IMAGE": "/b.vdi"]
        #expect(try parse("demo", "--image", "/a.vdi", as: Demo.self).path(in: environment)?.text == "/a.vdi")
        #expect(try parse("demo", as: Demo.self).path(in: environment)?.text == "/b.vdi")
        #expect(try parse("demo", as: Demo.self).path(in: [:]) == nil)
    }

    @Test(arguments: [
        ["nonsense"], ["create"], ["create", ""], ["create", "a", "b"], ["create", "a", "--memory", "lots"],
        ["create", "a", "--cpus", "two"], ["create", "a", "--image", ""], ["create", "a", "--forward", "80"],
        ["create", "a", "--json", "--quiet"], ["start"], ["start", ""], ["start", "-x"], ["stop", "a", "--timeout=-1"],
        ["stop", "a", "--timeout", "inf"], ["pause"], ["resume"], ["save"], ["reset"], ["power-off"], ["destroy"],
        ["destroy", "a", "--force"], ["ls", "a"], ["ls", "--json", "-q"], ["show"], ["show", "a", "b"],
        ["doctor", "a"], ["demo", "a"], ["ls", "--host", "localhost"], ["ls", "--host", "http://joe:secret@h"],
        ["ls", "--insecure", "--ca-file", "a.pem"], ["destroy", "a", "--all"], ["destroy", "--tag", "a=b"],
        ["destroy", "a", "--tag", "a=b"], ["destroy", "--all", "--tag", "a b"], ["ls", "--tag", "@nope=1"],
        ["ls", "--tag", ""], ["tag"], ["tag", "a"], ["tag", "a", "b"], ["tag", "a", "=b"], ["tag", "a", "b=1", "b=2"],
        ["tag", "a", "b=1", "--remove", "b"], ["create", "a", "--tag", "b"], ["create", "a", "--owner", ""],
        ["create", "a", "--ttl", "0s"], ["create", "a", "--ttl", "2"], ["create", "a", "--ttl", "h"],
        ["create", "a", "--ttl=-1h"], ["create", "a", "--ttl", "3651d"], ["create", "a", "--ttl", "infd"],
        ["create", "a", "--ttl", "1e3s"], ["create", "a", "--disk", "1GiB"], ["size", "add", "a", "--cpus", "1"],
        ["create", "a", "--image", "b", "--disk", "0"], ["size", "add", "a", "--cpus", "1", "--memory", "lots"],
        ["size", "rm"], ["image", "import", "a", "b", "--min-disk", "x"],
    ])
    func aWrongCommandLineIs64(_ words: [String]) throws {
        let error = try #require(throws: (any Error).self) { try VMFestCommand.parseAsRoot(words) }
        #expect(ExitStatus(of: error) == .usage)
    }
}
