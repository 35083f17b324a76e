//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

extension LifeCycle {
    /// Tells VirtualBox to do one thing and waits until it has.
    func perform(_ action: Action) async throws {
        if [.launch, .saveState].contains(action) { try await HostRoom(scope: scope).require(for: machine) }
        switch action {
        case .launch: try await launch()
        case .pause: try await onConsole { try await $0.pause() }
        case .resume: try await resume()
        case .reset: try await onConsole { try await $0.reset() }
        case .pressPowerButton: try await pressPowerButton()
        case .powerDown:
            // What can not be removed then is not switched off for it.
            if verb == .destroy { _ = try await LinkedClones(scope: scope, key: key).refuseAll(of: machine) }
            try await powerDown()
        case .saveState: try await saveState()
        case .discardState: try await discardState()
        case .remove: try await MachineRemoval(scope: scope, machine: machine, key: key, deadline: deadline).run()
        }
    }

    /// Work on the machine's process, under a shared lock and alone among all that this program does there.
    private func onProcess(
        until limit: Deadline? = nil, _ work: (LockedMachine) async throws -> Void
    ) async throws {
        try await Turnstile.shared.withTurn(key) {
            try await scope.withLock(.shared, on: machine, id: key, until: limit ?? deadline, work)
        }
    }

    private func onConsole(_ work: (Console) async throws -> Void) async throws {
        try await onProcess { try await work($0.console()) }
    }

    /// Work that ends the machine's process: returns when the process has let go of the machine.
    ///
    /// Calls that reach a process in its last moment can take the whole web service with them, so nothing of the console or
    /// its session is touched before.
    private func ending(
        _ operation: String, until limit: Deadline, _ begin: (LockedMachine) async throws -> Progress
    ) async throws {
        try await onProcess(until: limit) { locked in
            try await scope.finish(begin(locked), of: operation, until: limit, report: report)
            try await scope.giveTime(.seconds(30), toFree: machine, id: key, until: limit)
        }
    }

    private func launch() async throws {
        let keys = try await EncryptedDisks(of: machine).keys(of: diskPasswords)
        guard !keys.isEmpty else { return try await launchProcess() }
        let isSaved = try await machine.getState() == .saved
        try await launchProcess()
        do {
            try await give(keys)
        } catch {
            // It would wait for the passwords, paused, for ever.
            let ending = LifeCycle(
                verb: .powerOff, scope: scope, machine: machine, key: key, deadline: .within(.seconds(30)))
            let described = await scope.describe(error)
            try? await uncancelled { try await ending.perform(isSaved ? .saveState : .powerDown) }
            guard let error = described as? VirtualBoxError, error.isDefinite else { throw described }
            throw await startFailure(error)
        }
    }

    /// Tells the machine's process the passwords of disks; that it knows them is success.
    ///
    /// VirtualBox starts a machine without them, and pauses it once its guest reads such a disk.
    private func give(_ keys: [EncryptedDisks.Key]) async throws {
        try await onConsole { console in
            for key in keys {
                do {
                    try await console.addEncryptionPassword(
                        id: key.id, password: key.password, clearOnSuspend: false)
                } catch let error as VirtualBoxError where error.resultCode == .objectInUse {
                    continue
                }
            }
        }
    }

    /// Lets a paused machine go on, with the passwords that it may be paused for.
    private func resume() async throws {
        if !diskPasswords.isEmpty {
            try await give(EncryptedDisks(of: machine).keys(of: diskPasswords))
        }
        try await onConsole { try await $0.resume() }
    }

    private func launchProcess() async throws {
        do {
            try await scope.launch(
                machine, id: key, frontend: frontend.rawValue, until: deadline, report: report)
        } catch let error as VirtualBoxError where error.isDefinite {
            guard try await scope.findMachine(key) != nil else {
                throw VMFest.Machine.removedMeanwhile
            }
            // Who started it first is seen at the next look.
            if error.isStartOfSomebodyElse { throw error }
            if error.code == .invalidState, try await MachinePhase(machine.getState()).hasProcess { throw error }
            // Only the machine's lock is waited for. What the launch itself finds locked is a disk.
            guard error.code != .locked || error.operation == "IMachine_launchVMProcess" else { throw error }
            throw await startFailure(error)
        }
    }

