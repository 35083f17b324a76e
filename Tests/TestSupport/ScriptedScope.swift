//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import SOAP
package import VirtualBox
import VirtualBoxAPI

extension HostScope {
    /// A scope whose root object answers from a script.
    ///
    /// Nothing listens where its session would go.
    package static func scripted(_ channel: ScriptedChannel, version: APIVersion = .newestKnown) throws -> HostScope {
        let address = "http://127.0.0.1:9"
        let service = WebService(WebService.Configuration(url: address))
        let configuration = SOAPConfiguration(url: try WebService.parse(address).get())
        let session = WebSession(service: service, client: SOAPClient(configuration, logger: service.logger))
        return HostScope(session: session, box: try channel.object("box"), version: version)
    }
}
