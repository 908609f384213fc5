"""Holds each JSON document of an OCI archive against the schemas of the image specification.

    oci-schemas.py SCHEMAS ARCHIVE

SCHEMAS is the folder `schema` of github.com/opencontainers/image-spec. Prints a line for each document, `KIND valid`, in the order in which they
lead to each other; ends with 1 where one is not valid.
"""

import json
import pathlib
import sys
import tarfile

import jsonschema
import referencing
import referencing.jsonschema

BASE = "http://schemas.invalid/"

SCHEMAS = {
    "application/vnd.oci.image.index.v1+json": "image-index-schema.json",
    "application/vnd.oci.image.manifest.v1+json": "image-manifest-schema.json",
    "application/vnd.oci.image.config.v1+json": "config-schema.json",
}


def without_ids(value):
    """Their names are addresses on a server, which would be asked; the files name each other by their own names."""
    if isinstance(value, dict):
        return {key: without_ids(each) for key, each in value.items() if key != "id" or not isinstance(each, str)}
    return [without_ids(each) for each in value] if isinstance(value, list) else value


def registry(folder):
    resources = {}
    for file in folder.glob("*.json"):
        schema = without_ids(json.loads(file.read_text()))
        resources[BASE + file.name] = referencing.Resource(schema, referencing.jsonschema.DRAFT4)
    return referencing.Registry().with_resources(resources.items())


def main(folder, archive):
    known = registry(pathlib.Path(folder))
    bad = 0

    def check(kind, schema, document):
        nonlocal bad
        validator = jsonschema.Draft4Validator({"$ref": BASE + schema}, registry=known)
        errors = list(validator.iter_errors(document))
        print(kind, "invalid" if errors else "valid")
        for error in errors:
            print(" ", list(error.absolute_path), error.message[:500])
        bad |= bool(errors)

    with tarfile.open(archive) as tar:

        def read(name):
            return json.load(tar.extractfile(name))

        def follow(document):
            for descriptor in document.get("manifests", []) + [document[key] for key in ("config",) if key in document]:
                media_type = descriptor["mediaType"]
                inner = read("blobs/" + descriptor["digest"].replace(":", "/"))
                check(media_type, SCHEMAS[media_type], inner)
                if media_type != "application/vnd.oci.image.config.v1+json":
                    follow(inner)

        check("oci-layout", "image-layout-schema.json", read("oci-layout"))
        index = read("index.json")
        check("index.json", "image-index-schema.json", index)
        follow(index)
    return int(bad)


sys.exit(main(*sys.argv[1:]))
