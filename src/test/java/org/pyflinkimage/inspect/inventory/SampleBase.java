package org.pyflinkimage.inspect.inventory;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.pyflinkimage.image.FakeRegistry;
import org.pyflinkimage.inspect.ForeignImage;
import org.pyflinkimage.inspect.ForeignLayer;
import org.pyflinkimage.value.ImageReference;

/** Images as they are published, made of the names of their files and a few words in them. */
public enum SampleBase {

    /** As {@code debian:bookworm-slim}. */
    DEBIAN("", system("debian", "12", "bookworm"), status("libc6 2.36-9+deb12u10", "passwd 1:4.13"), programs()),

    OLD_DEBIAN("", system("debian", "11", "bullseye"), status("libc6 2.31-13+deb11u11", "passwd 1:4.8"), programs()),

    /** As {@code ubuntu:22.04}. */
    UBUNTU("", system("ubuntu", "22.04", "jammy"), status("libc6 2.35-0ubuntu3.8", "passwd 1:4.8"), programs()),

    /** As what companies make of Debian, and call by a name of their own. */
    DERIVED(
            "",
            List.of("etc/os-release = ID=corporate\nID_LIKE=debian\nPRETTY_NAME=\"Corporate Linux\"\n"),
            status("libc6 2.36-9+deb12u10"),
            programs()),

    /** As a system that is not published yet calls itself. */
    TESTING(
            "",
            List.of("etc/os-release = ID=debian\nPRETTY_NAME=\"Debian GNU/Linux testing\"\n"),
            status("libc6 2.41-1"),
            programs()),

    /** As {@code flink:1.20.0-java17}. */
    FLINK(
            """
            {"Env":["PATH=/opt/flink/bin:/opt/java/openjdk/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
            "JAVA_HOME=/opt/java/openjdk","FLINK_HOME=/opt/flink","EMPTY="],"Entrypoint":["/docker-entrypoint.sh"],"Cmd":["help"],
            "ExposedPorts":{"8081/tcp":{},"6123/tcp":{}},"WorkingDir":"/opt/flink","User":"9999",
            "Labels":{"org.opencontainers.image.version":"22.04"}}""",
            system("ubuntu", "22.04", "jammy"),
            status("libc6 2.35-0ubuntu3.8", "passwd 1:4.8"),
            programs(),
            List.of(
                    "etc/passwd = root:x:0:0:root:/root:/bin/bash\nflink:x:9999:9999::/opt/flink:/bin/bash\n",
                    "etc/group = root:x:0:\nflink:x:9999:\n",
                    "etc/ssl/certs/ca-certificates.crt = -----BEGIN CERTIFICATE-----",
                    "opt/java/openjdk/bin/java",
                    "opt/java/openjdk/release = IMPLEMENTOR=\"Eclipse Adoptium\"\nJAVA_VERSION=\"17.0.13\"\nIMAGE_TYPE=\"JRE\"\n",
                    "opt/flink/bin/flink",
                    "opt/flink/conf/config.yaml",
                    "opt/flink/lib/flink-dist-1.20.0.jar",
                    "opt/flink/lib/log4j-1.2-api-2.17.1.jar",
                    "opt/flink/lib/log4j-core-2.17.1.jar",
                    "opt/flink/opt/flink-s3-fs-presto-1.20.0.jar",
                    "opt/flink/plugins/metrics-jmx/flink-metrics-jmx-1.20.0.jar")),

    /** The same with a JDK, and an older Flink that names its Scala. */
    FLINK_WITH_JDK(
            """
            {"Env":["JAVA_HOME=/usr/lib/jvm/jdk","FLINK_HOME=/usr/lib/flink/"]}""",
            system("debian", "12", "bookworm"),
            status("libc6 2.36-9", "passwd 1:4.13"),
            programs(),
            List.of(
                    "usr/lib/jvm/jdk -> java-11",
                    "usr/lib/jvm/java-11/bin/java",
                    "usr/lib/jvm/java-11/bin/javac",
                    "usr/lib/jvm/java-11/release = JAVA_VERSION=\"11.0.25\"\n",
                    "usr/lib/flink/lib/flink-dist_2.12-1.14.6.jar",
                    "usr/lib/flink/lib/log4j-1.2.17.jar")),

