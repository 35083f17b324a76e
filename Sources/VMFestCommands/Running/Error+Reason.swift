//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation

extension Error {
    /// Why the operating system refused something, in its own words.
    var reason: String {
        let underlying = (self as NSError).userInfo[NSUnderlyingErrorKey] as? any Error
        let error = (underlying ?? self) as NSError
        guard error.domain == NSPOSIXErrorDomain else { return error.localizedDescription }
        return String(cString: strerror(Int32(error.code)))
    }
}
