//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//

extension IdentityAgent {
    /// The script; `@LOGIN@` stands for the user.
    static let script = outline.replacing("@PROGRAMS@", with: programs).replacing("@RESEED@", with: reseeding)

    private static let outline = #"""
        #!/bin/sh
        # VMFest's agent in a warm template. As user data it starts itself in the background and returns. In the template it
        # waits until the host takes the seed disc out, prepares what can be prepared, and sets /VMFest/Agent. In a clone of the
        # running template it finds a disc for another instance, renews what makes the guest the one that it is, and sets
        # /VMFest/Instance, or /VMFest/Failure.
        #
        # Guests may be slow, and new processes and reading byte by byte are what costs most. So what the host wrote on the disc
        # before the file system is taken over by a small program, for Linux on x86-64, which does at once what else would take
        # a process each; the shell sees what it could not do.
        login=@LOGIN@
        run=/run/vmfest
        own=/var/lib/vmfest
        PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin:/usr/bin:/bin
        export PATH

        say() { echo "vmfest: $*" >&4; }

        set_property() { VBoxControl --nologo guestproperty set "$1" "$2" >/dev/null; }

        # Ends the renewal: this guest is not the instance that it should be.
        fail() {
            say "failed: $1"
            [ -z "$instance" ] || echo "$instance" >"$run/instance"
            set_property /VMFest/Failure "$1"
            exit 1
        }

        # Waits some seconds, without a process where the shell can.
        rest() { if $rests; then read -r -t "$1" nothing <&3; else sleep "$1" || sleep 1; fi; }

