package org.pyflinkimage.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A project of {@code src/it} as the invoker left it: built, its results under {@code target/pyflink}. */
enum BuiltProject {
    /** The case that this plugin was made for. */
    FOUNDING("flink-1.17", "1.17.1", "11", "3.9"),
    NEWEST("newest", "2.3.0", "17", "3.11");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String name;
    private final String flink;
    private final String java;
    private final String python;

    BuiltProject(String name, String flink, String java, String python) {
        this.name = name;
        this.flink = flink;
        this.java = java;
        this.python = python;
    }

    String flink() {
        return flink;
    }

    String java() {
        return java;
    }

    String python() {
        return python;
    }

    /** The folder with the POM and the lock file. */
    Path folder() {
        return Folders.buildDirectory().resolve("it").resolve(name);
    }

    /** The folder of the results. */
    Path results() {
        return folder().resolve("target/pyflink");
    }

    /** What {@code images.json} says of the project's one image. */
    JsonNode image() {
        JsonNode images = read(results().resolve("images.json"));
        if (images.size() != 1) {
            throw new AssertionError("one combination was declared, " + images.size() + " images came out");
        }
        return images.get(0);
    }

    /** The lock file's plan for the image. */
    JsonNode plan() {
        return read(folder().resolve("pyflink.lock")).required("plans").get(0);
    }

    Path ociArchive() {
        return results().resolve(image().required("archive").asText());
    }

    Path dockerArchive() {
        return ociArchive().resolveSibling("image-docker.tar");
    }

    /** Where the image keeps its Python packages. */
    String sitePackages() {
        return "/opt/venv/lib/python" + python + "/site-packages";
    }

    static JsonNode read(Path file) {
        try {
            return parse(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException("`mvn verify` builds what the end-to-end tests look at", e);
        }
    }

    static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(json, e);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
