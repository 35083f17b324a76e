//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

extension IdentityAgent {
    /// The part of the script that renews the guest's random numbers where its program can not.
    ///
    /// Clones of one state give the same ones otherwise, until their kernels take new events into account: up to a minute.
    static let reseeding = #"""
        # Gives the kernel's random numbers a new beginning, with what the disc has for that; as the program does.
        reseed_with_perl() {
            perl -e '$r = substr(shift, 0, 64); length($r) == 64 && ioctl(STDOUT, 0x40085203, pack("iia64", 256, 64, $r)) &&
                ioctl(STDOUT, 0x5207, 0) or exit 1' "$random" >/dev/urandom
        }
        reseed_with_python3() {
            python3 -c 'import fcntl, struct, sys
        fcntl.ioctl(1, 0x40085203, struct.pack("ii64s", 256, 64, sys.argv[1].encode()))
        fcntl.ioctl(1, 0x5207)' "$random" >/dev/urandom
        }
        """#
}
