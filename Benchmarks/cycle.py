#
# This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
#
# The benchmarks' cycle with VirtualBox's own bindings: cycle.py NAME IMAGE DISK TIMES. Prints the seconds of each.
import sys
import time

try:
    from vboxapi import VirtualBoxManager
except ImportError:
    sys.exit(69)

name, image, disk, times = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])
manager = VirtualBoxManager(None, None)
box = manager.getVirtualBox()
constants = manager.constants


def finish(progress):
    progress.waitForCompletion(-1)
    if progress.resultCode != 0:
        raise RuntimeError(progress.errorInfo.text)


def cycle():
    machine = box.createMachine(
        "", name, constants.PlatformArchitecture_x86, [], "Linux_64", "", "", "", "")
    machine.memorySize = 64
    machine.CPUCount = 1
    machine.graphicsAdapter.graphicsControllerType = constants.GraphicsControllerType_VMSVGA
    machine.graphicsAdapter.VRAMSize = 16
    card = machine.getNetworkAdapter(0)
    card.attachmentType = constants.NetworkAttachmentType_NAT
    card.enabled = True
    controller = machine.addStorageController("SATA", constants.StorageBus_SATA)
    controller.portCount = 1
    box.registerMachine(machine)
    base = box.openMedium(image, constants.DeviceType_HardDisk, constants.AccessMode_ReadOnly, False)
    child = box.createMedium("VDI", disk, constants.AccessMode_ReadWrite, constants.DeviceType_HardDisk)
    finish(base.createDiffStorage(child, [constants.MediumVariant_Standard]))
    session = manager.getSessionObject(box)
    machine.lockMachine(session, constants.LockType_Write)
    session.machine.attachDevice("SATA", 0, 0, constants.DeviceType_HardDisk, child)
    session.machine.saveSettings()
    session.unlockMachine()

    session = manager.getSessionObject(box)
    finish(machine.launchVMProcess(session, "headless", []))
    finish(session.console.powerDown())
    while machine.sessionState != constants.SessionState_Unlocked:
        time.sleep(0.002)
    media = machine.unregister(constants.CleanupMode_DetachAllReturnHardDisksOnly)
    finish(machine.deleteConfig(media))


for _ in range(times):
    start = time.monotonic()
    cycle()
    print(time.monotonic() - start, flush=True)
del box, manager
