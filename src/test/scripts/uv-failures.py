#!/usr/bin/env python3
"""Records what uv says where it fails, one file each, against servers on loopback alone.

    python3 src/test/scripts/uv-failures.py PATH_OF_UV src/test/resources/org/pyflinkimage/resolve/uv

Needs uv 0.13.9 and openssl. Ports, folders and logins in the recordings are replaced.
"""
import base64
import hashlib
import http.server
import io
import json
import os
import pathlib
import re
import ssl
import subprocess
import sys
import tempfile
import threading
import time
import zipfile

uv, out = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
work = pathlib.Path(tempfile.mkdtemp())


def wheel(file_name, *requires, python=None, metadata=None, name=None):
    project, version, *_ = file_name[:-4].split("-")
    text = f"Metadata-Version: 2.1\nName: {name or project}\nVersion: {version}\n"
    text += "".join(f"Requires-Dist: {one}\n" for one in requires)
    text += f"Requires-Python: {python}\n" if python else ""
    bytes_ = io.BytesIO()
    with zipfile.ZipFile(bytes_, "w") as zip_:
        info = f"{project}-{version}.dist-info/"
        zip_.writestr(info + "METADATA", metadata if metadata is not None else text)
        zip_.writestr(info + "WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: " + "-".join(file_name[:-4].split("-")[2:]) + "\n")
        zip_.writestr(info + "RECORD", "")
    return file_name, bytes_.getvalue(), {"requires-python": python} if python else {}


def of(*files):
    return list(files)


PURE = "-py3-none-any.whl"
LINUX = "-cp311-cp311-manylinux_2_17_x86_64.whl"
PUBLIC = {
    "alpha": of(wheel("alpha-1.0" + PURE), wheel("alpha-2.0" + PURE)),
    "humanize": of(wheel("humanize-4.8.0" + PURE), wheel("humanize-4.9.0" + PURE)),
    "needs-old": of(wheel("needs_old-1.0" + PURE, "alpha<2")),
    "needs-new": of(wheel("needs_new-1.0" + PURE, "alpha>=2")),
    "needs-absent": of(wheel("needs_absent-1.0" + PURE, "never-published>=1")),
    "needs-lost": of(wheel("needs_lost-1.0" + PURE, "alpha==1.5")),
    "sources": of(("sources-1.0.tar.gz", b"no archive", {})),
    "other-abi": of(wheel("other_abi-1.0-cp312-cp312-manylinux_2_17_x86_64.whl"), wheel("other_abi-1.0-cp313-cp313-manylinux_2_17_x86_64.whl")),
    "windows": of(wheel("windows-1.0-cp311-cp311-win_amd64.whl"), wheel("windows-1.0-cp311-cp311-macosx_11_0_arm64.whl")),
    "new-libc": of(wheel("new_libc-1.0-cp311-cp311-manylinux_2_39_x86_64.whl")),
    "other-machine": of(wheel("other_machine-1.0-cp311-cp311-manylinux_2_17_aarch64.whl")),
    "new-python": of(wheel("new_python-1.0" + PURE, python=">=3.13")),
    "early": of(wheel("early-1.0" + PURE), wheel("early-2.0rc1" + PURE)),
    "needs-early": of(wheel("needs_early-1.0" + PURE, "early>=2.0rc1")),
    "withdrawn": of((*wheel("withdrawn-1.0" + PURE)[:2], {"yanked": "loses data"})),
    "recent": of((*wheel("recent-1.0" + PURE)[:2], {"upload-time": "2026-06-01T00:00:00Z"})),
    "no-zip": of(("no_zip-1.0" + PURE, b"no archive", {})),
    "no-metadata": of(wheel("no_metadata-1.0" + PURE, metadata="Metadata-Version: 2.1\n")),
    "bad-metadata": of(wheel("bad_metadata-1.0" + PURE, "alpha =>1")),
    "other-name": of(wheel("other_name-1.0" + PURE, name="somebody")),
    "lost-file": of(("lost_file-1.0" + PURE, None, {})),
}
PRIVATE = {"humanize": of(wheel("humanize-1.0.0" + PURE)), "own": of(wheel("own-1.0" + PURE))}
# A derivation of many lines: a chain in which each release has another bound.
for i in range(30):
    PUBLIC[f"link-{i}"] = of(*(wheel(f"link_{i}-{v}.0" + PURE, f"link-{i + 1}=={v}.0") for v in (1, 2, 3)))
