//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Testing

@testable import VMFest

struct HostPathTests {
    @Test(
        "A path that begins at a root is absolute",
        arguments: [
            ("/a/b", true), ("/", true), ("C:\\a", true), ("C:/a", true), ("\\\\server\\share\\a", true),
            ("a/b", false), ("./a", false), ("../a", false), ("", false), ("a", false), ("C:a", false), ("C:", false),
            ("\\a", false), ("~/a", false), ("file:///a", false),
        ])
    func absolute(text: String, expected: Bool) {
        #expect(HostPath(text).isAbsolute == expected)
    }

    @Test(
        "A plain name has no folder part",
        arguments: [
            ("console.log", true), ("a b", true), ("...", true), ("", false), (".", false), ("..", false),
            ("a/b", false), ("/a", false), ("a/", false), ("a\\b", false), ("C:\\a", false),
        ])
    func plainName(text: String, expected: Bool) {
        #expect(HostPath(text).isPlainName == expected)
    }

    @Test(
        "The folder is all before the last separator",
        arguments: [
            ("/vms/web/web.vbox", "/vms/web"), ("C:\\VMs\\web\\web.vbox", "C:\\VMs\\web"), ("a", ""),
            ("C:\\a/b", "C:\\a"),
        ])
    func folder(text: String, folder: String) {
        #expect(HostPath(text).folder == HostPath(folder))
    }

    @Test(
        "The stem is the last part without its ending",
        arguments: [
            ("/vms/web/web.vbox", "web"), ("C:\\VMs\\a.b.vbox", "a.b"), ("/a.b/c", "c"), ("web", "web"),
            ("web.vbox", "web"),
        ])
    func stem(text: String, stem: String) {
        #expect(HostPath(text).stem == stem)
    }

    @Test("A file in a folder has the folder's separator")
    func file() {
        #expect(HostPath("/vms/web").file("a.vdi").text == "/vms/web/a.vdi")
        #expect(HostPath("C:\\VMs\\web").file("a.vdi").text == "C:\\VMs\\web\\a.vdi")
        #expect(HostPath("C:/VMs").file("a.vdi").text == "C:/VMs/a.vdi")
    }

    @Test(
        "Inside a folder is what is below it",
        arguments: [
            ("/vms/web/a.vdi", "/vms/web", true), ("/vms/web/Snapshots/b.vdi", "/vms/web", true),
            ("C:\\VMs\\web\\a.vdi", "C:\\VMs\\web", true), ("/vms/web", "/vms/web", false),
            ("/vms/web2/a.vdi", "/vms/web", false), ("/vms/a.vdi", "/vms/web", false), ("/a.vdi", "", false),
            ("a.vdi", "/vms/web", false),
        ])
    func inside(path: String, folder: String, expected: Bool) {
        #expect(HostPath(path).isInside(HostPath(folder)) == expected)
    }

    @Test(
        "A path that leads out of a folder again is not inside it",
        arguments: ["/vms/web/../precious.vdi", "/vms/web/Snapshots/../../other/a.vdi", "/vms/web/.."])
    func leadingOut(path: String) {
        #expect(!HostPath(path).isInside(HostPath("/vms/web")))
    }

    @Test("What leads to a path in a folder is found, and only there")
    func ancestor() {
        let folder = HostPath("/vms/vmfest")
        #expect(HostPath("/vms/vmfest/web/Snapshots/a.vdi").ancestor(in: folder)?.text == "/vms/vmfest/web")
        #expect(HostPath("/vms/vmfest/web").ancestor(in: folder)?.text == "/vms/vmfest/web")
        #expect(HostPath("/vms/vmfest").ancestor(in: folder) == nil)
        #expect(HostPath("/vms/vmfest-warm/web").ancestor(in: folder) == nil)
    }
}