    /** As {@code python:3.9-slim}: commands are links to one beside them. */
    PYTHON(
            """
            {"Env":["PATH=/usr/local/bin:/usr/local/sbin:/usr/sbin:/usr/bin:/sbin:/bin","PYTHON_VERSION=3.9.20"],"Cmd":["python3"]}""",
            system("debian", "12", "bookworm"),
            status("libc6 2.36-9+deb12u9", "passwd 1:4.13"),
            programs(),
            List.of(
                    "usr/local/bin/python3.9",
                    "usr/local/bin/python3 -> python3.9",
                    "usr/local/bin/python -> python3",
                    "usr/local/lib/python3.9/site-packages/pip-24.0.dist-info/METADATA",
                    "usr/local/lib/python3.9/site-packages/setuptools-58.1.0-py3.9.egg-info/PKG-INFO")),

    /** Somebody has installed PyFlink into Debian's own Python, and numpy into a virtual environment. */
    PYFLINK(
            """
            {"Env":["PATH=/opt/env/bin:/usr/sbin:/usr/bin"]}""",
            system("debian", "12", "bookworm"),
            status("libc6 2.36-9+deb12u10", "passwd 1:4.13"),
            programs(),
            List.of(
                    "bin -> usr/bin",
                    "usr/bin/python3.11",
                    "usr/bin/python3 -> python3.11",
                    "usr/lib/python3.11/EXTERNALLY-MANAGED",
                    "usr/local/lib/python3.11/dist-packages/apache_flink-1.18.1.dist-info/METADATA",
                    "usr/local/lib/python3.11/dist-packages/six-1.16.0.dist-info/METADATA",
                    "usr/lib/python3/dist-packages/six-1.15.0.egg-info",
                    "usr/lib/python3/dist-packages/README.dist-info",
                    "opt/env/pyvenv.cfg",
                    "opt/env/bin/python3.11 -> /usr/bin/python3.11",
                    "opt/env/bin/python -> python3.11",
                    "opt/env/bin/python3 -> python3.11",
                    "opt/env/lib/python3.11/site-packages/numpy-1.26.4.dist-info/METADATA")),

    /** Java 8 in the layout that it had until then, as a JRE and as a JDK, and a JAVA_HOME that leads nowhere. */
    JAVA8(
            """
            {"Env":["JAVA_HOME=/usr/lib/jvm/none","PATH=/usr/local/bin:/usr/sbin:/usr/bin:/bin"]}""",
            system("debian", "12", "bookworm"),
            status("libc6 2.36-9", "passwd 1:4.13"),
            programs(),
            List.of(
                    "opt/jdk8/release = JAVA_VERSION=\"1.8.0_432\"\n",
                    "opt/jdk8/jre/bin/java",
                    "opt/jdk8/bin/java",
                    "opt/jdk8/lib/tools.jar",
                    "opt/jre8/jre/release = JAVA_VERSION=\"1.8.0_422\"\n",
                    "opt/jre8/jre/bin/java",
                    "usr/local/bin/java -> /opt/jdk8/bin/java")),

    /** As {@code gcr.io/distroless/python3-debian12}: no shell, no dpkg, a file for each package. */
    DISTROLESS(
            """
            {"Entrypoint":["/usr/bin/python3.11"]}""",
            List.of(
                    "etc/os-release -> ../usr/lib/os-release",
                    "usr/lib/os-release = ID=\"debian\"\nPRETTY_NAME=\"Distroless\"\nVERSION_ID=\"12\"\nVERSION=\"Debian GNU/Linux 12 (bookworm)\"\n",
                    "var/lib/dpkg/status.d/libc6 = Package: libc6\nVersion: 2.36-9+deb12u9\nArchitecture: amd64\nDescription: a\n b\n",
                    "var/lib/dpkg/status.d/libc6.md5sums = 0  usr/lib/x",
                    "var/lib/dpkg/status.d/tzdata = Package: tzdata\nVersion: 2024b-0+deb12u1\nArchitecture: all\n",
                    "usr/bin/python3.11",
                    "usr/bin/python3 -> python3.11")),

