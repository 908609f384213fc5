#!/usr/bin/env bash
# Makes the libraries that ElfFileTest reads, and records what readelf says of them. Needs gcc and binutils.
set -euo pipefail
folder=$(cd "$(dirname "$0")/../resources/org/pyflinkimage/elf" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo 'int other(void) { return 1; }' > other.c
gcc -shared -o libother.so.1 -Wl,-soname,libother.so.1 other.c
cat > needing.c <<'C'
#include <math.h>
#include <pthread.h>
#include <stdio.h>
int other(void);
double needing(double x) { pthread_t t; pthread_create(&t, 0, 0, 0); printf("%d", other()); return pow(x, x); }
C
for form in runpath:--enable-new-dtags rpath:--disable-new-dtags; do
    gcc -shared -fPIC -O1 -s -Wl,-z,noseparate-code,-soname,libneeding.so,"${form#*:}" -Wl,-rpath,'$ORIGIN/../x.libs:$ORIGIN' \
        -o "libneeding-${form%:*}.so" needing.c libother.so.1 -lm -lpthread
    cp "libneeding-${form%:*}.so" "$folder"
    {
        echo "# $(readelf --version | head -1): readelf -dVW libneeding-${form%:*}.so"
        LC_ALL=C readelf -dVW "libneeding-${form%:*}.so" | sed -nE \
            -e 's/.*\(NEEDED\).*\[(.*)\]/needed \1/p' \
            -e 's/.*\((RPATH|RUNPATH)\).*\[(.*)\]/\L\1\E \2/p' \
            -e 's/.*Version: 1  File: ([^ ]+).*/file \1/p' \
            -e 's/.*  Name: ([^ ]+)  Flags: none.*/version \1/p'
    } > "$folder/libneeding-${form%:*}.txt"
done
