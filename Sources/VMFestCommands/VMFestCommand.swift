//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import ArgumentParser
import VMFest

/// The command `vmfest`.
struct VMFestCommand: HostCommand {
    static let configuration = CommandConfiguration(
        commandName: "vmfest",
        abstract: "Makes a VirtualBox host behave like a small cloud.",
        discussion: """
            Machines are made from a disk image in a moment: nothing is copied, and each machine writes to a disk of \
            its own. All that is known of them is on the host; this program stores nothing.

            Without --host it takes the address in VMFEST_HOST, else \(Host.usualURL) if something answers there, \
            else the VirtualBox that is installed here. 'vmfest doctor' says which, and whether all is well.

            Data goes to the standard output, everything else to the standard error stream.

            EXAMPLES
              vmfest create web --image ~/images/debian.vdi --forward 8080:80 --start
              vmfest image import debian-12 ~/Downloads/debian-12.qcow2
              vmfest run debian-12 -n 5 --key me --wait ssh
              vmfest ls
              vmfest stop web --force
              vmfest destroy web

            EXIT CODES
              0    done
              1    failed
              3    no such machine, image, key, size, snapshot, network or disk
              4    the host could not be asked
              5    the time limit passed
              64   the command line is wrong
              130  ended by Ctrl-C or SIGTERM, after cleaning up; again ends at once

            'vmfest exec' and 'vmfest ssh' end with the exit code of the command in the guest, and with 255 if it could \
            not be run.

            Of several machines all are tried. If they fail differently, the exit code is the first of 130, 4, 1, 5 \
            and 3 that happened to any: after 3, every machine that exists is done.

            COMPLETION
              source <(vmfest --generate-completion-script bash)    or zsh, or fish
            """,
        version: "0.1.0",
        subcommands: [CommandReference.self],
        groupedSubcommands: [
            CommandGroup(
                name: "Machine",
                subcommands: [
                    Run.self, Create.self, Clone.self, Export.self, Import.self, List.self, Show.self, SetCommand.self,
                    Rename.self, Share.self, TagCommand.self, Register.self, Destroy.self,
                ]),
            CommandGroup(
                name: "State",
                subcommands: [
                    Start.self, Stop.self, Pause.self, Resume.self, Save.self, Discard.self, Reset.self,
                    PowerOff.self, SnapshotCommand.self,
                ]),
            CommandGroup(name: "Image", subcommands: [ImageCommand.self, SizeCommand.self, Key.self]),
            CommandGroup(name: "Disk", subcommands: [DiskCommand.self, DVDCommand.self]),
            CommandGroup(name: "Network", subcommands: [NetworkCommand.self]),
            CommandGroup(
                name: "Guest",
                subcommands: [
                    Address.self, Execute.self, SecureShell.self, Copy.self, FileSystemCommand.self, Console.self,
                    Logs.self, PropertyCommand.self, Type.self, Point.self, Screenshot.self,
                ]),
            CommandGroup(
                name: "Host",
                subcommands: [
                    HostFactsCommand.self, Top.self, Events.self, ExtraCommand.self, GarbageCollection.self,
                    Doctor.self,
                    Unlock.self, Demo.self,
                ]),
        ]
    )

    @OptionGroup var host: HostOptions

    func run() async throws {
        throw CleanExit.helpRequest(self)
    }
}
