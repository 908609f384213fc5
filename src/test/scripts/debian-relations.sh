#!/bin/sh
# Records how Dpkg::Deps reads relation fields for amd64 without build profiles, reduced by architecture and profile.
# Run: src/test/scripts/debian-relations.sh > src/test/resources/org/pyflinkimage/debian/relations.txt
set -eu
echo "# Dpkg::Deps::deps_parse(..., reduce_arch, reduce_profiles, host_arch amd64), by $(dpkg --version | head -n 1 | sed 's/.*version //')"
while IFS= read -r field; do
  perl -MDpkg::Deps -e '
    my $deps = deps_parse($ARGV[0], reduce_arch => 1, reduce_profiles => 1, build_profiles => [], host_arch => "amd64", build_dep => 1);
    print "$ARGV[0]\t", $deps->output(), "\n";' "$field"
done <<'FIELDS'
libc6 (>= 2.34)
libc6 (>=2.34), zlib1g(>= 1:1.2.0)
debconf (>= 0.5) | debconf-2.0, openssl (>= 1.1.1)
python3:any (>= 3.11~)
perl:any
a (<< 2), b (<= 2), c (= 2), d (>= 2), e (>> 2)
a [amd64], b [i386], c [!amd64], d [!i386], e [linux-any], f [any]
a [amd64 arm64] | b [i386]
a [i386] | b [i386], c
a <!nocheck>, b <stage1>, c <!stage1 !nocheck>
a (>= 1) [amd64] <!nocheck>
libgcc-s1 (>= 3.0), libstdc++6 (>= 5.2)
g++-12
FIELDS
