#!/usr/bin/env python3
"""Records what dpkg makes of a system where newer packages take the place of older ones, nobody being asked about configuration.

Run as root: src/test/scripts/debian-upgrades.py > src/test/resources/org/pyflinkimage/debian/upgrades.json
"""
import json
import os
import pathlib
import subprocess
import tempfile

# A file is [mode, text], a folder a mode, a link the path that it leads to.
OLD = {
    "acme": {
        "fields": {"Version": "1.0-1"},
        "control": {"shlibs": "libacme 1 acme\n"},
        "conffiles": [
            "/etc/acme/changed.conf", "/etc/acme/changed-alone.conf", "/etc/acme/unchanged.conf", "/etc/acme/gone.conf",
            "/etc/acme/gone-changed.conf", "/etc/acme/deleted.conf", "/etc/acme/deleted-same.conf", "/etc/acme/same.conf",
        ],
        "data": {
            "etc/acme/changed.conf": [0o644, "old"],
            "etc/acme/changed-alone.conf": [0o644, "old"],
            "etc/acme/unchanged.conf": [0o644, "old"],
            "etc/acme/gone.conf": [0o644, "old"],
            "etc/acme/gone-changed.conf": [0o644, "old"],
            "etc/acme/deleted.conf": [0o644, "old"],
            "etc/acme/deleted-same.conf": [0o644, "old"],
            "etc/acme/same.conf": [0o644, "old"],
            "lib/libacme.so.1": [0o644, "old"],
            "lib/libacme-gone.so.1": "libacme.so.1",
            "usr/bin/acme": [0o755, "old"],
            "usr/bin/acme-gone": [0o755, "old"],
            "usr/bin/acme-gone-by-hand": [0o755, "old"],
            "usr/bin/acme-root": [0o755, "old"],
            "usr/lib/acme/1.0/plugin/a.so": [0o644, "old"],
            "usr/lib/acme/1.0/b.so": [0o644, "old"],
            "usr/share/acme/data": [0o644, "old"],
            "usr/share/both/acme": [0o644, "old"],
            "usr/share/by-hand/acme": [0o644, "old"],
            "usr/share/listed/acme": [0o644, "old"],
        },
    },
    "acme-lib": {"fields": {"Version": "1.0-1"}, "control": {}, "conffiles": [], "data": {"usr/lib/acme-lib": [0o644, "old"]}},
    "friend": {
        "fields": {"Version": "5"},
        "control": {},
        "conffiles": [],
        "data": {"usr/share/both/friend": [0o644, "friend"], "usr/share/listed": 0o755, "lib": 0o755},
    },
}

NEW = {
    "acme": {
        "fields": {"Version": "1.0-2"},
        "control": {"triggers": "activate-noawait acme\n"},
        "conffiles": [
            "/etc/acme/changed.conf", "/etc/acme/changed-alone.conf", "/etc/acme/unchanged.conf", "/etc/acme/deleted.conf",
            "/etc/acme/deleted-same.conf", "/etc/acme/added.conf", "/etc/acme/own.conf", "/etc/acme/same.conf",
        ],
        "data": {
            "etc/acme/changed.conf": [0o644, "new"],
            "etc/acme/changed-alone.conf": [0o644, "old"],
            "etc/acme/unchanged.conf": [0o644, "new"],
            "etc/acme/deleted.conf": [0o644, "new"],
            "etc/acme/deleted-same.conf": [0o644, "old"],
            "etc/acme/added.conf": [0o644, "new"],
            "etc/acme/own.conf": [0o644, "new"],
            "etc/acme/same.conf": [0o644, "new"],
            "usr/lib/libacme.so.1": [0o644, "new"],
            "usr/bin/acme": [0o755, "new"],
            "usr/bin/acme-root": [0o755, "new"],
            "usr/lib/acme/2.0/b.so": [0o644, "new"],
        },
    },
    "acme-data": {
        "fields": {"Version": "1.0-2", "Replaces": "acme (<< 1.0-2)"},
        "control": {},
        "conffiles": [],
        "data": {"usr/share/acme/data": [0o644, "new"]},
    },
    "acme-lib": {
        "fields": {"Version": "1.0-2", "Multi-Arch": "same"},
        "control": {},
        "conffiles": [],
        "data": {"usr/lib/acme-lib": [0o644, "new"]},
    },
}


