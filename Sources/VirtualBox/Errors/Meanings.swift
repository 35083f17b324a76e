//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

package import VirtualBoxAPI

/// What result codes mean, operation by operation, as data.
///
/// The same code says different things in different calls; a code that has no row for its operation gets the meaning
/// that it has most often, which is never one that a caller would act upon (`alreadySo`, `locked`, `notFound`).
/// Each row was seen on a real VirtualBox; the integration tests provoke them again.
package enum Meanings {
    /// A row: in this operation, this code means that.
    package struct Row: Sendable, Hashable {
        package let operation: String
        package let code: ResultCode
        package let meaning: VirtualBoxError.Code

        init(_ operation: String, _ code: ResultCode, _ meaning: VirtualBoxError.Code) {
            self.operation = operation
            self.code = code
            self.meaning = meaning
        }
    }

    package static let rows: [Row] = [
        Row("IVirtualBox_findMachine", .objectNotFound, .notFound),
        Row("IVirtualBox_createMachine", .fileError, .alreadyExists),
        Row("IVirtualBox_createMachine", .invalidArgument, .invalidArgument),
        Row("IVirtualBox_registerMachine", .invalidArgument, .alreadyExists),
        // The settings file can not be written: there is one already, or the disk is full. Only the text tells.
        Row("IVirtualBox_registerMachine", .failure, .failed),
        Row("IVirtualBox_openMedium", .objectNotFound, .file),
        Row("IVirtualBox_createMedium", .fileError, .invalidArgument),
        Row("IVirtualBox_createMedium", .invalidArgument, .invalidArgument),
        Row("IVirtualBox_getGuestOSType", .objectNotFound, .notFound),

        Row("IMachine_lockMachine", .invalidObjectState, .locked),
        Row("IMachine_lockMachine", .accessDenied, .locked),
        // Its process is just ending: by the time the console was asked for, there was none.
        Row("IMachine_lockMachine", .vmError, .locked),
        Row("IMachine_lockMachine", .unexpected, .gone),
        Row("IMachine_launchVMProcess", .invalidObjectState, .locked),
        Row("IMachine_launchVMProcess", .unexpected, .gone),
        Row("IMachine_launchVMProcess", .invalidArgument, .invalidArgument),
        Row("IMachine_unregister", .invalidObjectState, .locked),
        Row("IMachine_deleteConfig", .invalidVMState, .invalidState),
        Row("IMachine_getName", .accessDenied, .gone),
        Row("IMachine_getState", .accessDenied, .gone),
        Row("IMachine_getSessionState", .accessDenied, .gone),
        Row("IMachine_getCurrentSnapshot", .accessDenied, .gone),
        Row("IMachine_getExtraData", .accessDenied, .gone),
        Row("IMachine_getExtraDataKeys", .accessDenied, .gone),
        Row("IMachine_setExtraData", .accessDenied, .gone),
        Row("IMachine_setExtraData", .invalidVMState, .invalidState),
        Row("IMachine_attachDevice", .objectInUse, .alreadyExists),
        Row("IMachine_attachDevice", .objectNotFound, .notFound),
        Row("IMachine_attachDevice", .invalidArgument, .invalidArgument),
        Row("IMachine_attachDevice", .invalidVMState, .invalidState),
        Row("IMachine_attachDevice", .invalidObjectState, .invalidState),
        Row("IMachine_addStorageController", .objectInUse, .alreadyExists),
        Row("IMachine_createSharedFolder", .objectInUse, .alreadyExists),
        Row("IMachine_setMemorySize", .invalidArgument, .invalidArgument),
        Row("IMachine_setMemorySize", .invalidVMState, .invalidState),
        Row("IMachine_setCPUCount", .invalidArgument, .invalidArgument),
        Row("IMachine_getNetworkAdapter", .invalidArgument, .invalidArgument),
        Row("IMachine_readLog", .iprtError, .file),
        Row("IMachine_saveState", .invalidVMState, .invalidState),
        // A disk of the snapshot is locked: another machine runs with it.
        Row("IMachine_restoreSnapshot", .invalidObjectState, .inUse),
        Row("IMachine_takeSnapshot", .notImplemented, .invalidState),
        Row("IMachine_takeSnapshot", .accessDenied, .gone),

        Row("ISession_unlockMachine", .unexpected, .alreadySo),
        Row("ISession_getConsole", .unexpected, .gone),
        Row("ISession_getMachine", .unexpected, .gone),
        // The machine's process was killed in this moment.
        Row("ISession_getConsole", .aborted, .gone),
        Row("ISession_getConsole", .callFailed, .gone),

        Row("IConsole_pause", .invalidVMState, .invalidState),
        Row("IConsole_resume", .invalidVMState, .invalidState),
        Row("IConsole_reset", .invalidVMState, .invalidState),
        Row("IConsole_powerButton", .invalidVMState, .invalidState),
        Row("IConsole_powerDown", .invalidVMState, .invalidState),
        Row("IConsole_pause", .accessDenied, .gone),
        Row("IConsole_resume", .accessDenied, .gone),
        Row("IConsole_reset", .accessDenied, .gone),
        Row("IConsole_powerButton", .accessDenied, .gone),
        Row("IConsole_powerDown", .accessDenied, .gone),
        Row("IConsole_pause", .callFailed, .gone),
        Row("IConsole_resume", .callFailed, .gone),
        Row("IConsole_reset", .callFailed, .gone),
        Row("IConsole_powerButton", .callFailed, .gone),
        Row("IConsole_powerDown", .callFailed, .gone),

        Row("IGuest_createSession", .guestControlError, .notReady),
        // The end of the listing.
        Row("IDirectory_read", .objectNotFound, .notFound),

        Row("IMedium_close", .objectInUse, .inUse),
        Row("IMedium_close", .invalidObjectState, .inUse),
        Row("IMedium_close", .accessDenied, .gone),
        Row("IMedium_deleteStorage", .objectInUse, .inUse),
        Row("IMedium_deleteStorage", .invalidObjectState, .inUse),
        Row("IMedium_setType", .invalidObjectState, .inUse),
        Row("IMedium_createDiffStorage", .accessDenied, .gone),
        Row("IMedium_createDiffStorage", .invalidObjectState, .inUse),
        // The firmware has stored nothing yet; and it has no platform key.
        Row("INvramStore_getUefiVariableStore", .objectNotFound, .notFound),
        Row("IUefiVariableStore_setSecureBootEnabled", .objectNotFound, .notFound),
        Row("INATEngine_addRedirect", .invalidArgument, .invalidArgument),
        // The file of a network whose server never ran is missed, and one that is there has no lease of the card.
        Row("IDHCPServer_findLeaseByMAC", .fileError, .notFound),
        Row("IDHCPServer_findLeaseByMAC", .objectNotFound, .notFound),
        Row("IEventSource_getEvent", .objectNotFound, .gone),
    ]

    private static let table: [String: [ResultCode: VirtualBoxError.Code]] = rows.reduce(into: [:]) { table, row in
        table[row.operation, default: [:]][row.code] = row.meaning
    }

    /// What a code means in an operation.
    package static func meaning(of code: ResultCode, in operation: String) -> VirtualBoxError.Code {
        table[operation]?[code] ?? usual(code)
    }

    /// What a code means as the end of a long operation that a call began.
    ///
    /// What stood against the call itself is then no longer the reason: a machine that is being started is locked by
    /// its own process, and what it could not have is a disk.
    package static func meaning(of code: ResultCode, inTheCourseOf operation: String) -> VirtualBoxError.Code {
        let meaning = meaning(of: code, in: operation)
        return meaning == .locked ? .inUse : meaning
    }

    /// What a code means where no row says more.
    private static func usual(_ code: ResultCode) -> VirtualBoxError.Code {
        switch code {
        case .invalidArgument: .invalidArgument
        case .invalidVMState, .invalidObjectState, .invalidSessionState: .invalidState
        case .notImplemented, .notSupported, .platformNotSupported: .notSupported
        case .objectInUse: .inUse
        case .fileError: .file
        default: .failed
        }
    }
}
