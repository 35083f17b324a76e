#!/bin/busybox sh
#
# This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
#
# shellcheck shell=dash disable=SC2086,SC2154 # udhcpc sets the variables
#
# Sets up a network card as the DHCP server says.
case $1 in bound|renew)
    ifconfig $interface $ip netmask ${subnet:-255.255.255.0}
    for r in $router; do route add default gw $r dev $interface 2>/dev/null; done
    : >/etc/resolv.conf; for d in $dns; do echo nameserver $d >>/etc/resolv.conf; done ;;
esac
