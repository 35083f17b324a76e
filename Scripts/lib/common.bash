# shellcheck shell=bash
#
# This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
#
# What the scripts beside this folder have in common. To be sourced; also by macOS' bash 3.2.

VMFEST_CACHE=${VMFEST_CACHE:-$HOME/.cache/vmfest}
program=${0##*/}
webservice= # the process that start_webservice started

# say WORDS…: a line for people; standard output belongs to the answer.
say() { echo "$program: $*" >&2; }

# die PROBLEM [REMEDY]: ends the script with what is wrong and what to do about it.
die() {
    say "$1"
    [ -z "${2:-}" ] || echo "    $2" >&2
    exit 1
}

# help FILE: the comment at the top of a script, as its help text.
help() { awk 'NR > 1 && !/^#/ { exit } NR > 1 && !/This source file is part/ { sub(/^# ?/, ""); print }' "$1" | sed '1{/^$/d;}'; }

# is_linux: on Linux, as opposed to macOS.
is_linux() { [ "$(uname -s)" = Linux ]; }

# digest [FILE…]: the SHA-256 of files, or of standard input, as hexadecimal digits only.
digest() {
    if command -v sha256sum >/dev/null; then cat -- "$@" | sha256sum; else cat -- "$@" | shasum -a 256; fi | cut -d' ' -f1
}

# detached COMMAND…: runs a command for good, out of reach of this terminal's Ctrl-C; $! is its process.
detached() {
    if command -v setsid >/dev/null; then setsid "$@" & else nohup "$@" & fi
}

# listens PORT: whether anything accepts connections on that port of the loopback interface.
# curl's 7 is "could not connect"; any other failure means that somebody picked up.
listens() {
    local status=0
    curl -s -o /dev/null --noproxy '*' -m 3 "http://127.0.0.1:$1/" || status=$?
    [ "$status" != 7 ]
}

# free_port: a port of the loopback interface that nobody listens on.
free_port() {
    local port _
    for _ in 1 2 3 4 5 6 7 8 9 10; do
        port=$((20000 + (RANDOM * 32768 + RANDOM) % 10000))
        listens "$port" || { echo "$port"; return; }
    done
    die 'found no free port between 20000 and 30000' 'Name one with --port.'
}

# logs_on PORT: whether the web service there lets a client in. One that has lost its VBoxSVC answers,
# but refuses every logon until it is restarted; one whose VBoxSVC is stuck does not answer.
logs_on() {
    local namespace='xmlns:e="http://schemas.xmlsoap.org/soap/envelope/" xmlns:v="http://www.virtualbox.org/"' reply reference
    reply=$(curl -s --noproxy '*' -m 90 -H 'Content-Type: text/xml' -d "<e:Envelope $namespace><e:Body><v:IWebsessionManager_logon><username/><password/></v:IWebsessionManager_logon></e:Body></e:Envelope>" "http://127.0.0.1:$1/") || return 1
    reference=$(sed -n 's/.*<returnval>\(.*\)<\/returnval>.*/\1/p' <<<"$reply")
    [ -n "$reference" ] || return 1
    curl -s -o /dev/null --noproxy '*' -m 90 -H 'Content-Type: text/xml' -d "<e:Envelope $namespace><e:Body><v:IWebsessionManager_logoff><refIVirtualBox>$reference</refIVirtualBox></v:IWebsessionManager_logoff></e:Body></e:Envelope>" "http://127.0.0.1:$1/" || true
}

# start_webservice PORT LOG COMMAND…: starts a vboxwebsrv and waits until it listens; sets $webservice to its process.
# A port whose last service had open connections stays taken for a minute (TIME_WAIT). vboxwebsrv does not
# notice: it goes on without listening. So it is ended and tried again until the minute is over.
start_webservice() {
    local port=$1 log=$2 attempt=0 deadline=$((SECONDS + 90))
    shift 2
    [ ! -e "$log" ] || mv -f "$log" "$log.1"
    while [ $SECONDS -lt $deadline ]; do
        attempt=$((attempt + 1))
        detached "$@" </dev/null >"$log" 2>&1
        webservice=$!
        await_webservice "$port" "$log" && return
        kill -9 "$webservice" 2>/dev/null || { cat "$log" >&2; die "vboxwebsrv ended at once: see $log"; }
        wait "$webservice" 2>/dev/null || true
        [ $attempt -gt 1 ] || say "port $port is still taken by connections of its last service: waiting up to 90 s"
        sleep 2
    done
    die "vboxwebsrv did not get port $port within 90 s: see $log" "Choose another port, or see who has it: ss -tanp 'sport = :$port'"
}

# await_webservice PORT LOG: waits until the process $webservice listens; false if it ended or cannot have the port.
await_webservice() {
    local _
    for _ in $(seq 200); do
        kill -0 "$webservice" 2>/dev/null || return 1
        ! grep -q 'Address already in use' "$2" || return 1
        ! listens "$1" || return 0
        sleep 0.1
    done
    return 1
}

# end_processes FUNCTION…: ends the processes that the function lists: asks first, insists after five seconds.
end_processes() {
    local pids _
    pids=$("$@")
    [ -n "$pids" ] || return 0
    # shellcheck disable=SC2086 # one word per process
    kill $pids 2>/dev/null || true
    for _ in $(seq 50); do
        [ -n "$("$@")" ] || return 0
        sleep 0.1
    done
    # shellcheck disable=SC2046
    kill -9 $("$@") 2>/dev/null || true
    for _ in $(seq 20); do
        [ -n "$("$@")" ] || return 0
        sleep 0.1
    done
}

# configure_home MANAGE…: sets up a fresh VirtualBox configuration by means of the given VBoxManage command: the
# web service asks for no password, and with VMFEST_INTERPRET=1 (the sandbox, which cannot have hardware virtualisation)
# machines with everyday settings are interpreted.
configure_home() {
    if [ "${VMFEST_INTERPRET:-}" = 1 ]; then
        "$@" setextradata global VBoxInternal/HM/FallbackToIEM 1 &&
            "$@" setextradata global VBoxInternal/EM/IemExecutesAll 1 &&
            "$@" setextradata global VBoxInternal/EM/IemRecompiled 1 || return
    fi
    "$@" setproperty websrvauthlibrary null
}

# installed_virtualbox: the folder with the programs of an installed VirtualBox, other than the sandbox's; false if none.
installed_virtualbox() {
    local folder IFS=:
    for folder in $PATH /Applications/VirtualBox.app/Contents/MacOS; do
        if [ ! -x "$folder/VBoxManage" ] || [ ! -x "$folder/vboxwebsrv" ]; then continue; fi
        [ "$folder" != "$("${scripts:?}/virtualbox-sandbox" path)" ] || continue
        echo "$folder"
        return
    done
    return 1
}