        # Takes over the lines that the host wrote before the file system; fails unless they are for another instance, with 3
        # when the disc is somebody else's.
        read_seed() {
            status=126
            if $takes; then
                lines=$("$own/take" 2>/dev/null)
                status=$?
            fi
            case $status in
            0) renewed=true ;;
            # A disc that was put in this moment may not be readable yet: nothing comes then.
            1 | 3) return $status ;;
            4) renewed=false ;;
            *)
                takes=false renewed=false
                lines=$(head -c 32768 | tr -d '\0')
                ;;
            esac
            case $lines in
            "vmfest-seed 1
        "*end) ;;
            '') return 1 ;;
            *) return 3 ;;
            esac
            instance='' name='' epoch=0 machine='' random='' cards='' keys='' data=''
            IFS='
        '
            set -f
            for line in $lines; do
                value=${line#* }
                case $line in
                'instance '*) instance=$value ;;
                'host-name '*) name=$value ;;
                'epoch '*) epoch=$value ;;
                'machine-id '*) machine=$value ;;
                'random '*) random=$value ;;
                'card '*) cards="$cards$value " ;;
                'key '*) keys="$keys$value
        " ;;
                'user-data '*) data=$value ;;
                esac
            done
            set +f
            unset IFS
            [ -n "$instance" ] && [ "$instance" != "$known" ]
        }

        # Whether a drive has a disc for another instance.
        look() {
            for drive in /dev/sr*; do
                case $foreign in
                *"$drive "*)
                    # Looking at it again would take long; once it is out, the next one counts.
                    true <"$drive" || foreign=''
                    continue
                    ;;
                esac
                read_seed <"$drive" && return 0
                [ $? -ne 3 ] || foreign="$foreign$drive "
            done
            return 1
        }

        # The process of a daemon that was started, not of a connection that it has.
        daemon() {
            for process in /proc/[0-9]*; do
                read -r pid command state parent rest <"$process/stat" || continue
                [ "$command $parent" != "($1) 1" ] || return 0
            done
            return 1
        }

        # Ends a daemon and starts it again as it was.
        again() {
            tr '\0' '\n' <"/proc/$1/cmdline" >"$run/arguments" || return 1
            pid=$1
            set --
            while IFS= read -r argument; do set -- "$@" "$argument"; done <"$run/arguments"
            kill "$pid" || return 1
            while [ -d "/proc/$pid" ]; do rest 0.05; done
            setsid "$@" </dev/null >/dev/null 2>&1 3<&- 4<&- &
        }

        exists() { [ -e "$1" ]; }

        # dropbear with -R makes a key when one is missed. In the template that is already so when the snapshot is taken.
        renew_dropbear() {
            exists /etc/dropbear/dropbear_*_host_key || return 0
            rm -f /etc/dropbear/dropbear_*_host_key || return 1
            if ! tr '\0' ' ' <"/proc/$dropbear/cmdline" | grep -q -- ' -[A-Za-z]*R'; then
                dropbearkey -t ed25519 -f /etc/dropbear/dropbear_ed25519_host_key >/dev/null || return 1
            fi
            again "$dropbear" || return 1
            daemon dropbear && dropbear=$pid
            say 'SSH host keys of dropbear'
        }

        # OpenSSH reads its keys again at a SIGHUP. One kind of key is enough, unless its settings name others.
        renew_openssh() {
            rm -f /etc/ssh/ssh_host_*_key /etc/ssh/ssh_host_*_key.pub
            if $all_keys; then
                ssh-keygen -q -A || return 1
            else
                ssh-keygen -q -t ed25519 -N '' -f /etc/ssh/ssh_host_ed25519_key || return 1
            fi
            [ -z "$sshd" ] || kill -HUP "$sshd" || return 1
            say 'SSH host keys of OpenSSH'
        }

        # Gives the network cards the hardware addresses that the machine has for them now.
        renew_cards() {
            set -- $cards
            while [ $# -gt 1 ]; do
                for link in /sys/class/net/*; do
                    read -r address <"$link/address" && [ "$address" = "$1" ] || continue
                    link=${link##*/}
                    ip link set dev "$link" address "$2" || ifconfig "$link" hw ether "$2" || return 1
                    break
                done
                say "hardware address $2"
                shift 2
            done
        }

        # Lets the kernel tell the network of a new hardware address, or not any more. The network would have to ask: that
        # takes VirtualBox's NAT half a second.
        notify=/proc/sys/net/ipv4/conf/all/arp_notify
        tell_addresses() {
            # This file has one byte and no line's end, which is no failure.
            told='' && read -r told <"$notify"
            [ -z "$told" ] || echo 1 >"$notify"
        }
        tell_no_addresses() { [ -z "$told" ] || echo "$told" >"$notify"; }

        # What costs time and is the same for every clone.
        prepare() {
            login_home=/root
            while IFS=: read -r user hidden number group comment home shell; do
                [ "$user" != "$login" ] || login_home=$home
            done </etc/passwd
            for file in /root/.ssh/authorized_keys "$login_home/.ssh/authorized_keys"; do
                [ ! -f "$file" ] || chmod 600 "$file"
            done
            if [ ! -f "$login_home/.ssh/authorized_keys" ]; then
                mkdir -p "$login_home/.ssh" && printf '' >"$login_home/.ssh/authorized_keys" || return 1
                chmod 700 "$login_home/.ssh"
                chown -R "$login:" "$login_home/.ssh"
            fi
            reseed=false
            if ! $renewed; then
                for way in reseed_with_perl reseed_with_python3; do $way && reseed=$way && break; done
                [ $reseed != false ] ||
                    fail 'the random numbers can not be renewed: it takes an x86-64 guest, perl or python3'
            fi
            openssh=false all_keys=false sshd='' dropbear=''
            if exists /etc/ssh/ssh_host_*_key; then
                openssh=true
                ! grep -qi '^[[:space:]]*HostKey' /etc/ssh/sshd_config || all_keys=true
                daemon sshd && sshd=$pid
            fi
            daemon dropbear && dropbear=$pid
            [ -z "$dropbear" ] || renew_dropbear || return 1
            tell_addresses
        }

        @PROGRAMS@

        @RESEED@

        # Tells the host which instance the guest has become. VBoxControl takes a quarter of a second for that in an interpreted
        # guest, most of it to load itself.
        report() {
            "$own/report" 1<>/dev/vboxguest 2>/dev/null <<END || set_property /VMFest/Instance "$instance"
        $instance
        END
        }

        renew() {
            say "instance $instance"
            $renewed || $reseed || fail 'the random numbers can not be renewed'
            now=${EPOCHSECONDS:-$(date +%s)}
            if [ "$now" -lt "$epoch" ]; then
                date -u -s "@$epoch" >/dev/null && say "clock, $((epoch - now)) s forward" || say 'the clock can not be set'
            fi
            before=
            read -r before </proc/sys/kernel/hostname
            echo "$name" >/proc/sys/kernel/hostname || fail 'the host name can not be set'
            if [ -f /etc/hostname ]; then echo "$name" >/etc/hostname || fail '/etc/hostname can not be written'; fi
            for file in /etc/machine-id /var/lib/dbus/machine-id; do
                if [ -f "$file" ] && [ ! -L "$file" ]; then echo "$machine" >"$file" || fail "$file can not be written"; fi
            done
            if [ "$login_home" != /root ] && [ -f /root/.ssh/authorized_keys ]; then
                printf '' >/root/.ssh/authorized_keys || fail 'the keys of root can not be written'
            fi
            printf '%s' "$keys" >"$login_home/.ssh/authorized_keys" || fail 'the keys of the user can not be written'
            say "host name $name and keys of $login"
            if $openssh; then renew_openssh || fail 'the SSH host keys can not be renewed'; fi
            if [ -n "$dropbear" ]; then renew_dropbear || fail 'the SSH host keys can not be renewed'; fi
            renew_cards || fail 'the hardware address of a network card can not be changed'
            [ -z "$data" ] || apply_data
            [ ! -x /etc/vmfest/renewed ] || /etc/vmfest/renewed >&4 2>&1
            echo "$instance $before $name" >"$run/instance"
            echo "$cards" >"$run/cards"
        }

        # A script is run. For everything else there is cloud-init, which takes the whole disc.
        apply_data() {
            if [ "$data" != script ]; then
                command -v cloud-init >/dev/null || fail 'the user data are no script, and there is no cloud-init'
                cloud-init clean >&4 2>&1 && cloud-init init --local >&4 2>&1 && cloud-init init >&4 2>&1 &&
                    cloud-init modules --mode config >&4 2>&1 && cloud-init modules --mode final >&4 2>&1
                say "cloud-init exit $?"
                return
            fi
            mkdir -p "$run/disc" && mount -t iso9660 -o ro "$drive" "$run/disc" || fail 'the disc can not be mounted'
            cp "$run/disc/user-data" "$own/user-data"
            umount "$run/disc"
            chmod 700 "$own/user-data" || fail 'the user data can not be read'
            (umask 022 && exec "$own/user-data" </dev/null >&4 2>&1 3<&-)
            say "user data exit $?"
        }

        # What nobody has to wait for.
        finish() {
            read -r known before name <"$run/instance"
            # The instance begins its work now, and comes first.
            rest 2
            tell_no_addresses
            if [ -n "$name" ] && [ -f /etc/hosts ] && [ -n "$before" ]; then
                sed -i "s/^\(127\.0\.1\.1[[:space:]].*\)\b$before\b/\1$name/" /etc/hosts
            fi
            # Network settings that look for a card by its address would miss it at the next boot.
            cards='' && read -r cards <"$run/cards"
            for file in /etc/netplan/*.yaml /etc/systemd/network/* /etc/NetworkManager/system-connections/* \
                /etc/udev/rules.d/*net*; do
                [ -f "$file" ] || continue
                set -- $cards
                while [ $# -gt 1 ]; do sed -i "s/$1/$2/Ig" "$file"; shift 2; done
            done
            # The lease of the network: the client that is there asks anew.
            if [ -d /run/systemd/netif ]; then
                for link in /sys/class/net/*/device; do link=${link%/device} && networkctl renew "${link##*/}"; done
            elif [ -d /run/NetworkManager ]; then
                for link in /sys/class/net/*/device; do link=${link%/device} && nmcli -w 0 device reapply "${link##*/}"; done
            elif daemon udhcpc; then
                kill -USR1 "$pid"
            elif daemon dhclient; then
                again "$pid"
            fi
        }

        watch() {
            console=/dev/null
            (: >/dev/ttyS0) && console=/dev/ttyS0
            exec 4>"$console"
            umask 077
            mkdir -p "$own" && { [ -p "$run/rest" ] || mkfifo "$run/rest"; } || exit 1
            exec 3<>"$run/rest"
            read -r -t 0.01 nothing <&3
            if [ $? -eq 2 ]; then rests=false; else rests=true; fi
            takes=true renewed=false
            make_programs || takes=false
            known='' template='' foreign=''
            while look; do template=$instance && rest 0.2; done
            known=$template instance=''
            prepare || fail 'the template can not be prepared'
            say 'the template is ready'
            pause=0.1
            while :; do
                # Begun before the snapshot, so that a clone does not have to.
                (
                    [ $pause = 1 ] || set_property /VMFest/Agent 1
                    until look; do rest $pause; done
                    renew
                    report
                ) || say 'not renewed'
                pause=1
                finish >/dev/null 2>&1 &
                read -r known before name <"$run/instance"
            done
        }

        if [ "$1" = watch ]; then
            watch
        elif command -v VBoxControl >/dev/null; then
            mkdir -p "$run" && cp "$0" "$run/agent" || exit 1
            setsid sh "$run/agent" watch </dev/null >/dev/null 2>&1 &
        else
            echo 'vmfest: there is no VBoxControl: this guest can not be a warm template'
        fi
        exit 0

        """#
}
