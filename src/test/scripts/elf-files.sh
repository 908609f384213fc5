#!/usr/bin/env bash
# Makes the libraries that ElfFileTest and NeededLibrariesTest read, and records what readelf says of them. Needs gcc and binutils.
set -euo pipefail
folder=$(cd "$(dirname "$0")/../resources/org/pyflinkimage/elf" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

# Keeps a library with what readelf says of it.
keep() {
    cp "$1.so" "$folder"
    {
        echo "# $(readelf --version | head -1): readelf -dVW $1.so"
        LC_ALL=C readelf -dVW "$1.so" | sed -nE \
            -e 's/.*\(NEEDED\).*\[(.*)\]/needed \1/p' \
            -e 's/.*\((RPATH|RUNPATH)\).*\[(.*)\]/\L\1\E \2/p' \
            -e 's/.*Version: 1  File: ([^ ]+).*/file \1/p' \
            -e 's/.*  Name: ([^ ]+)  Flags: none.*/version \1/p' \
            -e 's/.*Rev: 1  Flags: (none|WEAK)  Index: .*  Name: ([^ ]+).*/defined \2/p'
    } > "$folder/$1.txt"
}

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
    keep "libneeding-${form%:*}"
done

# A library whose symbols have versions, and one that needs the newer of them.
echo 'int other(void) { return 1; } int further(void) { return 2; }' > versions.c
echo 'OTHER_1.0 { global: other; local: *; }; OTHER_2.0 { global: further; } OTHER_1.0;' > versions.map
gcc -shared -fPIC -O1 -s -nostdlib -Wl,-z,noseparate-code,-soname,libother.so.1,--version-script,versions.map \
    -o libother-versions.so versions.c
keep libother-versions
echo 'int further(void); int needing(void) { return further(); }' > further.c
gcc -shared -fPIC -O1 -s -nostdlib -Wl,-z,noseparate-code,-soname,libneeding.so -o libneeding-versions.so further.c libother-versions.so
keep libneeding-versions
