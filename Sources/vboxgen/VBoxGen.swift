//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import Foundation
import VirtualBoxCodeGen

/// Writes the typed bindings of VirtualBox's web service, or checks that they are current.
@main
struct VBoxGen: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "vboxgen",
        abstract: "Turn the WSDL of VirtualBox's web service into Swift.",
        discussion: """
            vboxwebsrv serves its WSDL at http://HOST:18083/?wsdl; save it to a file first.
            Files in the output folder that are not generated any more are deleted.
            """
    )

    @Argument(help: "The WSDL as a file.", completion: .file())
    var wsdlFile: String

    @Argument(help: "The folder to write to.", completion: .directory)
    var outputFolder: String

    @Flag(help: "Write nothing; list what differs, and exit with 1 if anything does.")
    var check = false

    @Option(help: "The API version to name in the files; the WSDL carries none.")
    var release = Generator.defaultRelease

    func run() throws {
        let folder = OutputFolder(URL(filePath: outputFolder, directoryHint: .isDirectory))
        let wsdl = try WSDLReader.read(Data(contentsOf: URL(filePath: wsdlFile)))
        // Said first: when an operation is gone, the tables may name it, and nothing can be generated.
        let present = try folder.files()
        let changes = OperationChanges(from: present, to: wsdl)
        if !present.isEmpty && !changes.isEmpty { print(changes) }

        let files = try Generator(release: release, supplement: .virtualBox()).generate(from: wsdl)
        let difference = try check ? folder.difference(to: files) : folder.write(files)
        let (changed, extra) = check ? ("differs", "extra") : ("changed", "deleted")
        for path in difference.changed { print("\(changed): \(path)") }
        for path in difference.missing { print("\(check ? "missing" : "new"): \(path)") }
        for path in difference.extra { print("\(extra): \(path)") }
        if check && !difference.isEmpty { throw ExitCode.failure }
    }
}
