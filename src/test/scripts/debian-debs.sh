#!/bin/sh
# Makes one small package in three compressions, and records what `dpkg-deb -c` lists of it.
# Run: src/test/scripts/debian-debs.sh src/test/resources/org/pyflinkimage/debian
set -eu
folder=$1
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
umask 022
mkdir -p "$root/DEBIAN" "$root/usr/bin" "$root/etc" "$root/var/spool/box"
chmod g-s "$root" "$root/DEBIAN"
printf 'Package: sample\nVersion: 1:1.0-1\nArchitecture: all\nMaintainer: A <a@example.com>\nDescription: a sample\n with two lines\n' > "$root/DEBIAN/control"
printf '/etc/sample.conf\n' > "$root/DEBIAN/conffiles"
printf '#!/bin/sh\nexit 0\n' > "$root/DEBIAN/postinst"
chmod 755 "$root/DEBIAN/postinst"
printf '#!/bin/sh\necho sample\n' > "$root/usr/bin/sample"
chmod 4755 "$root/usr/bin/sample"
ln "$root/usr/bin/sample" "$root/usr/bin/second"
ln -s sample "$root/usr/bin/link"
ln -s /etc/sample.conf "$root/usr/bin/absolute"
printf 'key=value\n' > "$root/etc/sample.conf"
chmod 1777 "$root/var/spool/box"
find "$root" -exec touch -h -d '2000-01-01T00:00:00Z' {} +
for compression in gzip xz zstd none; do
  SOURCE_DATE_EPOCH=946684800 dpkg-deb --root-owner-group -Z"$compression" -b "$root" "$folder/sample-$compression.deb" > /dev/null
done
{
  echo "# dpkg-deb -c sample-xz.deb, by $(dpkg --version | head -n 1 | sed 's/.*version //')"
  TZ=UTC dpkg-deb -c "$folder/sample-xz.deb" | LC_ALL=C sort -k 6
} > "$folder/sample.txt"
