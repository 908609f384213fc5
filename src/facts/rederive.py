#!/usr/bin/env python3
"""Re-derives flink.json, beam.json and pemja.json of room facts from the package index, and prints what changed.

  src/facts/rederive.py            prints the difference to the committed files
  src/facts/rederive.py --write    writes it, with today as the date checked

Where packages come from is the user's own pip configuration (index, mirrors, proxies, certificates, credentials): this asks
pip's own machinery and names no address. Needs pip 23 or newer. What an index does not know (Java lines, ends of life,
connectors, configuration keys) is in the other files of the folder, which are written by hand.
"""
import argparse
import datetime
import difflib
import email
import json
import pathlib
import re
import sys

from pip._internal.commands import create_command
from pip._internal.index.collector import parse_links
from pip._internal.models.link import Link
from pip._internal.network.lazy_wheel import dist_from_wheel_url
from pip._vendor.packaging.requirements import Requirement
from pip._vendor.packaging.version import Version

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "main/resources/org/pyflinkimage/facts"
OLDEST_FLINK = Version("1.13")
PLATFORMS = {"x86_64": "linux/amd64", "aarch64": "linux/arm64"}
WHEEL = re.compile(r"-(?P<version>[^-]+)(-[0-9][^-]*)?-(?P<python>[^-]+)-(?P<abi>[^-]+)-(?P<platform>[^-]+)\.whl$")
SDIST = re.compile(r"-(?P<version>[0-9][^-]*?)\.(tar\.gz|zip)$")


class Index:
    """The package index as pip is configured to use it."""

    def __init__(self):
        command = create_command("index")
        options, _ = command.parse_args([])
        # pip's commands enter this context in main(), which is not called here.
        self._context = command.main_context()
        self._context.__enter__()
        self.session = command.get_default_session(options)
        finder = command._build_package_finder(options=options, session=self.session, ignore_requires_python=True)
        self.collector = finder._link_collector

    def files(self, project):
        """Version -> the links of its files."""
        files = {}
        for address in self.collector.search_scope.get_index_urls_locations(project):
            page = self.collector.fetch_response(Link(address))
            for link in parse_links(page) if page else ():
                match = WHEEL.search(link.filename) or SDIST.search(link.filename)
                if match and not Version(match["version"]).is_prerelease:
                    files.setdefault(str(Version(match["version"])), []).append(link)
        if not files:
            sys.exit(f"the configured index has no files of {project}")
        return files

    def metadata(self, links):
        """The metadata of the newest Python's wheel for Linux, without downloading the whole wheel."""
        wheels = [link for link in links if link.filename.endswith(".whl")]
        chosen = sorted(wheels, key=lambda link: ("manylinux" in link.filename, minor_of(link.filename), link.filename))[-1]
        if not chosen.metadata_link():
            name = chosen.filename.split("-")[0]
            return dist_from_wheel_url(name, chosen.url_without_fragment, self.session).metadata
        response = self.session.get(chosen.metadata_link().url_without_fragment)
        response.raise_for_status()
        return email.message_from_bytes(response.content)


def minor_of(file_name):
    match = re.search(r"-cp3([0-9]+)-", file_name)
    return int(match[1]) if match else 0


def wheels_of(links):
    """Platform -> CPython minors, for glibc Linux; free-threaded builds are another ABI and left out."""
    wheels = {}
    for link in links:
        match = WHEEL.search(link.filename)
        if not match or "manylinux" not in match["platform"] or match["abi"].endswith("t"):
            continue
        for machine, platform in PLATFORMS.items():
            if match["platform"].endswith(machine):
                wheels.setdefault(platform, set()).add(minor_of(link.filename))
    return {platform: [f"3.{minor}" for minor in sorted(wheels[platform])] for platform in sorted(wheels)}


def published(links):
    """How a distribution of pure Python was published, if it was."""
    return "wheel" if any(link.filename.endswith(".whl") for link in links) else "sdist" if links else "none"


def day_of(links):
    """The day of the first file, where the index tells."""
    times = [link.upload_time for link in links if getattr(link, "upload_time", None)]
    return min(times).date().isoformat() if times else None


