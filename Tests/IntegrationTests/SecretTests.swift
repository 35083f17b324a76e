//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Subprocess
import Synchronization
import Testing
import VMFest

#if canImport(System)
    import System
#else
    import SystemPackage
#endif

/// Passwords with marks that are looked for everywhere while commands use them, and while they fail.
@Suite("Secrets", .virtualBox)
struct SecretTests {
    private static let secrets = [
        "VMFEST_PASSWORD": "mark-of-the-service", "VMFEST_GUEST_PASSWORD": "mark-of-the-guest",
        "VMFEST_DISK_PASSWORD": "mark-of-the-disk",
    ]

    /// Commands of each kind, such that succeed and such that fail; `NAME` is a machine that runs, `DISK` a data disk.
    private static let commands = [
        "list --json -vv", "show NAME --json -vv", "show NAME -vv", "show no-such -vv", "host show -vv", "doctor -vv",
        "disk ls --json -vv", "disk encrypt DISK -vv", "disk decrypt DISK -vv", "disk encrypt no-such -vv",
        "start NAME -vv", "pause NAME -vv", "resume NAME -vv",
        "exec NAME --login root --via additions --timeout 1 -vv -- id",
        "exec NAME --login root --via ssh --timeout 2 -vv -- id",
        "cp NAME:/etc/hosts TARGET --login root --timeout 1 -vv", "fs ls NAME:/ --login root --timeout 1 -vv",
        "snapshot take NAME mark -vv", "snapshot ls NAME --json -vv", "extra ls NAME -vv", "gc -vv",
        "image ls -vv", "net ls -vv", "size ls -vv", "list --host http://127.0.0.1:9 -vv", "power-off NAME -vv",
        "start NAME --host https://127.0.0.1:9 -vv", "destroy NAME --nonsense -vv",
    ]

    @Test(
        "no password is in what is printed or logged, in a command line, or in the environment of programs that are started"
    )
    func nowhere() async throws {
        try await Fixture.run { fixture in
            let spec = MachineSpec(
                memory: .mebibytes(32),
                networks: [.nat(forwards: [PortForward(name: "ssh", hostPort: 0, guestPort: 22)])])
            let machine = try await fixture.machine("vm", spec)
            _ = try await fixture.host.createDisk(fixture.name("data"), .mebibytes(4))
            try await machine.start()
            let program = VMFestProgram(url: fixture.host.url)
            let watch = ProcessWatch(marks: Self.secrets.values.map { $0 })
            let seen = try await watch.during {
                for command in Self.commands {
                    let words = command.split(separator: " ").map { word in
                        String(word).replacing("NAME", with: fixture.name("vm"))
                            .replacing("DISK", with: fixture.name("data")).replacing(
                                "TARGET", with: fixture.path("copy"))
                    }
                    let result = try await program.observe(words, environment: Self.secrets)
                    for mark in Self.secrets.values {
                        #expect(!result.output.contains(mark), "\(command): \(result.output)")
                        #expect(!result.errors.contains(mark), "\(command): \(result.errors)")
                    }
                    #expect(!result.errors.isEmpty || !result.output.isEmpty || result.code == 0, "\(command)")
                }
            }
            #expect(seen.leaks.isEmpty, "\(seen.leaks)")
            #if os(Linux)
                #expect(seen.commands.contains { $0.contains("vmfest") }, "the watch saw none of the commands")
            #endif
            let extra = try await fixture.manage("getextradata", "global", "enumerate")
            let settings = try String(contentsOfFile: await machine.info().settingsFile, encoding: .utf8)
            for mark in Self.secrets.values { #expect(!extra.contains(mark) && !settings.contains(mark)) }
        }
    }

    @Test("values that hold a password do not show it, however they are printed or encoded")
    func values() throws {
        let mark = "mark-of-the-service"
        let host = VMFest.Host(url: "http://127.0.0.1:9", user: "me", password: mark)
        let login = GuestLogin(user: "me", password: mark)
        var dumped = ""
        dump(host, to: &dumped)
        dump(login, to: &dumped)
        let texts = [
            "\(host)", "\(login)", String(reflecting: host), String(reflecting: login), dumped,
            String(decoding: try JSONEncoder().encode(host), as: UTF8.self),
        ]
        for text in texts { #expect(!text.contains(mark), "\(text)") }
    }
}

/// Looks at the processes of this computer again and again, and remembers where it saw marks.
private struct ProcessWatch: Sendable {
    struct Seen: Sendable {
        var commands: Set<String> = []
        var leaks: Set<String> = []
    }

    private final class Log: Sendable {
        let seen = Mutex(Seen())
    }

    let marks: [String]

    func during(_ work: @Sendable () async throws -> Void) async throws -> Seen {
        let log = Log()
        let looking = Task {
            while !Task.isCancelled {
                look(log)
                try await Task.sleep(for: .milliseconds(2))
            }
        }
        defer { looking.cancel() }
        try await work()
        return log.seen.withLock { $0 }
    }

    private func look(_ log: Log) {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        for name in names where Int(name) != nil {
            guard let line = text("/proc/\(name)/cmdline"), !line.isEmpty else { continue }
            let command = line.replacing("\0", with: " ")
            var leaks = marks.filter(command.contains).map { "\($0) in the command line \(command)" }
            // The command has them in its own environment, where a user puts them, and nobody else.
            // It is started by a shell, which sets its mask.
            let isCommand =
                command.split(separator: " ").first?.hasSuffix("vmfest") ?? false
                || command.contains(#"sh -c exec "$@" sh "#) || command.contains("umask ")
            if !isCommand, let environment = text("/proc/\(name)/environ") {
                leaks += marks.filter(environment.contains).map { "\($0) in the environment of \(command)" }
            }
            log.seen.withLock { seen in
                if command.contains("vmfest ") || command.hasPrefix("ssh ") { seen.commands.insert(command) }
                seen.leaks.formUnion(leaks)
            }
        }
    }

    private func text(_ path: String) -> String? {
        (try? Data(contentsOf: URL(filePath: path))).map { String(decoding: $0, as: UTF8.self) }
    }
}
