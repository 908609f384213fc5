"""Waits inside a JobManager's container until a TaskManager is registered."""

import json
import sys
import time
import urllib.request

END = time.monotonic() + 180

while time.monotonic() < END:
    try:
        with urllib.request.urlopen("http://localhost:8081/taskmanagers", timeout=10) as answer:
            if json.load(answer)["taskmanagers"]:
                sys.exit(0)
    except (OSError, ValueError):
        pass
    time.sleep(0.1)
sys.exit("no TaskManager is registered")
