//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import VirtualBoxAPI

extension Audio.Controller: RemoteChoice {
    var remote: AudioControllerType {
        switch self {
        case .ac97: .ac97
        case .sb16: .sb16
        case .hda: .hda
        case .virtio: .virtioSound
        }
    }
}

extension Audio.Codec: RemoteChoice {
    var remote: AudioCodecType {
        switch self {
        case .none: .null
        case .sb16: .sb16
        case .stac9700: .stac9700
        case .ad1980: .ad1980
        case .stac9221: .stac9221
        }
    }
}

extension Audio.Driver: RemoteChoice {
    var remote: AudioDriverType {
        switch self {
        case .usual: .`default`
        case .none: .null
        case .oss: .oss
        case .alsa: .alsa
        case .pulse: .pulse
        case .winMM: .winMM
        case .directSound: .directSound
        case .was: .was
        case .coreAudio: .coreAudio
        case .mmpm: .mmpm
        case .solaris: .solAudio
        }
    }
}
