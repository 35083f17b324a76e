# This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
#
# Sets the guest property /VMFest/Instance to the line that it reads. Its output is /dev/vboxguest, the driver of the
# Guest Additions: it connects to VBoxGuestPropSvc (VBG_IOCTL_HGCM_CONNECT) and calls its function 3 with name and
# value (VBG_IOCTL_HGCM_CALL_64). It ends with 0 when both succeeded.

        .include "program.inc"

        .set value, header + 0x1000

start:  push    127
        pop     rdx
        mov     esi, offset value
        xor     edi, edi
        system  call_read
        mov     byte ptr [rsi + rax - 1], 0
        mov     ebx, offset length
        mov     dword ptr [rbx], eax
        inc     edi
        mov     esi, 0xc09c5604
        mov     edx, offset connect
        system  call_ioctl
        or      eax, dword ptr [rdx + 12]
        jnz     leave
        mov     eax, dword ptr [rdx + 24]
        mov     edx, offset request
        mov     dword ptr [rdx + 24], eax
        mov     esi, 0xc0485607
        system  call_ioctl
        or      eax, dword ptr [rdx + 12]
leave:  neg     eax
        sbb     edi, edi
        system  call_exit

# VBGLREQHDR (size in, version, type, size out, result), then the arguments.
        .balign 8
request: .long  72, 0x10001, 0, -225, 72, 0
        .long   0, 3, -1                # client, function, time limit
        .word   0, 2                    # two parameters
        .long   5, 17                   # an address, with what is read there
        .quad   name
        .long   5
length: .long   0
        .quad   value
connect: .long  156, 0x10001, 0, -225, 28, 0
        .long   2                       # a service of the host
        .ascii  "VBoxGuestPropSvc\0"
name:   .ascii  "/VMFest/Instance\0"
end:
