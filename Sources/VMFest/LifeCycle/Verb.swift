//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox

/// What can be asked of an existing machine.
enum Verb: String, Sendable, Hashable, CaseIterable {
    case start
    case pause
    case resume
    case stop
    case powerOff = "power-off"
    case reset
    case save
    case discard
    case destroy
}

/// One thing that VirtualBox is told to do on the way.
enum Action: Sendable, Hashable {
    case launch
    case pause
    case resume
    case pressPowerButton
    case powerDown
    case reset
    case saveState
    case discardState
    case remove
}

/// What a verb does next, given what the machine is doing.
enum Step: Sendable, Hashable {
    /// Nothing: it is so.
    case done
    /// This.
    case act(Action)
    /// Wait until the machine is on the way no longer.
    case wait
    /// It can not be done; this is why, and what can.
    case refuse(String)
}

extension Verb {
    /// The table of what every verb does in every phase of a machine.
    ///
    /// A machine that someone has locked is waited for, whatever the verb; an inaccessible one can only be destroyed.
    func step(in phase: MachinePhase) -> Step {
        switch (self, phase) {
        case (_, .changing): .wait

        case (.start, .off), (.start, .aborted), (.start, .saved): .act(.launch)
        case (.start, .running): .done
        case (.start, .paused): .act(.resume)
        case (.start, .stuck): .refuse("it is stuck after an error; power it off or reset it first")

        case (.pause, .running): .act(.pause)
        case (.pause, .paused): .done
        case (.pause, _): .refuse("it does not run, so it can not be paused")

        case (.resume, .paused): .act(.resume)
        case (.resume, .running): .done
        case (.resume, .saved): .refuse("its state is saved; start it to go on from there")
        case (.resume, _): .refuse("it is not paused; start it")

        case (.stop, .off), (.stop, .aborted), (.stop, .saved): .done
        case (.stop, .running): .act(.pressPowerButton)
        case (.stop, .paused): .act(.resume)
        case (.stop, .stuck): .refuse("it is stuck after an error and hears no power button; power it off")

        case (.powerOff, .off), (.powerOff, .aborted), (.powerOff, .saved): .done
        case (.powerOff, _): .act(.powerDown)

        case (.reset, .running), (.reset, .stuck): .act(.reset)
        case (.reset, .paused): .act(.resume)
        case (.reset, _): .refuse("it does not run, so it can not be reset; start it")

        case (.save, .running), (.save, .paused): .act(.saveState)
        case (.save, .saved): .done
        case (.save, .stuck): .refuse("it is stuck after an error, and that state is not worth saving")
        case (.save, _): .refuse("it does not run, so there is no state to save")

        case (.discard, .off), (.discard, .aborted): .done
        case (.discard, .saved): .act(.discardState)
        case (.discard, _): .refuse("it runs, so it has no saved state; power it off to end what it is doing")

        case (.destroy, .running), (.destroy, .paused), (.destroy, .stuck): .act(.powerDown)
        case (.destroy, _): .act(.remove)
        }
    }
}
