//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// A machine's sound card.
public struct Audio: Sendable, Hashable, SpecPart {
    /// The model of a sound card.
    public enum Controller: String, Sendable, Hashable, Codable, CaseIterable, SpecChoice {
        /// Intel's AC'97.
        case ac97
        /// A SoundBlaster 16, for very old guests.
        case sb16
        /// Intel's High Definition Audio, for newer guests.
        case hda
        /// The paravirtual card.
        case virtio
    }

    /// The converter on a sound card.
    public enum Codec: String, Sendable, Hashable, Codable, CaseIterable, SpecChoice {
        /// None.
        case none
        /// That of a SoundBlaster 16.
        case sb16
        /// SigmaTel's, for AC'97.
        case stac9700
        /// Analog Devices', for AC'97.
        case ad1980
        /// SigmaTel's, for High Definition Audio.
        case stac9221
    }

    /// Where sound goes on the host.
    public enum Driver: String, Sendable, Hashable, Codable, CaseIterable, SpecChoice {
        /// What suits the host.
        case usual = "default"
        /// None: sound goes nowhere.
        case none
        /// OSS.
        case oss
        /// ALSA.
        case alsa
        /// PulseAudio.
        case pulse
        /// Windows' multimedia interface.
        case winMM = "winmm"
        /// DirectSound.
        case directSound = "directsound"
        /// Windows' audio session interface.
        case was
        /// macOS' Core Audio.
        case coreAudio = "coreaudio"
        /// OS/2's.
        case mmpm
        /// Solaris'.
        case solaris
    }

    enum CodingKeys: String, CodingKey, CaseIterable {
        case enabled, controller, codec, driver, output, input
    }

    /// Whether there is one.
    public var enabled: Bool?

    /// The model.
    public var controller: Controller?

    /// The converter on the card; it must suit the model, and follows it where it is not given.
    public var codec: Codec?

    /// Where sound goes on the host.
    public var driver: Driver?

    /// Whether the guest is heard.
    ///
    /// Can be changed while the machine runs.
    public var output: Bool?

    /// Whether the guest hears.
    ///
    /// Can be changed while the machine runs.
    public var input: Bool?

    /// Nil leaves a part as VirtualBox makes it for the guest's system.
    public init(
        enabled: Bool? = nil,
        controller: Controller? = nil,
        codec: Codec? = nil,
        driver: Driver? = nil,
        output: Bool? = nil,
        input: Bool? = nil
    ) {
        self.enabled = enabled
        self.controller = controller
        self.codec = codec
        self.driver = driver
        self.output = output
        self.input = input
    }
}
