//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// When VirtualBox takes changes of what is no attribute but a part that is added and removed.
enum PartWindows {
    static let osType = Window.off
    /// A card that comes or goes.
    static let networks = Window.off
    /// A port that comes or goes.
    static let serialPorts = Window.off
    static let parallelPorts = Window.off
    static let sharedFolders = Window.offOrRunning
    static let forwards = Window.always
    static let usbControllers = Window.off
    static let usbFilters = Window.always
    static let bandwidthGroups = Window.offOrSaved
    static let bandwidthLimit = Window.always
    static let storage = Window.off
    /// CPUs in sockets.
    static let cpus = Window.offOrExecuting
    /// An empty drive on a controller whose devices can come and go.
    static let pluggableDrives = Window.offOrRunning
    static let otherDrives = Window.off
}