    /** As {@code alpine}, with Debian's C library in a folder of some program. */
    ALPINE(
            "",
            List.of(
                    "etc/os-release = ID=alpine\nVERSION_ID=3.20.3\nPRETTY_NAME=\"Alpine Linux v3.20\"\n",
                    "lib/ld-musl-x86_64.so.1",
                    "lib/libc.musl-x86_64.so.1 -> ld-musl-x86_64.so.1",
                    "usr/glibc-compat/lib/libc.so.6",
                    "lib/apk/db/installed = P:busybox\nV:1.36.1-r29\n\nC:Q1\nP:musl\nV:1.2.5-r0\nA:x86_64\n",
                    "bin/sh",
                    "sbin/apk")),

    /** As {@code centos:7}, of whose library's name one sees the version. */
    CENTOS(
            "",
            List.of(
                    "etc/os-release = ID=\"centos\"\nID_LIKE=\"rhel fedora\"\nVERSION_ID=\"7\"\nPRETTY_NAME=\"CentOS Linux 7 (Core)\"\n",
                    "usr/lib64/libc-2.17.so",
                    "usr/lib64/libc.so.6 -> libc-2.17.so",
                    "lib64 -> usr/lib64",
                    "bin/bash")),

    /** As newer ones of that family, of which the library says it. */
    FEDORA(
            "",
            List.of(
                    "etc/os-release = ID=fedora\nVERSION_ID=40\nPRETTY_NAME=\"Fedora Linux 40\"\n",
                    "usr/lib64/libc.so.6 = \0\0GNU C Library (GNU libc) stable release version 2.39.\nCopyright\0",
                    "usr/bin/bash")),

    /** Nothing that anybody would know. */
    EMPTY("", List.of("a"));

    /** What stands between members; no name has one. */
    private static final String BETWEEN = "\1";

    private final String configuration;
    private final String members;

    @SafeVarargs
    SampleBase(String configuration, List<String>... members) {
        this.configuration = configuration.isEmpty() ? "{}" : configuration;
        List<String> all = new ArrayList<>();
        for (List<String> each : members) {
            all.addAll(each);
        }
        this.members = String.join(BETWEEN, all);
    }

    /** Puts it into a registry: the system in one layer, what is above it in another. */
    public ImageReference in(FakeRegistry registry) {
        List<String> all = List.of(members.split(BETWEEN, -1));
        int half = all.size() / 2;
        return ForeignImage.oci(registry, "team/" + name().toLowerCase(Locale.ROOT))
                .layer(ForeignLayer.of(all.subList(0, half).toArray(String[]::new)), "gzip")
                .layer(ForeignLayer.of(all.subList(half, all.size()).toArray(String[]::new)), "gzip")
                .configured(configuration)
                .tagged("1", "amd64");
    }

    private static List<String> system(String id, String version, String codename) {
        String title = id.equals("debian") ? "Debian GNU/Linux %s (%s)" : "Ubuntu %s (%s)";
        return List.of("etc/os-release = PRETTY_NAME=\"%s\"\nID=%s\nVERSION_ID=\"%s\"\nVERSION_CODENAME=%s\n"
                .formatted(title.formatted(version, codename), id, version, codename));
    }

    private static List<String> status(String... packages) {
        StringBuilder text = new StringBuilder("var/lib/dpkg/status = ");
        for (String each : packages) {
            String[] words = each.split(" ", 2);
            text.append(
                    "Package: %s\nStatus: install ok installed\nArchitecture: amd64\nVersion: %s\nDescription: x\n y\n .\n z\n\n"
                            .formatted(words[0], words[1]));
        }
        text.append("Package: gone\nStatus: deinstall ok config-files\nArchitecture: all\nVersion: 1\n\nno field\n");
        return List.of(text.toString());
    }

    private static List<String> programs() {
        return List.of("usr/bin/bash", "usr/bin/apt-get", "usr/sbin/groupadd", "usr/sbin/useradd");
    }
}
