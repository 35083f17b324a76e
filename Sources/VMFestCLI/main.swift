import Foundation
import VMFest
let host = Host(url: "http://127.0.0.1:18083")
func timed<T>(_ what: String, _ f: () async throws -> T) async throws -> T {
    let c = host.callCount; let t = ContinuousClock.now
    let r = try await f()
    print(what, ContinuousClock.now - t, host.callCount - c, "calls")
    return r
}
let share = "/root/.cache/vmfest/virtualbox/share"
do {
    print(try await host.version())
    let m = try await timed("create") { try await host.create("try-1", MachineSpec(memory: .mebibytes(64)), image: .file(share + "/e1.vdi")) }
    try await timed("start") { try await m.start() }
    try await timed("pause") { try await m.pause() }
    try await timed("resume") { try await m.resume() }
    try await timed("save") { try await m.save() }
    try await timed("start") { try await m.start() }
    try await timed("powerOff") { try await m.powerOff() }
    print(try await m.info())
    try await timed("destroy") { try await m.destroy() }
    for i in 0..<3 { 
    let m = try await timed("create") { try await host.create("try-2", MachineSpec(memory: .mebibytes(64)), image: .file(share + "/e1.vdi")) }
    try await timed("start") { try await m.start() }
    try await timed("powerOff") { try await m.powerOff() }
    try await timed("destroy") { try await m.destroy() }
    }
} catch { print("ERROR", error) }
