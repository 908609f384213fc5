"""Submits a job as the Flink Kubernetes Operator submits one without a jar: an empty jar, a class, arguments. Prints the job's id."""

import io
import json
import sys
import urllib.request
import zipfile

JARS = "http://localhost:8081/jars/"
BOUNDARY = "a-line-between"


def ask(path, body, kind):
    request = urllib.request.Request(JARS + path, body, {"Content-Type": kind})
    with urllib.request.urlopen(request, timeout=120) as response:
        return json.load(response)


jar = io.BytesIO()
with zipfile.ZipFile(jar, "w") as archive:
    archive.writestr("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\n\n")
part = '--%s\r\nContent-Disposition: form-data; name="jarfile"; filename="empty.jar"\r\nContent-Type: application/java-archive\r\n\r\n'
form = (part % BOUNDARY).encode() + jar.getvalue() + ("\r\n--%s--\r\n" % BOUNDARY).encode()
uploaded = ask("upload", form, "multipart/form-data; boundary=" + BOUNDARY)["filename"].rsplit("/", 1)[1]
job = {"entryClass": sys.argv[1], "programArgsList": sys.argv[2:], "parallelism": 1}
print(ask(uploaded + "/run", json.dumps(job).encode(), "application/json")["jobid"])
