//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import Foundation
import Testing

@testable import VMFestCommands

struct HelpTests {
    private static let top = VMFestCommand.configuration.groupedSubcommands.flatMap(\.subcommands)
    private static let commands: [any ParsableCommand.Type] =
        [VMFestCommand.self] + top + top.flatMap { $0.configuration.subcommands }

    @Test(arguments: commands.indices)
    func everyCommandHasExamples(_ index: Int) {
        let command = Self.commands[index]
        let help = VMFestCommand.helpMessage(for: command, columns: 80)
        #expect(help.contains("EXAMPLES\n  "))
        let example = command == VMFestCommand.self ? "vmfest" : command.configuration.commandName ?? "vmfest"
        #expect(help.split(separator: "EXAMPLES").dropFirst().first?.contains(example) == true)
    }

    @Test(arguments: commands.indices)
    func whatIsAlignedByHandFitsIn80Columns(_ index: Int) {
        let lines = Self.commands[index].configuration.discussion.split(separator: "\n")
        for line in lines where line.hasPrefix("  ") { #expect(line.count < 80) }
    }

    @Test func everyCommandThatATextNamesIsThere() throws {
        let names = Set(Self.top.map { $0._commandName } + ["help"])
        for match in CommandReference.page.matches(of: /'vmfest ([a-z-]+)/) {
            #expect(names.contains(String(match.1)), "there is no 'vmfest \(match.1)'")
        }
    }

    @Test func theReferenceInTheDocumentationIsWhatTheCommandsSay() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../Sources/VMFest/Documentation.docc/CommandLine.md").standardizedFileURL
        let page = try String(contentsOf: file, encoding: .utf8)
        #expect(page == CommandReference.page, "it is out of date; 'make generate' writes it anew")
    }

    @Test func everyExitCodeIsDocumented() {
        let help = VMFestCommand.helpMessage(columns: 80)
        for status in ExitStatus.allCases { #expect(help.contains("\n  \(status.rawValue) ")) }
    }

    @Test func completionAsksForTheHostThatTheLineNames() {
        let line = ["vmfest", "--host", "http://h:1", "start", "--unknown", "we"]
        #expect(HostNameCompletion(words: line).options?.url == "http://h:1")
        #expect(HostNameCompletion(words: ["vmfest", "ls", "--host=https://h"]).options?.url == "https://h")
        #expect(HostNameCompletion(words: ["vmfest", "start", "--host"]).options == nil)
    }
}
