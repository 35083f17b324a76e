# This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
#
# Takes over what is to be done fast of a disc for the first boot, which is its input. It writes the lines before the
# disc's file system to its output, sets the clock forward, gives the cards of the network their new hardware
# addresses, and the kernel's random numbers a new beginning: the 64 letters of the disc count for them
# (RNDADDENTROPY), and are taken into use at once (RNDRESEEDCRNG) and not within a minute.
#
# It ends with 0; with 1 when there is nothing to read, 3 when the disc is somebody else's, and 4 when the random
# numbers could not be renewed. Whether clock and cards are right is for others to see.

        .include "program.inc"

        .set text, header + 0x1000      # 32 KiB of the disc: all lines that there can be
        .set room, 0x8000
        .set pool, text + 13            # rand_pool_info: two numbers before the letters
        .set epoch, text + 92

start:  mov     edx, room
        mov     esi, offset text
        mov     ebp, esi
        xor     edi, edi
        system  call_read
        push    1
        pop     rbx
        cmp     eax, 128
        jl      leave
        mov     bl, 3
        mov     edi, offset magic
        push    21
        pop     rcx
        repe    cmpsb
        jne     leave

        mov     edi, ebp                # the lines, which end with the first zero
        or      rcx, -1
        xor     eax, eax
        repne   scasb
        not     ecx
        lea     edx, [rcx - 1]
        mov     esi, ebp
        push    1
        pop     rdi
        system  call_write

        mov     ebp, offset epoch
        xor     ebx, ebx
digit:  movzx   eax, byte ptr [rbp]
        sub     eax, '0'
        cmp     eax, 9
        ja      clock
        imul    rbx, rbx, 10
        add     rbx, rax
        inc     ebp
        jmp     digit
clock:  xor     edi, edi
        mov     eax, call_time
        syscall
        cmp     rax, rbx
        jge     cards
        push    0
        push    rbx
        mov     rsi, rsp
        mov     eax, call_clock_settime
        syscall

cards:  push    2                       # AF_INET and SOCK_DGRAM
        pop     rdi
        mov     esi, edi
        xor     edx, edx
        system  call_socket
        mov     edi, eax
        mov     ebx, offset old
card:   inc     ebp                     # lines of 41 letters: 'card OLD NEW'
        cmp     dword ptr [rbp], 0x64726163
        jne     random
        add     ebp, 5
        mov     r8d, ebx
        call    number
        mov     r8d, ebx
        add     r8d, 8
        call    number
        xor     r9d, r9d
link:   inc     r9d                     # by their numbers, of which the first are looked at
        cmp     r9d, 32
        je      next
        lea     edx, [rbx + 16]
        mov     dword ptr [rdx + 16], r9d
        mov     esi, 0x8910             # SIOCGIFNAME
        system  call_ioctl
        test    eax, eax
        jnz     link
        mov     si, 0x8927              # SIOCGIFHWADDR
        system  call_ioctl
        test    eax, eax
        jnz     link
        mov     rax, qword ptr [rdx + 18]
        shl     rax, 16
        mov     rcx, qword ptr [rbx]
        shl     rcx, 16
        cmp     rax, rcx
        jne     link
        mov     eax, dword ptr [rbx + 8]
        mov     dword ptr [rdx + 18], eax
        mov     ax, word ptr [rbx + 12]
        mov     word ptr [rdx + 22], ax
        mov     si, 0x8924              # SIOCSIFHWADDR
        system  call_ioctl
next:   dec     ebp                     # at the line's end again
        jmp     card

random: push    4
        pop     rbx
        mov     edi, offset device
        push    1                       # O_WRONLY
        pop     rsi
        system  call_open
        mov     edi, eax
        mov     edx, offset pool
        mov     dword ptr [rdx], 256    # bits that they count for
        mov     dword ptr [rdx + 4], 64 # bytes
        mov     esi, 0x40085203         # RNDADDENTROPY
        system  call_ioctl
        test    eax, eax
        jnz     leave
        mov     esi, 0x5207             # RNDRESEEDCRNG
        system  call_ioctl
        test    eax, eax
        jnz     leave
        xor     ebx, ebx
leave:  mov     edi, ebx
        system  call_exit

# Reads six numbers of two hexadecimal letters at rbp, with a letter after each, to r8.
number: push    6
        pop     rcx
pair:   call    letter
        shl     eax, 4
        mov     edx, eax
        call    letter
        or      eax, edx
        mov     byte ptr [r8], al
        inc     r8d
        inc     ebp
        loop    pair
        ret
letter: movzx   eax, byte ptr [rbp]
        inc     ebp
        sub     eax, '0'
        cmp     eax, 9
        jbe     digits
        sub     eax, 'a' - '0' - 10
digits: ret

device: .asciz  "/dev/urandom"
magic:  .ascii  "vmfest-seed 1\nrandom "
end:
        .set old, header + 0x9800       # a card's address, the new one 8 bytes on, and a struct ifreq
