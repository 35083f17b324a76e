//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

import Foundation

/// What a shell of a Unix guest does with files: what guest control has no call for, and all of it through SSH.
///
/// The paths are the script's arguments, so that no shell reads them.
enum FileScript {
    static let makeLink =
        #"[ ! -e "$1" ] && [ ! -L "$1" ] || { echo "it is there already" >&2; exit 1; }; ln -s -- "$2" "$1""#
    static let readLink = #"[ -L "$1" ] || { echo "it is no symbolic link" >&2; exit 1; }; readlink -- "$1""#
    static let setMode = #"chmod -- "$2" "$1""#
    static let setModeOfAll = #"chmod -R -- "$2" "$1""#
    static let makeFolder = #"mkdir -m "$2" -- "$1""#
    static let makeFolders = #"[ -d "$1" ] || mkdir -p -m "$2" -- "$1""#
    static let makeFile = #"set -C; umask 077; : >"$1" && chmod "$2" "$1""#
    static let removeFile = #"rm -- "$1""#
    static let removeFolder = #"rmdir -- "$1""#
    static let removeAll = #"rm -r -- "$1""#

    /// A folder takes nobody's place, and nothing is moved into one that is there.
    static let move = #"[ ! -d "$2" ] || [ -L "$2" ] || { echo "'$2' is a folder" >&2; exit 1; }; mv -f -- "$1" "$2""#
    static let moveToFree =
        #"[ ! -e "$2" ] && [ ! -L "$2" ] || { echo "'$2' is there already" >&2; exit 1; }; mv -- "$1" "$2""#

    static let temporaryFolder = #"echo "${TMPDIR:-/tmp}""#

    /// Prints what `$p` is: the time of change, permissions, owner, group, size and name.
    ///
    /// The name ends with a NUL, since it can hold anything else. `$1` has more options for `ls`, `$2` for `stat`.
    static let describe =
        #"d() { t=$(stat $2 -c %Y -- "$p" 2>/dev/null || stat $2 -f %m -- "$p" 2>/dev/null || echo -); "#
        + #"l=$(ls -ldn$1 -- "$p") || return; set -f; set -- $l; set +f; "#
        + #"printf '%s %s %s %s %s %s\0' "$t" "$1" "$3" "$4" "${5%,}" "$p"; }; "#

    static let file = describe + #"p=$1; [ -e "$p" ] || [ -L "$p" ] || exit 0; d """#
    static let fileBehindLinks = describe + #"p=$1; [ -e "$p" ] || exit 0; d L -L"#
    static let files =
        describe
        + #"cd -- "$1" || exit 1; for p in * .*; do case $p in .|..) continue;; esac; "#
        + #"if [ -e "$p" ] || [ -L "$p" ]; then d ""; fi; done"#

    /// Reads what describe prints for one; nil for what is not that.
    static func read(_ text: String) -> GuestFile? {
        let parts = text.split(separator: " ", maxSplits: 5, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 6, let kind = parts[1].first.map(kind) else { return nil }
        return GuestFile(
            name: parts[5], kind: kind, size: kind == .file ? Int64(parts[4]) ?? 0 : 0,
            mode: Permissions.mode(of: parts[1]), owner: Int(parts[2]), group: Int(parts[3]),
            modified: Double(parts[0]).map { Date(timeIntervalSince1970: $0) })
    }

    /// What the first letter says that `ls -l` prints.
    private static func kind(_ letter: Character) -> GuestFile.Kind {
        switch letter {
        case "-": .file
        case "d": .folder
        case "l": .link
        default: .other
        }
    }
}
