#!/usr/bin/env python3
"""Records what Maven's resolver says where it gets no file, one line each, against servers on loopback alone; and tries what
the plugin then proposes: `remedies*.txt` has for each failure the remedies after which Maven got the file.

    python3 src/test/scripts/maven-failures.py MVN_3.8 src/test/resources/org/pyflinkimage/mojo/maven/failures
    python3 src/test/scripts/maven-failures.py MVN_3.9 src/test/resources/org/pyflinkimage/mojo/maven/failures-3.9

A parent POM that is nowhere is the shortest way to its resolver. Ports and folders in the recordings are replaced.
"""
import base64
import hashlib
import http.server
import os
import pathlib
import re
import shutil
import ssl
import subprocess
import sys
import tempfile
import threading
import time

mvn, out = sys.argv[1], pathlib.Path(sys.argv[2]).resolve()
out.mkdir(exist_ok=True)
work = pathlib.Path(tempfile.mkdtemp())
version = re.search(r"Apache Maven (\d+)\.(\d+)", subprocess.run([mvn, "-v"], capture_output=True, text=True).stdout)
version = (int(version[1]), int(version[2]))
POM = "<project><modelVersion>4.0.0</modelVersion><groupId>g</groupId><artifactId>parent</artifactId><version>1</version><packaging>pom</packaging></project>"


LOGIN = "Basic " + base64.b64encode(b"ann:secret").decode()
mended = False


class Server(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        kind = self.path.replace("http://", "/").split("/")[1]
        good = mended or "/good/" in self.path or LOGIN in (self.headers["Authorization"], self.headers["Proxy-Authorization"])
        if good and self.path.endswith((".pom", ".sha1")):
            body = POM.encode() if self.path.endswith(".pom") else hashlib.sha1(POM.encode()).hexdigest().encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
            return
        status = {"unauthorized": 401, "forbidden": 403, "busy": 503, "broken": 500, "limited": 429, "proxied.example.com": 407}.get(kind, 404)
        if kind == "forbidden-login":
            status = 403 if self.headers["Authorization"] else 401
        body = b""
        if kind == "slow":
            time.sleep(4)
        if kind == "altered":
            status, body = 200, POM.encode() if self.path.endswith(".pom") else b"0" * 40
        self.send_response(status)
        if status == 401:
            self.send_header("WWW-Authenticate", 'Basic realm="repository"')
        if status == 407:
            self.send_header("Proxy-Authenticate", 'Basic realm="proxy"')
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_HEAD = do_GET

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


def certificate():
    file = work / "certificate.pem"
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "9", "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1",
                    "-keyout", file, "-out", work / "only.pem"], check=True, capture_output=True)
    file.write_bytes(file.read_bytes() + (work / "only.pem").read_bytes())
    return file


# Maven 4 asks each repository for a list of what it has, which is no failure of a file.
QUIET = ["-Daether.remoteRepositoryFilter.prefixes.resolvePrefixFiles=false", "-Daether.remoteRepositoryFilter.prefixes=false"] if version >= (4, 0) else []
port, secure = serve(), serve(certificate())
tried = []


def record(name, address, *options, settings="", blocked=False, again=False, policy="", works=False):
    folder = work / name
    folder.mkdir(exist_ok=True)
    mirrors = "" if blocked else "<mirrors><mirror><id>maven-default-http-blocker</id><mirrorOf>nothing</mirrorOf><url>http://0.0.0.0/</url></mirror></mirrors>"
    (folder / "settings.xml").write_text(f"<settings>{mirrors}{settings}</settings>")
    repository = f"<id>team</id><url>{address}</url><releases>{policy}</releases>"
    (folder / "pom.xml").write_text(
        "<project><modelVersion>4.0.0</modelVersion><parent><groupId>g</groupId><artifactId>parent</artifactId><version>1</version><relativePath/></parent>"
        f"<artifactId>a</artifactId><repositories><repository>{repository}</repository>"
        "<repository><id>central</id><url>http://127.0.0.1:1/</url><releases><enabled>false</enabled></releases></repository></repositories></project>")
    run = subprocess.run([mvn, "-B", "-ntp", "-Dstyle.color=never", "-s", folder / "settings.xml", "-gs", folder / "settings.xml", f"-Dmaven.repo.local={folder}/m2", *QUIET, *options, "validate"],
                         cwd=folder, capture_output=True, text=True)
    found = re.search(r"Non-resolvable parent POM(?: for \S+)?: (.*?)(?: \(remote repositories: .*| and 'parent\.relativePath'.*| and parent could not be found.*| @ .*)?$", run.stdout, re.M)
    if works:
        if run.returncode:
            sys.exit(f"{name}: {works} is no way out: {found[1] if found else run.stdout}")
        tried.append(f"{name}.txt | {works}")
    if again or works:
        return
    text = found[1] if found else sys.exit(f"{name}: {run.stdout}")
    text = text.replace(f":{port}", ":8000").replace(f":{secure}", ":8443").replace(str(folder), "/job")
    (out / f"{name}.txt").write_text(text + "\n")