PUBLIC["link-30"] = of(wheel("link_30-9.0" + PURE))


class Server(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self, status, body=b"", kind="text/html", **headers):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for key, value in headers.items():
            self.send_header(key.replace("_", "-"), value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def do_GET(self):
        path = self.path
        if path.startswith("http://"):  # as to a proxy
            return self.answer(407, Proxy_Authenticate='Basic realm="proxy"')
        parts = [part for part in path.split("?")[0].split("/") if part]
        kind, rest = (parts[0], parts[1:]) if parts else ("", [])
        known = base64.b64encode(b"me:secret").decode()
        if kind == "private" and self.headers.get("Authorization") != "Basic " + known:
            return self.answer(401, WWW_Authenticate='Basic realm="index"')
        if kind in ("public", "private") and len(rest) == 1:
            return self.page({"public": PUBLIC, "private": PRIVATE}[kind], rest[0])
        if kind == "files":
            return self.file(rest[-1])
        answers = {"forbidden": (403,), "failing": (503,), "broken": (500,), "limited": (429,)}
        if kind in answers:
            return self.answer(*answers[kind])
        if kind == "login-page":
            return self.answer(200, b"<!DOCTYPE html><html><body><form action='/login'></form></body></html>")
        if kind == "no-page":
            return self.answer(200, b"\x00\x01", "application/octet-stream")
        if kind == "no-json":
            return self.answer(200, b"{", "application/vnd.pypi.simple.v1+json")
        if kind == "slow":
            time.sleep(5)
        if kind == "circle":
            return self.answer(302, Location=path)
        if kind == "cut":
            self.send_response(200)
            self.send_header("Content-Type", "application/vnd.pypi.simple.v1+json")
            self.send_header("Content-Length", "1000")
            self.end_headers()
            self.wfile.write(b"{")
            self.close_connection = True
            return None
        return self.answer(404)

    do_HEAD = do_GET

    def do_CONNECT(self):
        self.answer(407, Proxy_Authenticate='Basic realm="proxy"')

    def page(self, projects, name):
        if name not in projects:
            return self.answer(404)
        files = [
            {"filename": file, "url": "/files/" + file, "hashes": {"sha256": hashlib.sha256(body or b"").hexdigest()}, **more}
            for file, body, more in projects[name]
        ]
        body = json.dumps({"meta": {"api-version": "1.1"}, "name": name, "files": files}).encode()
        return self.answer(200, body, "application/vnd.pypi.simple.v1+json")

    def file(self, name):
        for projects in (PUBLIC, PRIVATE):
            for file, body, _ in (one for files in projects.values() for one in files):
                if file == name and body is not None:
                    return self.answer(200, body, "application/octet-stream")
        return self.answer(404)

    def log_message(self, *_):
        pass


def serve(certificate=None):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Server)
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server.server_address[1]


def certificate(name):
    file = work / "certificate.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "9", "-subj", "/CN=" + name, "-addext", "subjectAltName=IP:127.0.0.1", "-addext", "basicConstraints=critical,CA:FALSE",
         "-keyout", file, "-out", work / "only.pem"], check=True, capture_output=True)
    file.write_bytes(file.read_bytes() + (work / "only.pem").read_bytes())
    return file