def put(root, path, node):
    place = root / path
    if isinstance(node, str):
        place.parent.mkdir(parents=True, exist_ok=True)
        place.symlink_to(node)
    elif isinstance(node, int):
        place.mkdir(parents=True, exist_ok=True)
        place.chmod(node)
    else:
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(node[1])
        place.chmod(node[0])


def build(folder, name, package):
    tree = folder / f"{name}-{package['fields']['Version']}"
    for path, node in package["data"].items():
        put(tree, path, node)
    fields = {"Package": name, "Architecture": "amd64", "Maintainer": "A <a@example.com>", **package["fields"], "Description": "a sample"}
    put(tree, "DEBIAN/control", [0o644, "".join(f"{key}: {value}\n" for key, value in fields.items())])
    for member, text in package["control"].items():
        put(tree, f"DEBIAN/{member}", [0o644, text])
    if package["conffiles"]:
        put(tree, "DEBIAN/conffiles", [0o644, "".join(path + "\n" for path in package["conffiles"])])
    deb = folder / f"{tree.name}.deb"
    subprocess.run(["dpkg-deb", "--root-owner-group", "-b", tree, deb], check=True, stdout=subprocess.DEVNULL)
    return deb


def install(root, debs):
    command = ["dpkg", f"--root={root}", "--force-confdef", "--log=/dev/null", "-i", *debs]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL)


def listing(root):
    found = {}
    for folder, folders, files in os.walk(root):
        for name in sorted(folders + files):
            place = pathlib.Path(folder, name)
            path = str(place.relative_to(root))
            if place.is_symlink():
                found[path] = os.readlink(place)
            elif place.is_dir():
                found[path] = place.stat().st_mode & 0o7777
            elif not path.endswith(("-old", "lock", "lock-frontend")):
                found[path] = [place.stat().st_mode & 0o7777, place.read_text()]
    return dict(sorted(found.items()))


def main():
    os.umask(0o022)
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        root = folder / "root"
        for path in ["usr/bin", "usr/lib", "var/lib/dpkg/info", "var/lib/dpkg/updates"]:
            put(root, path, 0o755)
        put(root, "lib", "usr/lib")
        put(root, "var/lib/dpkg/status", [0o644, ""])
        put(root, "var/lib/dpkg/statoverride", [0o644, "root root 4750 /usr/bin/acme-root\n"])
        install(root, [build(folder, package, parts) for package, parts in OLD.items()])
        for changed in ["changed.conf", "changed-alone.conf", "gone-changed.conf", "own.conf"]:
            put(root, f"etc/acme/{changed}", [0o644, "by hand"])
        put(root, "etc/acme/same.conf", [0o644, "new"])
        (root / "etc/acme/unchanged.conf").chmod(0o600)
        for gone in ["etc/acme/deleted.conf", "etc/acme/deleted-same.conf", "usr/bin/acme-gone-by-hand"]:
            (root / gone).unlink()
        put(root, "usr/share/by-hand/own", [0o644, "by hand"])
        before = listing(root)
        install(root, [build(folder, package, parts) for package, parts in NEW.items()])
        version = subprocess.run(["dpkg", "--version"], check=True, capture_output=True, text=True).stdout.split("\n")[0]
        recorded = {"recorded": f"dpkg --force-confdef -i, by {version}", "new": NEW, "before": before, "after": listing(root)}
    print(json.dumps(recorded, indent=1))


if __name__ == "__main__":
    main()