def server(more="", word="secret"):
    return f"<servers><server><id>team</id><username>ann</username><password>{word}</password>{more}</server></servers>"


def proxy(login="", port=None):
    return f"<proxies><proxy><active>true</active><protocol>http</protocol><host>127.0.0.1</host><port>{port}</port>{login}<nonProxyHosts/></proxy></proxies>"


def mirror(of, address, more=""):
    return f"<mirrors><mirror><id>mirror</id><mirrorOf>{of}</mirrorOf><url>{address}</url>{more}</mirror></mirrors>"


def mend(name, *arguments, works, **more):
    """The failure is over: what is proposed is to ask again."""
    global mended
    mended = True
    record(name, *arguments, works=works, **more)
    mended = False


plain = f"http://127.0.0.1:{port}"
good = plain + "/good/"
AGAIN = "`-U`"
record("absent", plain + "/absent/")
record("absent", good, works="`<repositories>`")
record("absent-before", plain + "/absent/", again=True)
record("absent-before", plain + "/absent/")
mend("absent-before", plain + "/absent/", "-U", works=AGAIN)
record("unauthorized", plain + "/unauthorized/")
record("unauthorized", plain + "/unauthorized/", settings=server(), works="a `<server>`")
record("unauthorized-before", plain + "/unauthorized/", again=True)
record("unauthorized-before", plain + "/unauthorized/")
record("unauthorized-before", plain + "/unauthorized/", settings=server(), works="a `<server>`")
record("forbidden", plain + "/forbidden/")
unasked = "<configuration><httpConfiguration><all><usePreemptive>true</usePreemptive></all></httpConfiguration></configuration>"
if version < (3, 9):
    record("forbidden", plain + "/forbidden/", settings=server(unasked), works="<usePreemptive>true")
else:
    record("forbidden", plain + "/forbidden/", "-Daether.connector.http.preemptiveAuth=true", settings=server(), works="-Daether.connector.http.preemptiveAuth=true")
record("forbidden-login", plain + "/forbidden-login/", settings=server(word="old"))
record("forbidden-login", plain + "/forbidden-login/", settings=server(), works="a login that may read")
for name in ("busy", "broken", "limited"):
    record(name, f"{plain}/{name}/")
    mend(name, f"{plain}/{name}/", "-U", works=AGAIN)
    shutil.rmtree(work / name / "m2")
    record(name, f"{plain}/{name}/", settings=mirror("team", good), blocked=True, works="`<mirror>`")
record("refused-connection", "http://127.0.0.1:1/repository/")
record("refused-connection", good, "-U", works=AGAIN)
record("unknown-host", "http://repository.invalid/")
record("unknown-host", "http://repository.invalid/good/", "-U", settings=proxy(port=port), works="proxies" if version < (3, 9) else "`<proxy>`")
record("slow", plain + "/slow/", "-Dmaven.wagon.rto=1000", "-Daether.connector.requestTimeout=1000")
mend("slow", plain + "/slow/", "-U", works=AGAIN)
record("unknown-authority", f"https://127.0.0.1:{secure}/repository/")
trusted = work / "trusted.p12"
subprocess.run(["keytool", "-importcert", "-noprompt", "-alias", "own", "-file", work / "only.pem", "-keystore", trusted, "-storepass", "secret"], check=True, capture_output=True)
os.environ["MAVEN_OPTS"] = f"-Djavax.net.ssl.trustStore={trusted} -Djavax.net.ssl.trustStorePassword=secret"
record("unknown-authority", f"https://127.0.0.1:{secure}/good/", "-U", works="trust store")
del os.environ["MAVEN_OPTS"]
record("altered", plain + "/altered/", policy="<checksumPolicy>fail</checksumPolicy>")
mend("altered", plain + "/altered/", policy="<checksumPolicy>fail</checksumPolicy>", works="try again")
record("proxy-wants-login", "http://proxied.example.com/", settings=proxy(port=port))
record("proxy-wants-login", "http://proxied.example.com/", settings=proxy("<username>ann</username><password>secret</password>", port), works="`<username>` and `<password>`")
BLOCKER = "<mirrors>MORE<mirror><id>maven-default-http-blocker</id><mirrorOf>external:http:*</mirrorOf><url>http://0.0.0.0/</url><blocked>true</blocked></mirror></mirrors>"
record("blocked", "http://repository.example.com/", blocked=True, settings=BLOCKER.replace("MORE", ""))
unblocked = mirror("team", "http://repository.example.com/good/", "<blocked>false</blocked>").replace("<mirrors>", "").replace("</mirrors>", "")
record("blocked", "http://repository.example.com/", blocked=True, settings=BLOCKER.replace("MORE", unblocked) + proxy(port=port), works="`<blocked>`")
(out.parent / out.name.replace("failures", "remedies")).with_suffix(out.suffix + ".txt").write_text("\n".join(tried) + "\n")
