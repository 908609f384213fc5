#!/usr/bin/env python3
"""Writes facts/options.json: the options that Flink's own code reads, by release line; and what tests compare that with.

Usage: options.py FOLDER DAY, with the files of apache-flink-libraries (wheel or source distribution) and of apache-flink (any wheel) in the
folder, one release of each line: `pip download --no-deps apache-flink-libraries==2.3.0 apache-flink==2.3.0`. Needs `java`, 17 or newer.

What an option is Flink's classes say: FlinkOptions.java reads their static fields of type ConfigOption. Written by hand are the beginnings
of keys that are made of names (OPEN), keys that have no such field (FURTHER), and which classes are about something else (OTHER).
"""
import collections
import json
import pathlib
import re
import subprocess
import sys
import tarfile
import tempfile
import zipfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
FACT = ROOT / "src/main/resources/org/pyflinkimage/facts/options.json"
RECORDED = ROOT / "src/test/resources/org/pyflinkimage/rules/options"
RELEASE = re.compile(r"^apache[-_]flink(?P<libraries>[-_]libraries)?-(?P<version>[0-9.]+[0-9])[-.]")

# Below these anything may stand: names that users give, settings of plugins and connectors, and of libraries that Flink hands them to.
OPEN = """
    metrics.reporter. traces.reporter. events.reporter. external-resource. flink.hadoop. flink.yarn. containerized.master.env.
    containerized.taskmanager.env. s3. s3a. s3n. presto. hive. fs. gs. oss. cos. abfs. wasb. hdfs. hadoop. dfs. security.delegation.token.
    sql-gateway.endpoint. table.exec.hive. table.exec.iceberg. table.catalog-store. table.secret-store. kubernetes.operator. job.autoscaler. paimon. hoodie.
    openlineage. iceberg. connector. $internal. internal.
""".split()
# Read by Flink's scripts and by classes that build keys themselves.
FURTHER = {"taskmanager.compute.numa": "boolean", "env.java.home": "text", "env.log.max": "int", "env.log.level": "text"}
# The options without a dot in their keys; whatever else has none is relative to something.
SINGLE_WORDS = {"cleanup-strategy", "external-resources", "restart-strategy", "scheduler-mode"}
# Options of tables, connectors, formats, catalogs, requests and single reporters: no keys of the configuration.
OTHER = re.compile(r"^org\.apache\.flink\.(connector|connectors|formats|table\.(factories|catalog|connector|filesystem|module)|"
                   r"streaming\.connectors|table\.gateway\.rest)\b|SqlGatewayRestOptions|(Metric|Trace|Event)Options#REPORTER_|StreamConfig#|FileSystemConnectorOptions|"
                   r"AutoPartition|PartitionFields")
# Of the distribution's jars those in which other things than options lie.
WITHOUT = re.compile(r"/(flink-(connector|csv|json|scala|cep)|log4j)")
VALUES = {
    "boolean": "true TRUE False yes 0 on t",
    "int": "7 -7 +7 2147483648 1_000 1.0 1k 0x10 four",
    "long": "9999999999 -1 1L 9223372036854775808",
    "number": "0.4 1 .5 -1 1e3 0,4 40% NaN 1d half",
    "duration": "",
    "memory": "",
}
NUMBERS = {
    "duration": ["d", "day", "days", "h", "hour", "hours", "min", "m", "minute", "minutes", "mins", "s", "sec", "secs", "second",
                 "seconds", "ms", "milli", "millis", "millisecond", "milliseconds", "µs", "us", "micro", "micros", "microsecond",
                 "microseconds", "ns", "nano", "nanos", "nanosecond", "nanoseconds", "w", "week", "y", "MIN", "Ms", "D"],
    "memory": ["b", "bytes", "byte", "k", "kb", "kibibytes", "kib", "m", "mb", "mebibytes", "mib", "g", "gb", "gibibytes", "t", "tb",
               "tebibytes", "MB", "Gb", "p", "pb", "megs"],
}
FURTHER_VALUES = {
    "duration": ["5", "-5", "5.5 s", "5  s", "s", "PT5S", "P1D", "1 h 30 min", "9223372036854775807", "9223372036854775808", "1min30s",
                 "400000000000 d"],
    "memory": ["64", "-1m", "1.5g", "64  m", "m", "9223372036854775808", "9007199254740993 kb"],
}


