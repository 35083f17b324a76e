//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Subprocess
import VirtualBox

#if canImport(System)
    import System
#else
    import SystemPackage
#endif

/// Unpacks a compressed file with the program for it.
struct Unpacking: Sendable {
    let compression: Compression

    /// The program's name.
    let program: String

    init(_ compression: Compression, program: String? = nil) {
        self.compression = compression
        self.program = program ?? compression.program
    }

    /// Unpacks a file.
    ///
    /// The program is killed when the sink refuses to take more.
    ///
    /// - Throws: ``VMFestError`` with ``VMFestError/Code/notSupported`` where the program is missing, and with
    ///   ``VMFestError/Code/badImage`` where the file is damaged.
    func run<Sink: ByteSink & Sendable>(_ path: String, into sink: Sink) async throws -> Sink {
        let source = try await OpenFile.reading(path)
        let progress = ImageProgress("unpack", "unpacking", total: source.size)
        do {
            let result = try await Subprocess.run(
                .name(program), arguments: Arguments(compression.arguments), environment: environment,
                input: .fileDescriptor(source.descriptor, closeAfterSpawningProcess: false),
                output: .sequence, error: .string(limit: 1 << 16)
            ) { process in
                let outcome = await Self.take(process.standardOutput, into: sink) {
                    // The program's position in the file is also that of this process.
                    progress.report((try? source.descriptor.seek(offset: 0, from: .current)) ?? 0)
                }
                if case .failure = outcome {
                    await uncancelled { await process.teardown(using: []) }
                }
                return outcome
            }
            let isComplete = isGood(result.terminationStatus)
            let errors = result.standardError
            var sink = try result.takeClosureResult().get()
            try Task.checkCancellation()
            guard isComplete else {
                let reason = errors.trimmed(where: \.isWhitespace).prefix(500)
                throw VMFestError(.badImage, "can not be unpacked: \(program) says '\(reason)'")
            }
            try await sink.finish()
            return sink
        } catch let error as SubprocessError where error.code == .executableNotFound {
            throw VMFestError(
                .notSupported,
                "is compressed with \(compression.rawValue), and the program '\(program)' is not here:"
                    + " \(compression.remedy)")
        }
    }

    /// Moves everything into the sink, in pieces of some size.
    private static func take<Sink: ByteSink>(
        _ output: SubprocessOutputSequence, into sink: Sink, _ note: () -> Void
    ) async -> Result<Sink, any Error> {
        var sink = sink
        var piece: [UInt8] = []
        do {
            for try await part in output {
                part.withUnsafeBytes { piece.append(contentsOf: $0) }
                guard piece.count >= 1 << 18 else { continue }
                try await sink.write(piece)
                piece.removeAll(keepingCapacity: true)
                note()
            }
            if !piece.isEmpty { try await sink.write(piece) }
            return .success(sink)
        } catch {
            return .failure(error)
        }
    }

    private var environment: Environment {
        .withoutSecrets.updating(
            Dictionary(uniqueKeysWithValues: compression.variables.map { (Environment.Key(stringLiteral: $0), "") }))
    }

    /// gzip's 2 is a warning, for example of zeros after the end.
    private func isGood(_ status: TerminationStatus) -> Bool {
        status.isSuccess || (compression == .gzip && status == .exited(2))
    }
}
