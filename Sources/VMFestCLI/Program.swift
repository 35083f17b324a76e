//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VMFestCommands

/// The program `vmfest`.
@main
struct Program {
    static func main() async {
        await CommandLineProgram.run()
    }
}
