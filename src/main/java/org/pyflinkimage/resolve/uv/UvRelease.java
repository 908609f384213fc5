package org.pyflinkimage.resolve.uv;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.pyflinkimage.value.Sha256;

/**
 * The release of uv that this plugin is made for.
 *
 * @param wheels its wheels for the systems that builds run on
 */
record UvRelease(String version, List<UvWheel> wheels) {

    /** A wheel of uv, fixed by its sum; {@code libc} is empty where a system has only one. */
    record UvWheel(String os, String machine, String libc, String file, Sha256 sha256, long size) {

        /** The program's path inside the wheel. */
        String program(String version) {
            return "uv-%s.data/scripts/%s".formatted(version, os.equals("windows") ? "uv.exe" : "uv");
        }
    }

    /** Reads the release that this plugin pins. */
    static UvRelease pinned() {
        try (InputStream stream = Objects.requireNonNull(UvRelease.class.getResourceAsStream("uv.json"))) {
            JsonNode root = new ObjectMapper().readTree(stream);
            List<UvWheel> wheels = new ArrayList<>();
            for (JsonNode wheel : root.required("wheels")) {
                wheels.add(new UvWheel(
                        wheel.required("os").asText(),
                        wheel.required("machine").asText(),
                        wheel.required("libc").asText(),
                        wheel.required("file").asText(),
                        new Sha256(wheel.required("sha256").asText()),
                        wheel.required("size").asLong()));
            }
            return new UvRelease(root.required("version").asText(), List.copyOf(wheels));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The wheel for this machine; empty where uv publishes none. */
    Optional<UvWheel> wheelForThisMachine() {
        String os = osName(System.getProperty("os.name"));
        return wheelFor(
                os, machineName(System.getProperty("os.arch")), os.equals("linux") && isMusl() ? "musl" : "glibc");
    }

    Optional<UvWheel> wheelFor(String os, String machine, String libc) {
        return wheels.stream()
                .filter(wheel -> wheel.os().equals(os) && wheel.machine().equals(machine))
                .filter(wheel -> wheel.libc().isEmpty() || wheel.libc().equals(libc))
                .findFirst();
    }

    Optional<UvWheel> wheelNamed(String file) {
        return wheels.stream().filter(wheel -> wheel.file().equals(file)).findFirst();
    }

    static String osName(String property) {
        String lower = property.toLowerCase(Locale.ROOT);
        return lower.startsWith("mac") ? "macos" : lower.startsWith("windows") ? "windows" : lower;
    }

    static String machineName(String property) {
        return property.equals("amd64") ? "x86_64" : property.equals("arm64") ? "aarch64" : property;
    }

    private static boolean isMusl() {
        return Stream.of("/lib/ld-musl-x86_64.so.1", "/lib/ld-musl-aarch64.so.1")
                        .anyMatch(file -> Files.exists(Path.of(file)))
                && Stream.of("/lib64/ld-linux-x86-64.so.2", "/lib/ld-linux-aarch64.so.1")
                        .noneMatch(file -> Files.exists(Path.of(file)));
    }
}
