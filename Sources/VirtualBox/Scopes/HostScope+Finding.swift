//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

package import VirtualBoxAPI

extension HostScope {
    /// The machine of a name or UUID; nil when there is none, which is a definite answer.
    package func findMachine(_ nameOrID: String) async throws -> Machine? {
        do {
            return try await box.findMachine(nameOrId: nameOrID)
        } catch let error as VirtualBoxError where error.code == .notFound {
            return nil
        }
    }
}
