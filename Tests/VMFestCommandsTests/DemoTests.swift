//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Testing

@testable import VMFest
@testable import VMFestCommands

struct DemoTests {
    @Test func stepsAreAListWithTimes() {
        #expect(DemoStep(step: "start", seconds: 0.5674, detail: "").line == "start            0.567 s")
        let step = DemoStep(step: "address", seconds: 12, detail: "10.0.2.15")
        #expect(step.line == "address         12.000 s  10.0.2.15")
    }

    @Test func theReportHasTheDocumentedKeys() throws {
        let report = DemoReport(
            machine: "m", host: "h", done: true, steps: [DemoStep(step: "start", seconds: 0.5, detail: "")])
        #expect(
            try Renderer(format: .json).render(report) == """
                {
                  "done" : true,
                  "host" : "h",
                  "machine" : "m",
                  "seconds" : 0.5,
                  "steps" : [
                    {
                      "detail" : "",
                      "seconds" : 0.5,
                      "step" : "start"
                    }
                  ]
                }
                """)
        #expect(try Renderer(format: .text).render(report) == "all              0.500 s  done")
    }

    @Test func theMachineBootsFromThePrimaryMasterOfAnIDEController() {
        #expect(Demonstration.spec.bootDisk == BootDisk(controller: "IDE Controller", slot: 0))
        #expect(Demonstration.spec.storage == [.ide("IDE Controller", devices: [nil, nil, .dvd(), nil])])
    }
}