    /// Adds to a failed start which disks are at fault, and what the machine's log says.
    func startFailure(_ error: VirtualBoxError) async -> VMFestError {
        var failure = VMFestError(error)
        failure.code = .startFailed
        let reasons = await uncancelled { await UnreadableMedia(machine).reasons() + imageReasons() }
        let advice = StartAdvice.on(([failure.message] + failure.complaints.map(\.text)).joined(separator: "\n"))
        failure.message = ([failure.message] + reasons + advice).joined(separator: "\n  ")
        failure.log = await uncancelled { await MachineLog(machine).tail() }
        return failure
    }

    /// What is wrong with the base disk of the image that the machine was made from, if anything is.
    private func imageReasons() async -> [String] {
        let marks = try? await MachineMarks(of: machine, logger: scope.service.logger)
        guard let image = marks?.image, let check = await ImageFiles(scope: scope).damage(of: image) else { return [] }
        return ["the image '\(image)' is damaged: \(check.reason); \(check.remedy)"]
    }

    /// A process that dies of it, as VirtualBox's sometimes does, has switched the machine off as well.
    private func powerDown() async throws {
        let patience = patience
        do {
            try await ending("IConsole_powerDown", until: patience) { try await $0.console().powerDown() }
        } catch let error as VirtualBoxError where error.isDefinite && error.code == .failed {
            guard try await machine.getState() == .aborted else { throw error }
        } catch  where patience.hasPassed && !Task.isCancelled {
            if try await hasEndedHangingProcess() { return }
            guard error is DeadlinePassed else { throw error }
            throw VMFestError(.timeLimit, "it did not switch off within the time limit; \(Self.hangRemedy)")
        }
    }

    /// Saves what the machine is doing.
    ///
    /// A process that ends very soon closes the session before VirtualBox's server has written the settings, which is then
    /// told as a failure, although the state is saved.
    private func saveState() async throws {
        do {
            try await ending("IMachine_saveState", until: deadline) { try await $0.machine().saveState() }
        } catch let error as VirtualBoxError where error.isDefinite {
            guard (try? await isSaved()) == true else { throw error }
            try await scope.withLock(.write, on: machine, id: key, whileOff: true, until: deadline) { locked in
                try await locked.machine().saveSettings()
            }
        }
    }

    /// Waits until the machine's process has let go of it with its state saved, or goes on.
    private func isSaved() async throws -> Bool {
        try await scope.wait(on: key, until: deadline.orWithin(.seconds(10))) {
            let state = try await machine.getState()
            if [.running, .paused].contains(MachinePhase(state)) { return false }
            return try await machine.getSessionState() == .unlocked ? state == .saved : nil
        }
    }

    private func discardState() async throws {
        try await Turnstile.shared.withTurn(key) {
            try await scope.withLock(.write, on: machine, id: key, whileOff: true, until: deadline) { locked in
                try await locked.machine().discardSavedState(fRemoveFile: true)
            }
        }
    }

    /// Presses the power button until the guest reacts, and waits until it has switched itself off.
    ///
    /// A guest that is still booting does not hear the button, so one press is not enough.
    private func pressPowerButton() async throws {
        do {
            while true {
                try await onConsole { try await $0.powerButton() }
                do {
                    try await scope.wait(on: key, until: deadline.orWithin(.seconds(5))) {
                        let phase = MachinePhase(try await machine.getState())
                        return phase.hasProcess ? nil : ()
                    }
                    return
                } catch is DeadlinePassed where !deadline.hasPassed {
                    continue
                }
            }
        } catch is DeadlinePassed {
            throw VMFestError(
                .timeLimit,
                "the guest did not switch itself off within the time limit; it may not listen to the power button")
        }
    }

    /// Passes reports of VirtualBox on to whoever observes.
    var report: ProgressHandler? {
        guard let observer = Activity.observer else { return nil }
        let action = verb.rawValue
        return { observer(Activity(action: action, percent: $0.percent, detail: $0.description)) }
    }
}
