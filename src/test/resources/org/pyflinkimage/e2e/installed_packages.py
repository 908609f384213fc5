"""Prints the Debian packages that dpkg's status file lists as installed, one a line: name and version."""

lines = []
with open("/var/lib/dpkg/status", encoding="utf-8") as status:
    for stanza in status.read().strip().split("\n\n"):
        fields = dict(
            line.split(": ", 1) for line in stanza.splitlines() if ": " in line and not line.startswith(" ")
        )
        assert fields["Status"] == "install ok installed", stanza
        lines.append("%s %s" % (fields["Package"], fields["Version"]))
print("\n".join(sorted(lines)))
