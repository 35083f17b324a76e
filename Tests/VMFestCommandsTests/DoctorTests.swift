//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Testing

@testable import VMFest
@testable import VMFestCommands

struct DoctorTests {
    @Test func aHealthyHostIsAllRight() {
        let diagnosis = Diagnosis(
            findings: [KnownVersions.finding("7.2.22_Debian")] + MachineFindings(machines: [Samples.web]).all)
        #expect(diagnosis.grade == .ok)
        #expect(diagnosis.status == .done)
        #expect(
            diagnosis.text == """
                ok       version   VirtualBox 7.2.22_Debian
                ok       machines  1 on the host, 1 of them made by VMFest
                """)
    }

    @Test(arguments: [
        ("7.0.18", Finding.Grade.ok), ("7.3.0", .warning), ("8.0.0r1", .warning), ("6.1.40", .problem),
        ("?", .warning),
    ])
    func aVersionIsComparedWithThoseThatAreKnown(_ version: String, _ grade: Finding.Grade) {
        #expect(KnownVersions.finding(version).grade == grade)
    }

    @Test func machinesThatNeedHelpAreNamed() {
        var aborted = Samples.web
        aborted.state = .aborted
        let findings = MachineFindings(machines: [Samples.broken, aborted]).all
        #expect(findings.map(\.grade) == [.ok, .warning, .warning])
        #expect(findings[1].message == "'名前' is inaccessible: no such file")
        #expect(findings[1].remedy?.contains("vmfest destroy 00000000-0000-0000-0000-000000000002") == true)
        #expect(findings[2].message == "ended without being asked to: 'web'")
        #expect(Diagnosis(findings: findings).status == .done)
    }

    @Test(arguments: [
        VMFestError.Code.noVirtualBox, .unreachable, .notVirtualBox, .logonRefused, .unsupportedVersion,
        .connectionLost,
    ])
    func aHostThatCanNotBeAskedIsAProblemWithARemedy(_ code: VMFestError.Code) {
        let diagnosis = Diagnosis(findings: HostFindings.refusal(VMFestError(code, "no")), hostWasAsked: false)
        #expect(diagnosis.grade == .problem)
        #expect(diagnosis.findings.last?.remedy?.isEmpty == false)
        #expect(diagnosis.status == .hostNotAsked)
    }

    @Test func aPasswordInPlainTextIsAWarningUnlessTheHostIsThisComputer() {
        #expect(HostFindings.password(VMFest.Host(url: "http://build:18083"), isSent: true)?.grade == .warning)
        #expect(HostFindings.password(VMFest.Host(url: "http://build:18083"), isSent: false) == nil)
        #expect(HostFindings.password(VMFest.Host(url: "https://build:18083"), isSent: true) == nil)
        #expect(HostFindings.password(Samples.host, isSent: true) == nil)
    }

    @Test func theOriginOfTheHostIsTold() {
        let environment = ["VMFEST_HOST": "http://build:18083"]
        #expect(HostOrigin(of: Samples.host, option: "http://x", environment: environment) == .option)
        #expect(HostOrigin(of: Samples.host, option: nil, environment: environment) == .environment)
        #expect(HostOrigin(of: Samples.host, option: nil, environment: ["VMFEST_HOST": ""]) == .usual)
        #expect(HostOrigin(of: VMFest.Host(url: "http://127.0.0.1:9"), option: nil, environment: [:]) == .service)
    }

    @Test func theJSONHasTheDocumentedKeys() throws {
        let diagnosis = Diagnosis(findings: [.warning("version", "new", remedy: "wait")])
        #expect(
            try Renderer(format: .json).render(diagnosis) == """
                {
                  "findings" : [
                    {
                      "check" : "version",
                      "grade" : "warning",
                      "message" : "new",
                      "remedy" : "wait"
                    }
                  ],
                  "grade" : "warning"
                }
                """)
    }
}
