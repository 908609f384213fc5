#!/usr/bin/env python3
"""Writes the JSON schemas of plain Kubernetes objects as kubeconform wants them: one file a kind, with nothing referred to.

    python3 -m venv venv && venv/bin/pip install kubernetes-validate==1.37.0
    venv/bin/python template-kubernetes-schemas.py src/test/resources/org/pyflinkimage/template/schemas

kubernetes-validate brings the schemas of Kubernetes' own API description; descriptions are left out.
"""
import json
import sys
from pathlib import Path

import kubernetes_validate

KINDS = ["service-v1", "deployment-apps-v1", "job-batch-v1"]
SCHEMAS = Path(kubernetes_validate.__file__).parent / "kubernetes-json-schema" / "v1.31.0-local-strict"
DEFINITIONS = json.loads((SCHEMAS / "_definitions.json").read_text(encoding="utf-8"))["$defs"]


def whole(node):
    if isinstance(node, list):
        return [whole(each) for each in node]
    if not isinstance(node, dict):
        return node
    if "$ref" in node:
        return whole(DEFINITIONS[node["$ref"].rsplit("/", 1)[1]])
    # A property may be called description: only the texts go.
    return {key: whole(value) for key, value in node.items() if key != "description" or isinstance(value, dict)}


folder = Path(sys.argv[1])
folder.mkdir(parents=True, exist_ok=True)
for kind in KINDS:
    schema = whole(json.loads((SCHEMAS / f"{kind}.json").read_text(encoding="utf-8")))
    (folder / f"{kind}.json").write_text(json.dumps(schema, sort_keys=True, separators=(",", ":")) + "\n", encoding="utf-8")