def line_of(version):
    return ".".join(version.split(".")[:2])


def order(version):
    return [int(part) for part in version.split(".")]


def found_in(folder):
    """Release -> its files."""
    found = collections.defaultdict(dict)
    for file in sorted(folder.iterdir()):
        match = RELEASE.match(file.name)
        if match:
            found[match["version"]]["libraries" if match["libraries"] else "flink"] = file
    return {version: found[version] for version in sorted(found, key=order)}


def unpack(file, target):
    """The jars of a distribution, those within others too."""
    wanted = re.compile(r"(^|/)(deps/)?(pyflink/)?(lib|opt)/[^/]+\.jar$")
    if file.suffix == ".whl":
        with zipfile.ZipFile(file) as archive:
            archive.extractall(target, [name for name in archive.namelist() if wanted.search(name)])
    else:
        with tarfile.open(file) as archive:
            archive.extractall(target, [member for member in archive if wanted.search(member.name)], filter="data")
    jars = [jar for jar in sorted(target.rglob("*.jar")) if not WITHOUT.search(str(jar))]
    for jar in [jar for jar in jars if "planner-loader" in jar.name]:
        with zipfile.ZipFile(jar) as archive:
            inner = [name for name in archive.namelist() if name.endswith(".jar")]
            archive.extractall(target, inner)
        jars += [target / name for name in inner]
    return [str(jar) for jar in jars]


def java(*arguments):
    program = pathlib.Path(__file__).with_name("FlinkOptions.java")
    return subprocess.run(["java", str(program), *arguments], check=True, stdout=subprocess.PIPE, text=True).stdout.splitlines()


def options(jars):
    """Key -> type, and older key -> key, of those deprecated and of those not."""
    types, deprecated, other = dict(FURTHER), {}, {}
    for line in java(*jars):
        key, kind, gone, also, field = line.split("\t")
        if OTHER.search(field) or re.search("[<#]|^__", key) or not ("." in key or key in SINGLE_WORDS):
            continue
        # Where two fields have one key, a text says the least.
        types[key] = kind if types.get(key, kind) == kind else "text"
        deprecated.update({name: key for name in gone.split()})
        other.update({name: key for name in also.split()})
    for names in (deprecated, other):
        for name in [name for name in names if name in types]:
            del names[name]
    return types, deprecated, {name: key for name, key in other.items() if name not in deprecated}


def reporters(jars_file):
    """The classes that the plugins of a distribution register as factories of reporters."""
    services = re.compile(r"META-INF/services/org\.apache\.flink\.(metrics|traces|events)\..*Factory$")
    classes = set()
    with tempfile.TemporaryDirectory() as folder:
        if jars_file.suffix == ".whl":
            with zipfile.ZipFile(jars_file) as archive:
                archive.extractall(folder, [name for name in archive.namelist() if "/plugins/" in name and name.endswith(".jar")])
        else:
            with tarfile.open(jars_file) as archive:
                members = [member for member in archive if "/plugins/" in member.name and member.name.endswith(".jar")]
                archive.extractall(folder, members, filter="data")
        for jar in pathlib.Path(folder).rglob("*.jar"):
            with zipfile.ZipFile(jar) as archive:
                for name in filter(services.match, archive.namelist()):
                    lines = archive.read(name).decode().splitlines()
                    classes.update(line.strip() for line in lines if line.strip() and not line.startswith("#"))
    return classes


def shipped(wheel):
    """The settings of the shipped configuration, those that are commented out too, as flat keys."""
    with zipfile.ZipFile(wheel) as archive:
        name = [name for name in archive.namelist() if re.search(r"conf/(config|flink-conf)\.yaml$", name)][0]
        text = archive.read(name).decode()
    settings, path = [], []
    for line in text.splitlines():
        match = re.match(r"^(# ?)?( *)([a-z][A-Za-z0-9.-]*):(?: +(.*?))? *$", line)
        if not match or (match[1] and not match[4] and not re.match(r"^[a-z-]+$", match[3])):
            continue
        indent = len(match[2])
        path = [entry for entry in path if entry[0] < indent] + [(indent, match[3])]
        if match[4] and not match[4].startswith("#"):
            settings.append((".".join(name for _, name in path), re.sub(r"(^['\"]|['\"]$| +#.*)", "", match[4])))
    return settings


