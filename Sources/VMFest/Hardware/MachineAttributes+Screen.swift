//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBox
import VirtualBoxAPI

extension MachineAttributes {
    static let graphics: [Attribute<MachineSpec, Screen>] = [
        Attribute(
            required: "graphics.controller", \.graphics.controller,
            get: { Graphics.Controller(try await $0.adapter.getGraphicsControllerType()) ?? .none },
            set: { try await $0.adapter.setGraphicsControllerType($1.remote) }),
        Attribute(
            required: "graphics.videoMemory", \.graphics.videoMemory,
            get: { .mebibytes(Int(try await $0.adapter.getVRAMSize())) },
            set: { try await $0.setVideoMemory(UInt32($1.mebibytes)) }),
        Attribute(
            "graphics.acceleration3D", \.graphics.acceleration3D,
            get: { try await $0.scope.is3DAccelerated($0.adapter) },
            set: { try await $0.scope.set3DAccelerated($1, of: $0.adapter) }),
        Attribute(
            "graphics.monitors", \.graphics.monitors,
            get: { Int(try await $0.adapter.getMonitorCount()) },
            set: { try await $0.adapter.setMonitorCount(UInt32($1)) }),
    ]

    static let audio: [Attribute<MachineSpec, AudioAdapter>] = [
        Attribute(
            "audio.enabled", \.audio.enabled,
            get: { try await $0.getEnabled() }, set: { try await $0.setEnabled($1) }),
        Attribute(
            choice: "audio.controller", \.audio.controller,
            get: { try await $0.getAudioController() }, set: { try await $0.setAudioController($1) }),
        Attribute(
            choice: "audio.codec", \.audio.codec,
            get: { try await $0.getAudioCodec() }, set: { try await $0.setAudioCodec($1) }),
        Attribute(
            choice: "audio.driver", \.audio.driver, .offOrSaved,
            get: { try await $0.getAudioDriver() }, set: { try await $0.setAudioDriver($1) }),
        Attribute(
            "audio.output", \.audio.output, .always,
            get: { try await $0.getEnabledOut() }, set: { try await $0.setEnabledOut($1) }),
        Attribute(
            "audio.input", \.audio.input, .always,
            get: { try await $0.getEnabledIn() }, set: { try await $0.setEnabledIn($1) }),
    ]

    static let remoteDisplay: [Attribute<MachineSpec, VRDEServer>] = [
        Attribute(
            "remoteDisplay.extensionPack", \.remoteDisplay.extensionPack, .always,
            get: { try await $0.getVRDEExtPack() }, set: { try await $0.setVRDEExtPack($1) }),
        Attribute(
            "remoteDisplay.ports", \.remoteDisplay.ports, .always,
            get: { try await $0.getVRDEProperty(key: "TCP/Ports") },
            set: { try await $0.setVRDEProperty(key: "TCP/Ports", value: $1) }),
        Attribute(
            "remoteDisplay.address", \.remoteDisplay.address, .always,
            get: { try await $0.getVRDEProperty(key: "TCP/Address") },
            set: { try await $0.setVRDEProperty(key: "TCP/Address", value: $1) }),
        Attribute(
            choice: "remoteDisplay.authentication", \.remoteDisplay.authentication, .always,
            get: { try await $0.getAuthType() }, set: { try await $0.setAuthType($1) }),
        Attribute(
            "remoteDisplay.authenticationTimeout", \.remoteDisplay.authenticationTimeout, .always,
            get: { Int(try await $0.getAuthTimeout()) }, set: { try await $0.setAuthTimeout(UInt32($1)) }),
        Attribute(
            "remoteDisplay.authenticationLibrary", \.remoteDisplay.authenticationLibrary, .always,
            get: { try await $0.getAuthLibrary() }, set: { try await $0.setAuthLibrary($1) }),
        Attribute(
            "remoteDisplay.multipleConnections", \.remoteDisplay.multipleConnections, .always,
            get: { try await $0.getAllowMultiConnection() }, set: { try await $0.setAllowMultiConnection($1) }),
        Attribute(
            "remoteDisplay.reuseConnection", \.remoteDisplay.reuseConnection, .always,
            get: { try await $0.getReuseSingleConnection() }, set: { try await $0.setReuseSingleConnection($1) }),
        Attribute(
            "remoteDisplay.enabled", \.remoteDisplay.enabled, .always,
            get: { try await $0.getEnabled() }, set: { try await $0.setEnabled($1) }),
    ]
}
