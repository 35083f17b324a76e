//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

extension SpecComparison {
    func usbEdits() -> [Edit] {
        var edits: [Edit] = []
        let controllers = present.usb.controllers ?? []
        if let new = wanted.usb.controllers, Set(new) != Set(controllers) {
            edits.append(
                Edit(
                    key: "usb.controllers", from: SpecText.words(controllers), to: SpecText.words(new),
                    window: PartWindows.usbControllers, make: { try await $0.machine.setUSBControllers(new) },
                    revert: { try await $0.machine.setUSBControllers(controllers) }))
        }
        let filters = present.usb.filters ?? []
        if let new = wanted.usb.filters?.map(\.complete), new != filters.map(\.complete) {
            edits.append(
                Edit(
                    key: "usb.filters", from: SpecText.list(filters.map(\.name)), to: SpecText.list(new.map(\.name)),
                    window: PartWindows.usbFilters, make: { try await $0.machine.setUSBFilters(new) },
                    revert: { try await $0.machine.setUSBFilters(filters) }))
        }
        return edits
    }

    func sharedFolderEdits() -> [Edit] {
        var edits: [Edit] = []
        for old in present.sharedFolders where !wanted.sharedFolders.contains(where: { $0.name == old.name }) {
            edits.append(
                Edit(
                    key: "sharedFolders.\(old.name)", from: old.words, to: nil, window: PartWindows.sharedFolders,
                    make: { try await $0.machine.removeSharedFolder(name: old.name) },
                    revert: { try await $0.machine.add(old) }))
        }
        for new in wanted.sharedFolders {
            let old = present.sharedFolders.first { $0.name == new.name }
            guard old != new else { continue }
            edits.append(
                Edit(
                    key: "sharedFolders.\(new.name)", from: old?.words, to: new.words,
                    window: PartWindows.sharedFolders, make: { try await $0.machine.replace(old, by: new) },
                    revert: { access in
                        try await access.machine.removeSharedFolder(name: new.name)
                        if let old { try await access.machine.add(old) }
                    }))
        }
        return edits
    }
}

extension VirtualBoxAPI.Machine {
    /// Puts a shared folder in the place of another one of its name.
    fileprivate func replace(_ old: SharedFolder?, by new: SharedFolder) async throws {
        if let old { try await removeSharedFolder(name: old.name) }
        do {
            try await add(new)
        } catch {
            // A machine that runs has lost the old one already.
            if let old { try? await uncancelled { try await add(old) } }
            throw error
        }
    }
}

extension SharedFolder {
    /// In words, for people.
    var words: String {
        path + (writable ? ", writable" : ", read-only") + (automount ? ", automount" : "")
            + (mountPoint.isEmpty ? "" : " at \(mountPoint)")
    }
}

extension USBFilter {
    /// The filter as VirtualBox tells it: it is active unless something else was said, and an empty condition is none.
    fileprivate var complete: USBFilter {
        var filter = self
        filter.active = active ?? true
        for path in Self.conditions where filter[keyPath: path]?.isEmpty == true { filter[keyPath: path] = nil }
        return filter
    }

    private static var conditions: [WritableKeyPath<USBFilter, String?>] {
        [\.vendor, \.product, \.revision, \.manufacturer, \.productName, \.serialNumber, \.port, \.remote]
    }
}
