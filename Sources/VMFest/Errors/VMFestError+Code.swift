//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

extension VMFestError {
    /// What went wrong, as an open set: later versions may add codes.
    public struct Code: Sendable, Hashable, CustomStringConvertible {
        private enum Value: String {
            case noSuchMachine, ambiguousName, noSuchImage, noSuchKey, noSuchSize, noSuchSnapshot, noSuchNetwork,
                noSuchDisk, nameTaken, invalidSpec, invalidArgument
            case invalidState, locked, inaccessible, inUse, startFailed, timeLimit
            case guestNotReady, guestLogonRefused, noSuchProgram, noSuchFile
            case noVirtualBox, unreachable, notVirtualBox, logonRefused, unsupportedVersion, connectionLost
            case badImage, wrongDigest, downloadFailed, noSpace
            case notSupported, failed
        }

        private let value: Value

        private init(_ value: Value) { self.value = value }

        // What was asked for.

        /// No machine has this name or UUID on this host.
        public static let noSuchMachine = Self(.noSuchMachine)
        /// Several machines have this name; their UUIDs tell them apart.
        public static let ambiguousName = Self(.ambiguousName)
        /// The image, or another disk that a spec names, is not on the host or is no disk.
        public static let noSuchImage = Self(.noSuchImage)
        /// No key of this name is in the store.
        public static let noSuchKey = Self(.noSuchKey)
        /// No size of this name is built in or the host's own.
        public static let noSuchSize = Self(.noSuchSize)
        /// No network of this name is on the host.
        public static let noSuchNetwork = Self(.noSuchNetwork)
        /// No disk of this name, path or UUID is on the host.
        public static let noSuchDisk = Self(.noSuchDisk)
        /// The machine has no snapshot of this name or UUID.
        public static let noSuchSnapshot = Self(.noSuchSnapshot)
        /// A machine, a key, a size or the like of this name exists already.
        public static let nameTaken = Self(.nameTaken)
        /// The spec does not fit the host; ``VMFestError/problems`` lists everything that is wrong with it.
        public static let invalidSpec = Self(.invalidSpec)
        /// A value is not acceptable.
        public static let invalidArgument = Self(.invalidArgument)

        // The machine.

        /// Not possible in the state that the machine is in.
        public static let invalidState = Self(.invalidState)
        /// Someone else holds the machine's lock; the message names the holder.
        public static let locked = Self(.locked)
        /// VirtualBox can not read the machine's settings file.
        public static let inaccessible = Self(.inaccessible)
        /// A disk, a port or a machine is used by something else.
        public static let inUse = Self(.inUse)
        /// The machine's process failed to start; ``VMFestError/log`` has the end of its log.
        public static let startFailed = Self(.startFailed)
        /// The time limit passed.
        public static let timeLimit = Self(.timeLimit)

        // Image files.

        /// The file is no image that VMFest can use: of another kind, damaged, or refused.
        public static let badImage = Self(.badImage)
        /// The image has another digest than was asked for.
        public static let wrongDigest = Self(.wrongDigest)
        /// The image could not be downloaded.
        public static let downloadFailed = Self(.downloadFailed)
        /// There is not enough room on a disk.
        public static let noSpace = Self(.noSpace)

        // The guest.

        /// The guest does not answer: its Guest Additions or its SSH server are not there, or not up yet.
        public static let guestNotReady = Self(.guestNotReady)
        /// The guest refused the user, the password or the key.
        public static let guestLogonRefused = Self(.guestLogonRefused)
        /// The guest has no such program, or can not run it.
        public static let noSuchProgram = Self(.noSuchProgram)
        /// A file to copy, or the folder to copy it to, is not there or can not be used.
        public static let noSuchFile = Self(.noSuchFile)

        // The host: with these codes nothing is known about what was asked for.

        /// No VirtualBox was found: no address was given, none answers at the usual one, none is installed.
        public static let noVirtualBox = Self(.noVirtualBox)
        /// Nothing answers at the address.
        public static let unreachable = Self(.unreachable)
        /// Something answers that is not VirtualBox's web service.
        public static let notVirtualBox = Self(.notVirtualBox)
        /// The web service refused the user or the password.
        public static let logonRefused = Self(.logonRefused)
        /// This VirtualBox is older than what VMFest works with.
        public static let unsupportedVersion = Self(.unsupportedVersion)
        /// The connection broke while something was under way; see ``VMFestError/mayHaveHappened``.
        public static let connectionLost = Self(.connectionLost)

        // Everything else.

        /// This VirtualBox, or this host, can not do it.
        public static let notSupported = Self(.notSupported)
        /// It failed inside VirtualBox; ``VMFestError/complaints`` has what VirtualBox knows.
        public static let failed = Self(.failed)

        /// The code's name, for example `noSuchMachine`.
        public var description: String { value.rawValue }

        /// Whether the host could not be asked, so that nothing is known about what was asked for.
        public var isAboutTheHost: Bool {
            switch value {
            case .noVirtualBox, .unreachable, .notVirtualBox, .logonRefused, .unsupportedVersion, .connectionLost:
                true
            default: false
            }
        }
    }
}
