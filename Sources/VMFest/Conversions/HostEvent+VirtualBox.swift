//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import VirtualBox
import VirtualBoxAPI

extension HostEvent {
    /// What an event of the web service says; nil for a UUID that is none.
    init?(_ event: ServiceEvent, on host: Host) {
        func machine(_ id: String) -> Machine? { UUID(uuidString: id).map { Machine(host: host, id: $0) } }
        func about(_ id: String, _ event: (Machine) -> HostEvent) -> HostEvent? { machine(id).map(event) }
        let converted: HostEvent? =
            switch event {
            case .machineState(let id, let state):
                about(id) { .state($0, MachineState(state)) }
            case .sessionState(let id, let state):
                about(id) { .lock($0, isLocked: state != .unlocked) }
            case .machineRegistered(let id, let registered):
                about(id) { registered ? .registered($0) : .unregistered($0) }
            case .guestProperty(let id, let name, let value):
                about(id) { .property($0, name: name, value: value.isEmpty ? nil : value) }
            case .machineData(let id):
                about(id) { .settings($0) }
            case .extraData(let id, let key, let value):
                .extraData(id.flatMap { machine($0) }, key: key, value: value.isEmpty ? nil : value)
            case .snapshot(let id, let snapshot, let change):
                UUID(uuidString: snapshot).flatMap { snapshot in about(id) { Self.snapshot($0, snapshot, change) } }
            case .mediumRegistered(let id, let type, let registered):
                UUID(uuidString: id).map { id in
                    registered
                        ? .mediumRegistered(id, MediumKind(type)) : .mediumUnregistered(id, MediumKind(type))
                }
            case .redirect(let id, let name, let removed):
                about(id) { removed ? .forwardRemoved($0, name: name) : .forwardAdded($0, name: name) }
            case .missed: .gap
            }
        guard let converted else { return nil }
        self = converted
    }

    private static func snapshot(_ machine: Machine, _ id: UUID, _ change: ServiceEvent.SnapshotChange) -> Self {
        switch change {
        case .taken: .snapshotTaken(machine, id)
        case .deleted: .snapshotRemoved(machine, id)
        case .changed: .snapshotChanged(machine, id)
        case .restored: .snapshotRestored(machine, id)
        }
    }
}

extension HostEvent.MediumKind {
    init(_ type: DeviceType) {
        switch type {
        case .hardDisk: self = .disk
        case .dvd: self = .dvd
        case .floppy: self = .floppy
        default: self = .other
        }
    }
}

extension HostEvent.Kind {
    /// What must be listened to for some kinds of events.
    static func readers(of kinds: Set<Self>) -> [EventReader] {
        let types = Set(kinds.compactMap(\.type))
        return EventReader.all.filter { types.contains($0.type) }
    }

    /// The type of VirtualBox's events that tell it; nil for a gap, which none does.
    private var type: VBoxEventType? {
        switch self {
        case .state: .onMachineStateChanged
        case .lock: .onSessionStateChanged
        case .registered, .unregistered: .onMachineRegistered
        case .settings: .onMachineDataChanged
        case .property: .onGuestPropertyChanged
        case .extraData: .onExtraDataChanged
        case .snapshotTaken: .onSnapshotTaken
        case .snapshotRemoved: .onSnapshotDeleted
        case .snapshotChanged: .onSnapshotChanged
        case .snapshotRestored: .onSnapshotRestored
        case .mediumRegistered, .mediumUnregistered: .onMediumRegistered
        case .forwardAdded, .forwardRemoved: .onNATRedirect
        case .gap: nil
        }
    }
}