def signed(name, subject, begin, end):
    """One of an authority that uv trusts, for some host, which is valid for some time."""
    folder = work / ("authority-" + name)
    folder.mkdir()
    (folder / "index.txt").write_text("")
    (folder / "serial").write_text("01")
    (folder / "names").write_text(f"subjectAltName={subject}\n")
    (folder / "ca.cnf").write_text(
        f"[ca]\ndefault_ca=own\n[own]\ndatabase={folder}/index.txt\nserial={folder}/serial\nnew_certs_dir={folder}\n"
        "default_md=sha256\npolicy=any\n[any]\ncommonName=supplied\n")

    def openssl(*words):
        subprocess.run(["openssl", *words], cwd=folder, check=True, capture_output=True)

    openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "9", "-subj", "/CN=authority", "-keyout", "ca.key", "-out", "ca.pem")
    openssl("req", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=index", "-keyout", "own.key", "-out", "own.csr")
    openssl("ca", "-batch", "-config", "ca.cnf", "-cert", "ca.pem", "-keyfile", "ca.key", "-in", "own.csr", "-out", "own.pem", "-notext",
            "-startdate", begin, "-enddate", end, "-extfile", "names")
    both = folder / "both.pem"
    both.write_bytes((folder / "own.key").read_bytes() + (folder / "own.pem").read_bytes())
    return serve(both), folder / "ca.pem"


port = serve()
secure = serve(certificate("index.example.com"))
others = {
    "expired": signed("expired", "IP:127.0.0.1", "20240101000000Z", "20250101000000Z"),
    "not-valid-yet": signed("not-valid-yet", "IP:127.0.0.1", "20990101000000Z", "20991231000000Z"),
    "of-another-host": signed("of-another-host", "DNS:index.example.com", "20250101000000Z", "20991231000000Z"),
}
server = f"http://127.0.0.1:{port}"
PUBLIC["needs-address"] = of(wheel("needs_address-1.0" + PURE, f"alpha @ {server}/files/alpha-1.0-py3-none-any.whl"))


def record(name, *requirements, index="public", python="3.11.2", platform="x86_64-manylinux_2_36", options=(), settings="", login="", **variables):
    folder = work / name
    folder.mkdir()
    (folder / "in.txt").write_text("".join(f"{line}\n" for line in requirements).replace("SERVER", server).replace("FOLDER", str(folder)))
    (folder / "uv.toml").write_text(settings)
    environment = {
        "PATH": "", "HOME": str(folder), "UV_CONFIG_FILE": str(folder / "uv.toml"), "UV_CACHE_DIR": str(folder / "cache"),
        "UV_PYTHON_DOWNLOADS": "never", "UV_HTTP_RETRIES": "0", "UV_DEFAULT_INDEX": f"{server}/{index}/".replace("//", "//" + login, 1),
        **{key: value.replace("SERVER", server).replace("FOLDER", str(folder)) for key, value in variables.items()}}
    run = subprocess.run(
        [uv, "pip", "compile", "in.txt", "--format", "pylock.toml", "--output-file", "pylock.toml", "--no-header", "--python-version", python,
         "--python-platform", platform, "--only-binary", ":all:", *options, "--color", "never", "--no-progress", "--python", sys.executable],
        cwd=folder, env={key: value for key, value in environment.items() if value or key == "PATH"}, capture_output=True, text=True)
    text = run.stderr.replace(server, "http://127.0.0.1:8000").replace(f"127.0.0.1:{secure}", "127.0.0.1:8443").replace(str(folder), "/job").replace(str(work), "/job")
    for other, _ in others.values():
        text = text.replace(f"127.0.0.1:{other}", "127.0.0.1:8443")
    text = re.sub(r"(?<=verification time )\d+|(?<=\()\d+(?= seconds )", "1796000000", text)
    text = re.sub(r"\(v?3\.11\.\d+\)|3\.11\.\d+(?= will be used)", lambda match: match[0], text)
    if run.returncode == 0:
        sys.exit(f"{name}: uv found an answer")
    (out / f"{name}.txt").write_text(text)


# What is asked for
record("contradiction", "alpha==1.0", "alpha==2.0")
record("contradiction-behind", "needs-old", "needs-new")
record("contradiction-of-addresses", "alpha @ SERVER/files/alpha-1.0-py3-none-any.whl", "alpha @ SERVER/files/alpha-2.0-py3-none-any.whl")
record("long-derivation", "link-0", "link-30==9.0")
record("no-such-package", "no-such-package")
record("no-such-package-behind", "needs-absent")
record("no-such-version", "alpha==9.9")
record("no-such-version-in-range", "alpha>=9")
record("no-such-version-behind", "needs-lost")
record("no-such-local-version", "alpha==1.0+cpu")
record("only-sources", "sources")
record("wheels-of-other-pythons", "other-abi")
record("wheels-of-other-systems", "windows==1.0")
record("wheels-of-a-newer-libc", "new-libc")
record("wheels-of-another-machine", "other-machine")
record("newer-python", "new-python")
record("only-a-pre-release", "early>=1.5", UV_PRERELEASE="disallow")
record("pre-release-behind", "needs-early", UV_PRERELEASE="explicit")
record("withdrawn", "withdrawn")
record("withdrawn-in-range", "withdrawn>=0.5")
record("too-recent", "recent", UV_EXCLUDE_NEWER="2026-01-01")
record("address-behind", "needs-address")
record("no-file-at-address", "alpha @ SERVER/files/alpha-7.0-py3-none-any.whl")
record("another-name-at-address", "beta @ SERVER/files/alpha-1.0-py3-none-any.whl")
# What an index gives
record("no-archive", "no-zip")
record("no-metadata", "no-metadata")
record("bad-metadata", "bad-metadata")
record("another-name", "other-name")
record("lost-file", "lost-file")
record("no-login", "own", index="private")
record("wrong-login", "own", index="private", login="me:wrong@")
record("no-login-of-a-further-index", "own", UV_INDEX="SERVER/private/")
record("forbidden", "alpha", index="forbidden")
record("first-index-only", "humanize==4.9.0", UV_INDEX="http://me:secret@" + server[7:] + "/private/")
record("no-index-there", "alpha", index="nowhere/simple")
record("unavailable", "alpha", index="failing")
record("server-error", "alpha", index="broken")
record("too-many-requests", "alpha", index="limited")
record("login-page", "alpha", index="login-page")
record("no-page", "alpha", index="no-page")
record("no-json", "alpha", index="no-json")
record("cut-off", "alpha", index="cut")
record("circle", "alpha", index="circle")
record("slow", "alpha", index="slow", UV_HTTP_TIMEOUT="1")
# How an index is reached
record("refused-connection", "alpha", UV_DEFAULT_INDEX="http://127.0.0.1:1/simple/")
record("no-such-host", "alpha", UV_DEFAULT_INDEX="http://index.invalid/simple/")
record("unknown-authority", "alpha", UV_DEFAULT_INDEX=f"https://127.0.0.1:{secure}/public/")
for reason, (other, authority) in others.items():
    record("certificate-" + reason, "alpha", UV_DEFAULT_INDEX=f"https://127.0.0.1:{other}/public/", SSL_CERT_FILE=str(authority))
record("no-proxy", "alpha", HTTP_PROXY="http://127.0.0.1:1", NO_PROXY="")
record("proxy-wants-login", "alpha", HTTP_PROXY="SERVER", NO_PROXY="", UV_DEFAULT_INDEX="http://index.example.com/simple/")
record("proxy-wants-login-for-tls", "alpha", HTTPS_PROXY="SERVER", NO_PROXY="", UV_DEFAULT_INDEX="https://index.example.com/simple/")
record("offline", "alpha", options=["--offline"])
record("no-index", "--no-index", "alpha")
record("no-folder-of-wheels", "alpha", "--find-links file://FOLDER/wheels")
# What uv is set up for
record("bad-strategy", "alpha", UV_INDEX_STRATEGY="best")
record("bad-date", "alpha", settings='exclude-newer = "yesterday"\n')
record("bad-number", "alpha", UV_HTTP_TIMEOUT="soon")
record("bad-index", "alpha", UV_DEFAULT_INDEX="ftp://127.0.0.1/simple/")
(work / "file").write_text("")
record("no-cache", "alpha", UV_CACHE_DIR=str(work / "file"))
