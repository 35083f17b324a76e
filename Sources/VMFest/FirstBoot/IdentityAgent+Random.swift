//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

extension IdentityAgent {
    /// The part of the script that renews the guest's random numbers.
    ///
    /// Clones of one state give the same ones otherwise, until their kernels take new events into account: up to a minute.
    static let reseeding = #"""
        # Gives the kernel's random numbers a new beginning: 64 letters from the disc, which count (RNDADDENTROPY), taken into
        # use at once (RNDRESEEDCRNG) and not within a minute. Few guests have a program for that, so this one is made here,
        # for Linux on x86-64: read(0, …, 64), two times ioctl(1, …), and exit with the result.
        reseed_itself() {
            if [ ! -f "$own/reseed" ]; then
                {
                    printf '\177\105\114\106\2\1\1\0\0\0\0\0\0\0\0\0\2\0\76\0\1\0\0\0'
                    printf '\170\0\100\0\0\0\0\0\100\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0'
                    printf '\0\0\0\0\100\0\70\0\1\0\100\0\0\0\0\0'
                    printf '\1\0\0\0\5\0\0\0\0\0\0\0\0\0\0\0'
                    printf '\0\0\100\0\0\0\0\0\0\0\100\0\0\0\0\0\300\0\0\0\0\0\0\0'
                    printf '\300\0\0\0\0\0\0\0\0\20\0\0\0\0\0\0'
                    printf '\152\100\132\110\203\354\110\307\4\44\0\1\0\0\307\104\44\4\100\0\0\0\110\215'
                    printf '\164\44\10\61\377\61\300\17\5\377\307\203\370\100\165\33\276\3\122\10\100\110\211\342'
                    printf '\152\20\130\17\5\276\7\122\0\0\61\322\152\20\130\17\5\211\307\152\74\130\17\5'
                } >"$own/reseed"
                chmod 700 "$own/reseed" || return 1
            fi
            "$own/reseed"
        }
        reseed_with_perl() {
            perl -e 'read(STDIN, my $r, 64) == 64 && ioctl(STDOUT, 0x40085203, pack("iia64", 256, 64, $r)) &&
                ioctl(STDOUT, 0x5207, 0) or exit 1'
        }
        reseed_with_python3() {
            python3 -c 'import fcntl, struct, sys
        fcntl.ioctl(1, 0x40085203, struct.pack("ii64s", 256, 64, sys.stdin.buffer.read(64)))
        fcntl.ioctl(1, 0x5207)'
        }
        reseed_by() {
            "$1" >/dev/urandom 2>/dev/null <<END
        $random
        END
        }
        """#
}