def spans(by_line, lines):
    """What each line says, in words: `int until 1.20, duration since 2.0`."""
    parts = []
    for line in lines:
        value = by_line.get(line)
        if parts and parts[-1][0] == value and parts[-1][2] == lines[lines.index(line) - 1]:
            parts[-1][2] = line
        elif value is not None:
            parts.append([value, line, line])
    return ", ".join(
        value + ("" if first == lines[0] else f" since {first}") + ("" if last == lines[-1] else f" until {last}")
        for value, first, last in parts)


def grouped(entries):
    """By the first two words of keys, or by the first where few share them."""
    sizes = collections.Counter(part for key in entries for part in parts_of(key))
    groups = collections.defaultdict(dict)
    for key in sorted(entries):
        below = next((part for part in reversed(parts_of(key)) if sizes[part] > 4), "")
        groups[below][key[len(below):]] = entries[key]
    return sorted(groups.items())


def parts_of(key):
    words = key.split(".")
    return [".".join(words[:count]) + "." for count in (1, 2) if len(words) > count]


def listed(name, what, entries):
    groups = ",\n".join("    " + json.dumps({"below": below, what: group}, ensure_ascii=False) for below, group in grouped(entries))
    return f'  "{name}": [\n{groups}\n  ]'


def values_of(kind):
    numbers = [f"3{gap}{unit}" for unit in NUMBERS.get(kind, []) for gap in ("", " ")]
    return VALUES[kind].split() + numbers + FURTHER_VALUES.get(kind, [])


def recorded(name, head, lines):
    RECORDED.mkdir(parents=True, exist_ok=True)
    (RECORDED / name).write_text("".join(f"# {line}\n" for line in head) + "".join(line + "\n" for line in lines))


def main(folder, day):
    releases = found_in(folder)
    lines = [line_of(version) for version in releases]
    kinds, deprecated, other, factories = (collections.defaultdict(dict) for _ in range(4))
    settings, values = [], []
    for version, files in releases.items():
        line = line_of(version)
        with tempfile.TemporaryDirectory() as target:
            jars = unpack(files["libraries"], pathlib.Path(target))
            for whole, part in zip((kinds, deprecated, other), options(jars)):
                for key, value in part.items():
                    whole[key][line] = value
            asked = [f"{kind}={value}" for kind in VALUES for value in values_of(kind)]
            values += [f"{line}\t{answer}" for answer in java("--values", *jars, "--", *asked)]
        for factory in reporters(files["libraries"]):
            factories[factory][line] = "there"
        settings += [f"{line}\t{key}\t{value}" for key, value in shipped(files["flink"])]
    texts = [{key: spans(by_line, lines) for key, by_line in whole.items()} for whole in (kinds, deprecated, other, factories)]
    FACT.write_text("{\n" + ",\n".join([
        f'  "checked": "{day}"',
        '  "source": "pkg:pypi/apache-flink-libraries, static fields of type ConfigOption in lib/ and opt/, services of reporters in plugins/"',
        '  "note": "Written by src/facts/options.py. What has no `since` or `until` is so in every line."',
        f'  "releases": {json.dumps(list(releases))}',
        listed("options", "types", texts[0]),
        listed("deprecated", "now", texts[1]),
        listed("aliases", "now", texts[2]),
        f'  "open": {json.dumps(sorted(OPEN))}',
        listed("reporters", "lines", texts[3]),
    ]) + "\n}\n")
    recorded("shipped.tsv", ["The settings of the configuration files in apache-flink's wheels, commented ones too; src/facts/options.py"], settings)
    recorded("values.tsv", ["Whether Flink's own parser takes a value: line, type, value, answer; src/facts/options.py"], values)


main(pathlib.Path(sys.argv[1]), sys.argv[2])
