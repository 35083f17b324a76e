// swift-tools-version: 6.2
//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).

import PackageDescription

let package = Package(
    name: "vmfest",
    platforms: [.macOS(.v15)],
    products: [
        .library(name: "VMFest", targets: ["VMFest"]),
        .library(name: "VMFestLowLevel", targets: ["VMFestLowLevel", "VirtualBoxAPI"]),
        .executable(name: "vmfest", targets: ["VMFestCLI"]),
        .executable(name: "vboxgen", targets: ["vboxgen"]),
    ],
    dependencies: [
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.30.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.90.0"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.34.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-crypto", "3.12.0"..<"5.0.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.0.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.0"),
        .package(url: "https://github.com/apple/swift-system", from: "1.5.0"),
        .package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.4.0"),
    ],
    targets: [
        // Envelope, faults, HTTP transport; knows nothing of VirtualBox.
        .target(
            name: "SOAP",
            dependencies: [
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "Logging", package: "swift-log"),
            ]
        ),
        // Every interface, operation, enumeration and struct of the web service, typed.
        .target(name: "VirtualBoxAPI", dependencies: ["SOAP"]),
        // Logon, locks, progress, events, error model, version differences.
        .target(
            name: "VirtualBox",
            dependencies: ["SOAP", "VirtualBoxAPI", .product(name: "Logging", package: "swift-log")]
        ),
        // The product: hosts, machines, specs.
        .target(
            name: "VMFest",
            dependencies: [
                "SOAP", "VirtualBoxAPI", "VirtualBox",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "_CryptoExtras", package: "swift-crypto"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
                .product(name: "Yams", package: "Yams"),
            ]
        ),
        // For those who want to tinker: VirtualBox's own interface, in scopes.
        .target(name: "VMFestLowLevel", dependencies: ["SOAP", "VirtualBoxAPI", "VirtualBox", "VMFest"]),
        // The command line as a library.
        .target(
            name: "VMFestCommands",
            dependencies: [
                "VMFest",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
            ]
        ),
        .executableTarget(name: "VMFestCLI", dependencies: ["VMFestCommands"]),
        // WSDL -> Swift, run by hand; CI checks that its output is current.
        .target(name: "VirtualBoxCodeGen"),
        .executableTarget(
            name: "vboxgen",
            dependencies: [
                "VirtualBoxCodeGen", .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]
        ),
        // What is measured, beside what; see Benchmarks/run.
        .executableTarget(
            name: "vmfest-benchmarks",
            dependencies: [
                "VMFest", "VirtualBox",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "Subprocess", package: "swift-subprocess"),
            ],
            path: "Benchmarks/Sources"
        ),
        .testTarget(
            name: "SOAPTests",
            dependencies: [
                "SOAP",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ]
        ),
        // What the tests of several modules use.
        .target(
            name: "TestSupport", dependencies: ["SOAP", "VirtualBoxAPI", "VirtualBox"], path: "Tests/TestSupport",
            exclude: ["older-versions.json"]),
        // Programs of a user: what they can do, everybody can.
        .target(
            name: "LowLevelExamples", dependencies: ["VMFest", "VMFestLowLevel", "VirtualBoxAPI"],
            path: "Tests/LowLevelExamples", packageAccess: false),
        .testTarget(name: "VirtualBoxAPITests", dependencies: ["SOAP", "VirtualBoxAPI"]),
        .testTarget(
            name: "VirtualBoxTests",
            dependencies: [
                "SOAP", "VirtualBoxAPI", "VirtualBox", "TestSupport", .product(name: "Logging", package: "swift-log"),
            ]
        ),
        .testTarget(
            name: "VMFestTests",
            dependencies: [
                "SOAP", "VirtualBoxAPI", "VirtualBox", "VMFest", "TestSupport",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "Yams", package: "Yams"),
            ]
        ),
        .testTarget(
            name: "VMFestCommandsTests",
            dependencies: [
                "VMFest", "VMFestCommands",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
            ]
        ),
        .testTarget(name: "VirtualBoxCodeGenTests", dependencies: ["VirtualBoxCodeGen"]),
        .testTarget(
            name: "IntegrationTests",
            dependencies: [
                "SOAP", "VirtualBoxAPI", "VirtualBox", "VMFest", "VMFestLowLevel", "VMFestCLI", "TestSupport",
                "LowLevelExamples",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ]
        ),
    ]
)

for target in package.targets {
    target.swiftSettings = [
        .swiftLanguageMode(.v6),
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
        .treatAllWarnings(as: .error),
    ]
}
