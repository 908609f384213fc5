"""Has Flink's SQL gateway run a query with a Python function, over its REST interface, and prints the rows."""

import json
import urllib.error
import urllib.request

GATEWAY = "http://localhost:8083"


def ask(path, body=None):
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(GATEWAY + path, data, {"Content-Type": "application/json"})
    try:
        with urllib.request.urlopen(request, timeout=60) as response:
            return json.load(response)
    except urllib.error.HTTPError as error:
        raise SystemExit("%s: %s" % (path, error.read().decode()))


def rows(session, statement):
    operation = ask(session + "/statements", {"statement": statement})["operationHandle"]
    page = "%s/operations/%s/result/0" % (session, operation)
    while page:
        answer = ask(page)
        for row in answer.get("results", {}).get("data", ()):
            yield row["fields"]
        page = answer.get("nextResultUri")


session = "/v1/sessions/" + ask("/v1/sessions", {"properties": {"execution.runtime-mode": "batch"}})["sessionHandle"]
for statement in (
    "CREATE TEMPORARY FUNCTION upper_case AS 'functions.upper_case' LANGUAGE PYTHON",
    "SELECT id, upper_case(word) FROM (VALUES (1, 'one'), (2, 'two')) AS source (id, word)",
):
    for row in rows(session, statement):
        print(row)
