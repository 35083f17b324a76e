//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

/// Reads a tar archive piece by piece, as it comes.
///
/// It takes regular files and folders, and refuses everything else.
struct TarParser: Sendable {
    /// What was read.
    enum Event: Sendable, Hashable {
        /// A file begins.
        case file(name: [UInt8], size: Int64)
        /// More of the file's content.
        case content(ArraySlice<UInt8>)
        /// The file is whole.
        case end
    }

    private enum State {
        case header
        case content(rest: Int64, padding: Int)
        case extra(TarHeader.Kind, rest: Int64, padding: Int)
        case padding(Int)
        case ended
    }

    private var state = State.header
    private var hasMembers = false
    private var gathered: [UInt8] = []
    private var longName: [UInt8]?
    private var records: PaxRecords?

    /// The longest name or pax header.
    private static let longestExtra: Int64 = 1 << 16

    /// Reads the next piece.
    ///
    /// - Throws: ``VMFestError`` for an archive that is damaged or has something else than files and folders.
    mutating func push(_ piece: ArraySlice<UInt8>) throws -> [Event] {
        var rest = piece
        var events: [Event] = []
        while !rest.isEmpty {
            switch state {
            case .ended: return events
            case .header:
                guard let header = gather(&rest, TarHeader.length) else { return events }
                try read(header, &events)
            case .content(let left, let padding):
                let part = rest.prefix(Int(min(left, Int64(rest.count))))
                rest = rest.dropFirst(part.count)
                events.append(.content(part))
                if left > Int64(part.count) {
                    state = .content(rest: left - Int64(part.count), padding: padding)
                } else {
                    events.append(.end)
                    state = .padding(padding)
                }
            case .extra(let kind, let left, let padding):
                guard let bytes = gather(&rest, Int(left)) else { return events }
                try readExtra(kind, bytes)
                state = .padding(padding)
            case .padding(let count):
                let skipped = min(count, rest.count)
                rest = rest.dropFirst(skipped)
                state = count > skipped ? .padding(count - skipped) : .header
            }
            if case .padding(0) = state { state = .header }
        }
        return events
    }

    /// Checks that the archive has ended: with blocks of zeros or, as VirtualBox writes it, just after a file.
    func finish() throws {
        switch state {
        case .ended: return
        case .header where hasMembers && gathered.isEmpty && longName == nil && records == nil: return
        default:
            throw VMFestError(.badImage, "is an archive that is cut off: its end is missing")
        }
    }

    /// Takes bytes until there are so many; nil while there are not.
    private mutating func gather(_ rest: inout ArraySlice<UInt8>, _ count: Int) -> [UInt8]? {
        let part = rest.prefix(count - gathered.count)
        gathered += part
        rest = rest.dropFirst(part.count)
        guard gathered.count == count else { return nil }
        defer { gathered = [] }
        return gathered
    }

    private mutating func read(_ block: [UInt8], _ events: inout [Event]) throws {
        if block.allSatisfy({ $0 == 0 }) {
            guard longName == nil, records == nil else { throw Self.isDamaged }
            state = .ended
            return
        }
        guard let header = try TarHeader(block[...]) else { throw Self.isDamaged }
        hasMembers = true
        switch header.kind {
        case .file: begin(header, &events)
        case .folder:
            (longName, records) = (nil, nil)
            guard header.size == 0 else { throw Self.isDamaged }
        case .longName, .longLink, .records, .commonRecords:
            guard (1...Self.longestExtra).contains(header.size) else { throw Self.isDamaged }
            state = .extra(header.kind, rest: header.size, padding: Self.padding(header.size))
        case .other(let what):
            let name = MemberName.printable(longName ?? records?.path ?? header.name)
            throw VMFestError(.badImage, "is an archive with \(what) in it ('\(name)'), which is refused")
        }
    }

    private mutating func begin(_ header: TarHeader, _ events: inout [Event]) {
        let size = records?.size ?? header.size
        events.append(.file(name: records?.path ?? longName ?? header.name, size: size))
        (longName, records) = (nil, nil)
        if size > 0 {
            state = .content(rest: size, padding: Self.padding(size))
        } else {
            events.append(.end)
        }
    }

    private mutating func readExtra(_ kind: TarHeader.Kind, _ bytes: [UInt8]) throws {
        switch kind {
        case .longName: longName = Array(bytes.prefix { $0 != 0 })
        case .records: records = try PaxRecords(bytes)
        case .commonRecords:
            let records = try PaxRecords(bytes)
            // A name or a size for all files is a trick.
            guard records.path == nil, records.size == nil else { throw Self.isDamaged }
        default: break
        }
    }

    private static func padding(_ size: Int64) -> Int {
        let over = Int(size % Int64(TarHeader.length))
        return over == 0 ? 0 : TarHeader.length - over
    }

    private static let isDamaged = VMFestError(.badImage, "is a damaged archive: a header in it is wrong")
}
