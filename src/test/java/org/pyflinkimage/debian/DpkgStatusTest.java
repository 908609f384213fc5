package org.pyflinkimage.debian;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.pyflinkimage.tree.Content;
import org.pyflinkimage.tree.FileNode;
import org.pyflinkimage.tree.FileNode.RegularFile;
import org.pyflinkimage.tree.Owner;
import org.pyflinkimage.tree.PackedArchive.Member;
import org.pyflinkimage.value.JavaVersion;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.value.UnixPath;

class DpkgStatusTest {

    private static final String CONTROL =
            "Package: conf\nVersion: 1\nArchitecture: amd64\nMulti-Arch: %s\nDescription: a\n b\n";

    private final SampleSystem sample = new SampleSystem();

    @Test
    void packageIsInstalledAsDpkgKeepsIt() {
        install(unpacked(
                "same",
                Map.of("conffiles", FileNode.file("/etc/conf\n/etc/gone\n /etc/link \n")),
                member("/etc", FileNode.directory()),
                member("/etc/conf", FileNode.file("a=1\n")),
                member("/etc/link", FileNode.link("conf")),
                member("/etc/other", FileNode.file("x"))));

        // printf 'a=1\n' | md5sum
        assertThat(sample.text("/var/lib/dpkg/status")).isEqualTo("""
                Package: conf
                Status: install ok installed
                Version: 1
                Architecture: amd64
                Multi-Arch: same
                Description: a
                 b
                Conffiles:
                 /etc/conf d5e29449b9e66d5b4bb0d6ce48fbbcb1
                """);
        assertThat(sample.text("/var/lib/dpkg/info/conf:amd64.list"))
                .isEqualTo("/.\n/etc\n/etc/conf\n/etc/link\n/etc/other\n");
        assertThat(sample.text("/var/lib/dpkg/info/conf:amd64.conffiles")).startsWith("/etc/conf\n");
    }

    @Test
    void packagesOfOneArchitectureAreKeptByNameAlone() {
        install(unpacked("foreign", Map.of("conffiles", FileNode.file(""))), unpacked("no", Map.of()));

        assertThat(sample.text("/var/lib/dpkg/status")).isEqualTo("""
                        Package: conf
                        Status: install ok installed
                        Version: 1
                        Architecture: amd64
                        Multi-Arch: foreign
                        Description: a
                         b

                        Package: conf
                        Status: install ok installed
                        Version: 1
                        Architecture: amd64
                        Multi-Arch: no
                        Description: a
                         b
                        """);
        assertThat(sample.text("/var/lib/dpkg/info/conf.list")).isEqualTo("/.\n");
    }

    @Test
    void scriptsLieWhereDpkgLooksForThemWithTheirModes() {
        RegularFile script = new RegularFile(0755, new Owner(1, 2), Content.of("#!/bin/sh\n"));

        install(unpacked("no", Map.of("postinst", script, "md5sums", FileNode.file("x  y\n"))));

        assertThat(sample.written())
                .contains("f 0755 0:0 /var/lib/dpkg/info/conf.postinst", "f 0644 0:0 /var/lib/dpkg/info/conf.md5sums")
                .noneMatch(line -> line.endsWith(".control"));
        assertThat(sample.text("/var/lib/dpkg/info/conf.postinst")).isEqualTo("#!/bin/sh\n");
    }

    @Test
    void filesThatDpkgExpectsAreThereBeforeTheFirstPackage() {
        install();

        assertThat(sample.written())
                .containsExactly(
                        "d 0755 0:0 /var",
                        "d 0755 0:0 /var/lib",
                        "d 0755 0:0 /var/lib/dpkg",
                        "f 0644 0:0 /var/lib/dpkg/available",
                        "f 0644 0:0 /var/lib/dpkg/diversions",
                        "d 0755 0:0 /var/lib/dpkg/info",
                        "f 0644 0:0 /var/lib/dpkg/info/format",
                        "f 0644 0:0 /var/lib/dpkg/statoverride",
                        "f 0644 0:0 /var/lib/dpkg/status",
                        "d 0755 0:0 /var/lib/dpkg/triggers",
                        "d 0755 0:0 /var/lib/dpkg/updates");
        assertThat(sample.text("/var/lib/dpkg/info/format")).isEqualTo("1\n");
        for (String empty : List.of("available", "diversions", "statoverride", "status")) {
            assertThat(sample.text("/var/lib/dpkg/" + empty)).isEmpty();
        }
    }

    private void install(UnpackedPackage... packages) {
        DpkgStatus.install(
                sample.system,
                List.of(packages),
                new PackageOrigins(new SystemOptions(new JavaVersion(17), Optional.of("3.11"), Platform.LINUX_AMD64)));
    }

    private static UnpackedPackage unpacked(String multiArch, Map<String, RegularFile> controlFiles, Member... data) {
        String control = CONTROL.formatted(multiArch);
        TreeMap<String, RegularFile> all = new TreeMap<>(controlFiles);
        all.put("control", FileNode.file(control));
        return new UnpackedPackage(Stanza.parse(control), all, List.of(data));
    }

    private static Member member(String path, FileNode node) {
        return new Member(UnixPath.of(path), node);
    }
}
