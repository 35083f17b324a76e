//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBoxAPI

extension DiskType {
    /// Nil for a type that VMFest does not know.
    init?(_ type: MediumType) {
        guard let known = Self.allCases.first(where: { $0.remote == type }) else { return nil }
        self = known
    }

    /// VirtualBox's word.
    var remote: MediumType {
        switch self {
        case .normal: .normal
        case .immutable: .immutable
        case .writeThrough: .writethrough
        case .shareable: .shareable
        case .readOnly: .readonly
        case .multiAttach: .multiAttach
        }
    }

    /// What a disk that no machine has ever had is set to; nil for what it is anyway, and for the type that VirtualBox gives
    /// only to disks in the registry of a machine.
    var remoteByItself: MediumType? {
        switch self {
        case .normal, .multiAttach: nil
        default: remote
        }
    }
}

extension DiskState {
    init(_ state: MediumState) {
        switch state {
        case .created: self = .ready
        case .lockedRead, .lockedWrite: self = .inUse
        case .creating, .deleting: self = .changing
        default: self = .inaccessible
        }
    }
}

extension DiskOptions.Format {
    /// VirtualBox's name of the format.
    var remote: String {
        switch self {
        case .vdi: DiskFormat.vdi.rawValue
        case .vmdk: DiskFormat.vmdk.rawValue
        case .vhd: DiskFormat.vhd.rawValue
        }
    }
}
