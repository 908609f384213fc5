"""Wheels with nothing in them but what they require, and an index of them on loopback."""
import functools
import http.server
import threading
import zipfile


def wheel(folder, name, version, *requires, extras=()):
    folder.mkdir(parents=True, exist_ok=True)
    plain = name.replace("-", "_")
    with zipfile.ZipFile(folder / f"{plain}-{version}-py3-none-any.whl", "w") as zip_:
        text = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
        text += "".join(f"Provides-Extra: {one}\n" for one in extras) + "".join(f"Requires-Dist: {one}\n" for one in requires)
        zip_.writestr(f"{plain}-{version}.dist-info/METADATA", text)
        zip_.writestr(f"{plain}-{version}.dist-info/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        zip_.writestr(f"{plain}-{version}.dist-info/RECORD", "")


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


def serve(folder, port=0):
    """The address of a folder."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", port), functools.partial(Quiet, directory=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_address[1]}"
