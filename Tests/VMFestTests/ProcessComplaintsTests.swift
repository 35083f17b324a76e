//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Testing

@testable import VMFest

struct ProcessComplaintsTests {
    @Test func whatFailedIsFoundInTheLog() {
        let log = """
            00:00:04.2 Changing the VM state from 'SUSPENDING' to 'SUSPENDED'
            00:00:04.2 VMSetError: /src/DrvIntNet.cpp(1971) int drvR3IntNetConstruct(); rc=VERR_SUP_DRIVERLESS
            00:00:04.2 VMSetError: Cannot attach to 'lan' in driverless mode
            00:00:04.2 Console::i_configNetwork: Error attaching device 'e1000' to LUN 0, rc=VERR_SUP_DRIVERLESS
            """
        #expect(ProcessComplaints.reasons(in: log) == ["Cannot attach to 'lan' in driverless mode"])
        #expect(
            ProcessComplaints.reasons(in: "1 Console::i_configNetwork: Error attaching device 'e1000', rc=VERR_X\n")
                == ["Error attaching device 'e1000', rc=VERR_X"])
        let serial = "1 ERROR [COM]: aText={Failed to change the serial port attachment (VERR_X)}, preserve=false"
        #expect(
            ProcessComplaints.reasons(in: serial) == ["Failed to change the serial port attachment (VERR_X)"])
        #expect(ProcessComplaints.reasons(in: "1 VMSetError: something else\n2 all is well").isEmpty)
    }
}
