//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

public import Foundation

/// Something that happened on a host; see ``Host/withEvents(of:_:)``.
///
/// Its JSON is an object with the key `event`, whose value is the name of a ``Kind-swift.enum``, and the keys of what is
/// known: `machine` (the UUID), `state`, `locked`, `name`, `key`, `value`, `snapshot`, `medium`, `type`. Keys may be added;
/// those named here keep name and meaning.
public enum HostEvent: Sendable, Hashable {
    /// A machine is in a new state.
    case state(Machine, MachineState)
    /// A machine's lock was taken, or given back: while it is taken, its settings belong to whoever has it.
    case lock(Machine, isLocked: Bool)
    /// A machine became known to the host.
    case registered(Machine)
    /// A machine was removed from what the host knows.
    case unregistered(Machine)
    /// A machine's settings were changed.
    case settings(Machine)
    /// A guest property of a machine was set; nil where it was removed.
    case property(Machine, name: String, value: String?)
    /// Extra data of a machine, or of the host where none is named, was set; nil where it was removed.
    case extraData(Machine?, key: String, value: String?)
    /// A snapshot of a machine was taken.
    case snapshotTaken(Machine, UUID)
    /// A snapshot of a machine was removed.
    case snapshotRemoved(Machine, UUID)
    /// The name or the description of a snapshot was changed.
    case snapshotChanged(Machine, UUID)
    /// A machine went back to a snapshot.
    case snapshotRestored(Machine, UUID)
    /// A disk or a disc image became known to the host.
    case mediumRegistered(UUID, MediumKind)
    /// The host forgot a disk or a disc image.
    case mediumUnregistered(UUID, MediumKind)
    /// A port forward of a running machine was added.
    case forwardAdded(Machine, name: String)
    /// A port forward of a running machine was removed.
    case forwardRemoved(Machine, name: String)
    /// Events were missed here; whoever keeps a picture of the host must look again.
    case gap

    /// What kind of medium it is.
    public enum MediumKind: String, Sendable, Hashable, Codable, CaseIterable {
        case disk, dvd, floppy, other
    }

    /// The kinds of events, by the names that they have in JSON and on the command line.
    public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        case state, lock, registered, unregistered, settings, property
        case extraData = "extra-data"
        case snapshotTaken = "snapshot-taken"
        case snapshotRemoved = "snapshot-removed"
        case snapshotChanged = "snapshot-changed"
        case snapshotRestored = "snapshot-restored"
        case mediumRegistered = "medium-registered"
        case mediumUnregistered = "medium-unregistered"
        case forwardAdded = "forward-added"
        case forwardRemoved = "forward-removed"
        case gap
    }
}

extension HostEvent {
    /// What kind of event it is.
    public var kind: Kind {
        switch self {
        case .state: .state
        case .lock: .lock
        case .registered: .registered
        case .unregistered: .unregistered
        case .settings: .settings
        case .property: .property
        case .extraData: .extraData
        case .snapshotTaken: .snapshotTaken
        case .snapshotRemoved: .snapshotRemoved
        case .snapshotChanged: .snapshotChanged
        case .snapshotRestored: .snapshotRestored
        case .mediumRegistered: .mediumRegistered
        case .mediumUnregistered: .mediumUnregistered
        case .forwardAdded: .forwardAdded
        case .forwardRemoved: .forwardRemoved
        case .gap: .gap
        }
    }

    /// The machine that it is about; nil where it is about none.
    public var machine: Machine? {
        switch self {
        case .state(let machine, _), .lock(let machine, _), .registered(let machine), .unregistered(let machine),
            .settings(let machine), .property(let machine, _, _), .snapshotTaken(let machine, _),
            .snapshotRemoved(let machine, _), .snapshotChanged(let machine, _), .snapshotRestored(let machine, _),
            .forwardAdded(let machine, _), .forwardRemoved(let machine, _):
            machine
        case .extraData(let machine, _, _): machine
        case .mediumRegistered, .mediumUnregistered, .gap: nil
        }
    }
}
