//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation
import Testing
import VMFest

/// Where the tests find a VirtualBox.
///
/// `Scripts/environment COMMAND` sets it up.
enum TestEnvironment {
    private static func variable(_ name: String) -> String? {
        ProcessInfo.processInfo.environment[name].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// The web service's address.
    static let url = variable("VMFEST_HOST")

    /// The path of the bootable test guest.
    static let guestImage = variable("VMFEST_TEST_IMAGE")

    /// The folder of private services, which VirtualBox sees too.
    static let services = variable("VMFEST_SERVICES")

    /// Whether machines are interpreted, by a VirtualBox without drivers.
    static let isInterpreted = variable("VMFEST_INTERPRET") == "1"

    /// Whether a missing VirtualBox is a failure, as it is in CI.
    static let isRequired = variable("VMFEST_REQUIRE_VIRTUALBOX") == "1"

    /// Whether the tests run, be it only to fail.
    static let isUsable = isRequired || (url != nil && services != nil && guestImage != nil)

    /// The value of a variable that must be there when the tests run.
    static func required(_ value: String?, _ name: String) throws -> String {
        try #require(value, "\(name) is not set: run the tests with 'make test'")
    }
}

extension Trait where Self == ConditionTrait {
    /// For suites that need a real VirtualBox: skipped without one, except where one is required.
    static var virtualBox: Self {
        .enabled(
            if: TestEnvironment.isUsable,
            "no VirtualBox was set up for the tests: run them with 'make test'")
    }
}

extension Duration {
    /// How long is waited for what is sure to come.
    ///
    /// No test is about time, and an interpreted guest on a busy computer is slow, so this is much more than it takes.
    static let patience = Duration.seconds(900)
}