def requirement_line(text):
    requirement = Requirement(text)
    marker = f"; {requirement.marker}" if requirement.marker else ""
    return f"{requirement.name}{','.join(sorted(map(str, requirement.specifier)))}{marker}"


def pin(requirements, name, releases):
    """What a release demands of a companion, and which known versions that admits."""
    for requirement in map(Requirement, requirements):
        if requirement.name == name:
            admitted = [v for v in sorted(releases, key=Version) if requirement.specifier.contains(v)]
            return {"requirement": ",".join(sorted(map(str, requirement.specifier))), "versions": admitted}
    return None


def flink_releases(index, old, beam, pemja):
    known = {release["version"]: release for release in old["releases"]}
    libraries = index.files("apache-flink-libraries")
    releases = []
    files = index.files("apache-flink")
    for version in sorted(files, key=Version):
        if Version(version) < OLDEST_FLINK:
            continue
        metadata = index.metadata(files[version])
        requires = [requirement_line(text) for text in metadata.get_all("Requires-Dist", [])]
        release = {
            "version": version,
            "released": day_of(files[version]) or known.get(version, {}).get("released", "unknown"),
            "yanked": all(link.is_yanked for link in files[version]),
            "requiresPython": metadata["Requires-Python"],
            "libraries": published(libraries.get(version, [])),
            "wheels": wheels_of(files[version]),
            "beam": pin(requires, "apache-beam", beam),
        }
        if pin(requires, "pemja", pemja):
            release["pemja"] = pin(requires, "pemja", pemja)
        release["requires"] = requires
        releases.append(release)
    return releases


def companion_releases(index, files, versions):
    releases = []
    for version in sorted(versions, key=Version):
        metadata = index.metadata(files[version])
        release = {"version": version, "requiresPython": metadata["Requires-Python"], "wheels": wheels_of(files[version])}
        lines = map(requirement_line, metadata.get_all("Requires-Dist", []))
        release["requires"] = [line for line in lines if "extra ==" not in line]
        releases.append(release)
    return releases


def ends(flink, name):
    """The lowest and the highest version that each release admits: the ones between have wheels as these have."""
    wanted = set()
    for release in flink:
        wanted |= {release[name]["versions"][0], release[name]["versions"][-1]} if name in release else set()
    return wanted


def keep(flink, name, versions):
    for release in flink:
        if name in release:
            release[name]["versions"] = [v for v in release[name]["versions"] if v in versions]


def text_of(checked, project, releases):
    lines = ",\n".join("    " + json.dumps(release, separators=(", ", ": ")) for release in releases)
    return (
        f'{{\n  "checked": "{checked}",\n  "source": "pkg:pypi/{project}@{{version}}",\n'
        f'  "releases": [\n{lines}\n  ]\n}}\n'
    )


def derive(checked):
    index = Index()
    old = json.loads((FOLDER / "flink.json").read_text("utf-8"))
    beam_files, pemja_files = index.files("apache-beam"), index.files("pemja")
    flink = flink_releases(index, old, beam_files, pemja_files)
    beam = ends(flink, "beam")
    pemja = {v for release in flink for v in release.get("pemja", {}).get("versions", [])}
    keep(flink, "beam", beam)
    return {
        "flink.json": text_of(checked, "apache-flink", flink),
        "beam.json": text_of(checked, "apache-beam", companion_releases(index, beam_files, beam)),
        "pemja.json": text_of(checked, "pemja", companion_releases(index, pemja_files, pemja)),
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write the files instead of only showing the difference")
    arguments = parser.parse_args()
    changed = False
    for name, text in derive(datetime.date.today().isoformat()).items():
        before = (FOLDER / name).read_text("utf-8")
        difference = list(difflib.unified_diff(before.splitlines(), text.splitlines(), name, name + " now", n=0, lineterm=""))
        changed |= any(line[:1] in "+-" and '"checked"' not in line and line[:3] not in ("+++", "---") for line in difference)
        print("\n".join(difference))
        if arguments.write:
            (FOLDER / name).write_text(text, "utf-8")
    return 0 if arguments.write or not changed else 1


if __name__ == "__main__":
    sys.exit(main())
