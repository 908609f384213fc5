import pathlib


def prepare_metadata_for_build_editable(folder, settings=None):
    info = pathlib.Path(folder, "job-1.dist-info")
    info.mkdir()
    lines = [line for line in pathlib.Path("pyproject.toml").read_text().splitlines() if line.startswith(("dependencies", "more"))]
    texts = {line.split(" = ")[0]: eval(line.split(" = ")[1]) for line in lines}
    head = "Metadata-Version: 2.1\nName: job\nVersion: 1\nRequires-Python: >=3.9\nProvides-Extra: more\n"
    body = [f"Requires-Dist: {one}\n" for one in texts["dependencies"]] + [f"Requires-Dist: {one} ; extra == 'more'\n" for one in texts["more"]]
    pathlib.Path(info, "METADATA").write_text(head + "".join(body))
    return info.name
