#!/bin/sh
# Records how dpkg orders versions: every pair of the list below, by `dpkg --compare-versions`.
# Run: src/test/scripts/debian-versions.sh > src/test/resources/org/pyflinkimage/debian/versions.txt
set -eu
echo "# dpkg --compare-versions LEFT lt|eq|gt RIGHT, by $(dpkg --version | head -n 1 | sed 's/.*version //')"
versions='0 0~ 1 1~ 1~~ 1~~a 1~rc1 1~rc1-1 1-0 1-1 1-1+b1 1-1+b2 1-1+deb12u1 1-1~deb12u1 1.0 1.00 1.0a 1.0b 1.0+dfsg-1
1.0.1 1.10 1.9 1.2.3-4 01.2.3-4 1:0.1 0:1 2:1.0-1 10:1 1.a 1.A 1a 1z 1+ 1. 1.0-1ubuntu1 1.0-1ubuntu1.1 1.0-1ubuntu1~22.04 20230710~deb12u1'
for left in $versions; do
  for right in $versions; do
    for sign in lt eq gt; do
      if dpkg --compare-versions "$left" "$sign" "$right"; then echo "$left $sign $right"; fi
    done
  done
done
