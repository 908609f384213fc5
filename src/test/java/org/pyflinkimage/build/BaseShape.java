package org.pyflinkimage.build;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pyflinkimage.facts.StandardLibrary;
import org.pyflinkimage.facts.SystemPackages;
import org.pyflinkimage.image.FakeRegistry;
import org.pyflinkimage.inspect.ForeignImage;
import org.pyflinkimage.inspect.ForeignLayer;
import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.value.ImageReference;

/** Images that others are built upon, by the shapes of those that are published. */
public final class BaseShape {

    public static final String JAVA_17 =
            "opt/java/openjdk/release = IMPLEMENTOR=\"Eclipse Adoptium\"\nJAVA_VERSION=\"17.0.13\"\n";

    private static final List<String> COMMANDS = SystemPackages.shipped().commands().stream()
            .map(command -> "usr/bin/" + command)
            .toList();

    private String configuration = "{}";
    private final List<String> system = new ArrayList<>(List.of("bin -> usr/bin", "lib -> usr/lib"));
    private final List<String> files = new ArrayList<>();

    /** As {@code debian:bookworm-slim}, without Java. */
    public static BaseShape debian() {
        return new BaseShape()
                .glibc("2.36-9+deb12u10")
                .file(
                        "usr/lib/os-release = ID=debian\nVERSION_CODENAME=bookworm\nPRETTY_NAME=\"Debian GNU/Linux 12\"\n")
                .file("usr/lib/x86_64-linux-gnu/libcrypt.so.1")
                .file("etc/passwd = root:x:0:0:root:/root:/bin/bash\n")
                .file("etc/group = root:x:0:\n")
                .file("etc/ssl/certs/ca-certificates.crt = certificates");
    }

    /** As a Debian that is not released yet: nothing is known of its packages. */
    public static BaseShape unreleased() {
        return debian().without("usr/lib/os-release")
                .file(
                        "usr/lib/os-release = ID=debian\nVERSION_CODENAME=forky\nPRETTY_NAME=\"Debian GNU/Linux forky/sid\"\n");
    }

    /** As {@code eclipse-temurin:17-jre}. */
    public static BaseShape temurin() {
        return debian().file("opt/java/openjdk/bin/java")
                .file(JAVA_17)
                .configured(
                        "{\"Env\":[\"PATH=/opt/java/openjdk/bin:/usr/sbin:/usr/bin\",\"JAVA_HOME=/opt/java/openjdk\"]}");
    }

    /** As {@code flink:2.2.1-java17}. */
    public static BaseShape flink(String version) {
        return temurin()
                .without("etc/passwd")
                .without("etc/group")
                .file("etc/passwd = root:x:0:0:root:/root:/bin/bash\nflink:x:9999:9999::/opt/flink:/bin/bash\n")
                .file("etc/group = root:x:0:\nflink:x:9999:\n")
                .file("docker-entrypoint.sh = the official one")
                .file("opt/flink/bin/flink = the official one")
                .file("opt/flink/conf/config.yaml = rest.address: 0.0.0.0\n")
                .file("opt/flink/lib/flink-dist-%s.jar".formatted(version))
                .file("opt/flink/lib/log4j-core-2.24.3.jar")
                .file("opt/flink/opt/flink-s3-fs-presto-%s.jar".formatted(version))
                .file("opt/flink/plugins/metrics-jmx/flink-metrics-jmx-%s.jar".formatted(version))
                .configured("""
                        {"Env":["PATH=/opt/flink/bin:/opt/java/openjdk/bin:/usr/bin:/opt/own/bin","JAVA_HOME=/opt/java/openjdk",
                        "FLINK_HOME=/opt/flink","GOSU_VERSION=1.17"],"Entrypoint":["/docker-entrypoint.sh"],"ExposedPorts":{"9999/tcp":{}},
                        "Volumes":{"/data":{}},"Labels":{"team":"blessed","org.opencontainers.image.title":"its own"}}""");
    }

    /** Says that dpkg has installed a C library of that version. */
    public BaseShape glibc(String version) {
        return without("var/lib/dpkg/status")
                .file(
                        "var/lib/dpkg/status = Package: libc6\nStatus: install ok installed\nVersion: %s\nArchitecture: amd64\n"
                                .formatted(version));
    }

    /** Adds a file, link or folder, in the words of {@link ForeignLayer#of}. */
    public BaseShape file(String words) {
        files.add(words);
        return this;
    }

    /** Adds a Python as those have it that compile one: with headers, and a library that other programs load. */
    public BaseShape python(String prefix, String release) {
        String name = "python" + release.substring(0, release.lastIndexOf('.'));
        return library(prefix, name)
                .file(prefix + "/lib/lib" + name + ".so.1.0")
                .file("%s/include/%s/patchlevel.h = #define PY_MINOR_VERSION 1\n#define PY_VERSION      \t\"%s\"\n"
                        .formatted(prefix, name, release));
    }

    /** Adds a Python as Debian's packages have it. */
    public BaseShape packagedPython(String version) {
        String name = "python" + version.substring(0, version.indexOf('.', 2));
        return library("usr", name)
                .file("usr/lib/x86_64-linux-gnu/lib" + name + ".so.1.0")
                .installed(name + "-minimal", version);
    }

    private BaseShape library(String prefix, String name) {
        String library = "%s/lib/%s/".formatted(prefix, name);
        PythonMinor line = PythonMinor.parse(name.substring("python".length())).orElseThrow();
        file("%s/bin/%s".formatted(prefix, name))
                .file("%s/bin/python3 -> %s".formatted(prefix, name))
                .file(library + "os.py")
                .file(library + "_sysconfigdata__linux_x86_64-linux-gnu.py");
        StandardLibrary.shipped()
                .needed(line)
                .forEach(module -> file(library
                        + (module.startsWith("_")
                                ? "lib-dynload/%s.cpython-%s-x86_64-linux-gnu.so"
                                        .formatted(module, line.pythonTag().substring(2))
                                : module.replace('.', '/') + ".py")));
        return this;
    }

    public BaseShape without(String path) {
        files.removeIf(file -> file.equals(path) || file.startsWith(path + " ") || file.startsWith(path + "/"));
        return this;
    }

    /** Says that dpkg has installed this too. */
    public BaseShape installed(String name, String version) {
        return installed(name, version, "amd64");
    }

    /** The same for another architecture than the image's. */
    public BaseShape foreign(String name, String version) {
        return installed(name, version, "i386");
    }

    private BaseShape installed(String name, String version, String architecture) {
        String status = files.stream()
                .filter(file -> file.startsWith("var/lib/dpkg/status"))
                .findFirst()
                .orElseThrow();
        return without("var/lib/dpkg/status")
                .file(status
                        + "\nPackage: %s\nStatus: install ok installed\nVersion: %s\nArchitecture: %s\n"
                                .formatted(name, version, architecture));
    }

    /** Takes programs out of it. */
    public BaseShape withoutCommands() {
        system.clear();
        return this;
    }

    public BaseShape configured(String json) {
        configuration = json;
        return this;
    }

    /** In two layers. */
    public ForeignImage in(FakeRegistry registry) {
        List<String> first = system.isEmpty()
                ? List.of()
                : Stream.concat(system.stream(), COMMANDS.stream()).collect(Collectors.toList());
        return ForeignImage.docker(registry, "team/base")
                .layer(ForeignLayer.of(first.toArray(String[]::new)), "gzip")
                .layer(ForeignLayer.of(files.toArray(String[]::new)), "gzip")
                .configured(configuration);
    }

    public ImageReference tagged(FakeRegistry registry) {
        return in(registry).tagged("1", "amd64");
    }
}
