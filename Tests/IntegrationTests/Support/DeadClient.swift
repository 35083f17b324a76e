//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation

/// A program of this computer that is no longer there, as notes name it.
enum DeadClient {
    static let mark =
        #"{"computer":"\#(ProcessInfo.processInfo.hostName)","file":"/tmp/vmfest-clients-0/nonexistent.lock"}"#
}
