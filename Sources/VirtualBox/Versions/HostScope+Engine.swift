//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

package import VirtualBoxAPI

extension HostScope {
    /// What the host's processors can.
    ///
    /// A feature that this version does not know is one that they lack.
    package func processorFeatures(of host: VirtualBoxAPI.Host) async throws -> [ProcessorFeature] {
        var features: [ProcessorFeature] = []
        for feature in ProcessorFeature.knownValues {
            do {
                if try await host.getProcessorFeature(feature: feature) { features.append(feature) }
            } catch let error as VirtualBoxError where error.isDefinite {
                continue
            }
        }
        return features
    }

    /// How the host executes machines of its own platform, as far as VirtualBox tells.
    ///
    /// `IHost::isExecutionEngineSupported` tells only what VirtualBox was built for, so the processor is asked.
    package func executionEngine() async throws -> VMExecutionEngine {
        // There is no other way on these processors.
        if try await platforms().processor == .arm { return .nativeApi }
        return try await box.getHost().getProcessorFeature(feature: .hwVirtEx) ? .hwVirt : .interpreter
    }
}
