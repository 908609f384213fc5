package org.pyflinkimage.debian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.tree.FileNode;
import org.pyflinkimage.tree.FileNode.Directory;
import org.pyflinkimage.tree.FileNode.HardLink;
import org.pyflinkimage.tree.FileNode.RegularFile;
import org.pyflinkimage.tree.FileTree;
import org.pyflinkimage.tree.Owner;
import org.pyflinkimage.tree.PackedArchive;
import org.pyflinkimage.value.JavaVersion;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.UnixPath;

class DebianSystemTest {

    private static final SystemOptions OPTIONS =
            new SystemOptions(new JavaVersion(17), Optional.of("3.11"), Platform.LINUX_AMD64);
    private static final String HOME = "/usr/lib/jvm/java-17-openjdk-amd64";

    @TempDir
    private Path folder;

    private final List<Path> packed = new ArrayList<>();

    @BeforeEach
    void packBasics() throws IOException {
        pack(DebBuilder.named("base-files")
                .directory("./bin", 0755)
                .directory("./tmp", 01777)
                .directory("./usr/lib", 0755)
                .file("./usr/lib/os-release", "NAME=x\n", 0644)
                .file("./usr/share/base-files/profile", "PATH=/bin\n", 0644)
                .link("./etc/os-release", "../usr/lib/os-release"));
        pack(DebBuilder.named("base-passwd")
                .file(
                        "./usr/share/base-passwd/passwd.master",
                        "root:*:0:0:root:/root:/bin/bash\nbin:*:2:2:bin:/bin:/x\n",
                        0644)
                .file("./usr/share/base-passwd/group.master", "root:*:0:\nshadow:*:42:\n", 0644));
        pack(DebBuilder.named("bash").file("./bin/bash", "bash", 0755));
        pack(DebBuilder.named("dash").file("./bin/dash", "dash", 0755));
        pack(DebBuilder.named("mawk").file("./usr/bin/mawk", "mawk", 0755));
        pack(DebBuilder.named("python3")
                .file("./usr/bin/python3.11", "python", 0755)
                .link("./usr/bin/python3", "python3.11"));
        pack(DebBuilder.named("openjdk")
                .file("." + HOME + "/bin/java", "java", 0755)
                .file("." + HOME + "/bin/keytool", "keytool", 0755)
                .file("." + HOME + "/release", "x", 0644));
    }

    @Test
    void usrIsMergedBeforeAnythingElse() throws IOException {
        FileTree tree = install();

        for (String name : List.of("bin", "sbin", "lib", "lib64")) {
            assertThat(node(tree, "/" + name)).isEqualTo(FileNode.link("usr/" + name));
        }
        assertThat(textOf(tree, "/usr/bin/bash")).isEqualTo("bash");
        assertThat(tree.find(UnixPath.of("/bin/bash")).orElseThrow().path()).isEqualTo(UnixPath.of("/usr/bin/bash"));
    }

    @Test
    void armHasNoLib64() throws IOException {
        pack(DebBuilder.named("arm").file("./usr/lib/jvm/java-17-openjdk-arm64/bin/java", "java", 0755));
        FileTree tree = new FileTree();

        DebianSystem.of(packed)
                .install(tree, new SystemOptions(new JavaVersion(17), Optional.of("3.11"), Platform.LINUX_ARM64));

        assertThat(tree.find(UnixPath.of("/lib64"))).isEmpty();
        assertThat(textOf(tree, "/opt/java/openjdk/bin/java")).isEqualTo("java");
    }

    @Test
    void linkFromUsrIntoItsOwnPlaceIsDropped() throws IOException {
        pack(DebBuilder.named("debianutils").file("./bin/which", "which", 0755).link("./usr/bin/which", "/bin/which"));

        assertThat(textOf(install(), "/usr/bin/which")).isEqualTo("which");
    }

    @Test
    void accountsAreThoseOfDebianAndFlink() throws IOException {
        FileTree tree = install();

        assertThat(textOf(tree, "/etc/passwd"))
                .isEqualTo(
                        "root:x:0:0:root:/root:/bin/bash\nbin:x:2:2:bin:/bin:/x\nflink:x:9999:9999::/opt/flink:/bin/bash\n");
        assertThat(textOf(tree, "/etc/group")).isEqualTo("root:x:0:\nshadow:x:42:\nflink:x:9999:\n");
        assertThat(textOf(tree, "/etc/shadow"))
                .isEqualTo("root:*::0:99999:7:::\nbin:*::0:99999:7:::\nflink:!::0:99999:7:::\n");
        RegularFile shadow = (RegularFile) node(tree, "/etc/shadow");
        assertThat(shadow.mode()).isEqualTo(0640);
        assertThat(shadow.owner()).isEqualTo(new Owner(0, 42));
    }

    @Test
    void alternativesAreChosen() throws IOException {
        FileTree tree = install();

        assertThat(textOf(tree, "/bin/sh")).isEqualTo("dash");
        assertThat(textOf(tree, "/usr/bin/awk")).isEqualTo("mawk");
        assertThat(textOf(tree, "/usr/bin/java")).isEqualTo("java");
        assertThat(textOf(tree, "/usr/bin/keytool")).isEqualTo("keytool");
        assertThat(textOf(tree, "/opt/java/openjdk/bin/java")).isEqualTo("java");
        assertThat(node(tree, "/opt/java/openjdk")).isEqualTo(FileNode.link(HOME));
        assertThat(tree.find(UnixPath.of("/usr/bin/which"))).isEmpty();
    }

    @Test
    void baseFilesHaveTheirDirectoriesAndCopies() throws IOException {
        FileTree tree = install();

        assertThat(((Directory) node(tree, "/tmp")).mode()).isEqualTo(01777);
        assertThat(((Directory) node(tree, "/var/tmp")).mode()).isEqualTo(01777);
        assertThat(((Directory) node(tree, "/root")).mode()).isEqualTo(0700);
        assertThat(List.of("/proc", "/sys", "/dev", "/run", "/home"))
                .allSatisfy(path -> assertThat(node(tree, path)).isInstanceOf(Directory.class));
        assertThat(textOf(tree, "/etc/profile")).isEqualTo("PATH=/bin\n");
        assertThat(textOf(tree, "/etc/os-release")).isEqualTo("NAME=x\n");
        assertThat(textOf(tree, "/etc/timezone")).isEqualTo("Etc/UTC\n");
    }

    @Test
    void documentationIsLeftOutAndCopyrightIsKept() throws IOException {
        pack(DebBuilder.named("doc")
                .directory("./usr/share/doc/doc", 0755)
                .file("./usr/share/doc/doc/copyright", "MIT", 0644)
                .file("./usr/share/doc/doc/changelog.gz", "x", 0644)
                .link("./usr/share/doc/libdoc", "doc")
                .directory("./usr/share/man", 0755)
                .file("./usr/share/man/man1/doc.1.gz", "x", 0644)
                .file("./usr/share/locale/de/LC_MESSAGES/doc.mo", "x", 0644)
                .file("./usr/share/locale/locale.alias", "x", 0644)
                .file("./usr/share/lintian/overrides/doc", "x", 0644)
                .file("./usr/lib/locale/C.utf8/LC_CTYPE", "x", 0644)
                .hardLink("./usr/bin/doc", "./usr/share/man/man1/doc.1.gz"));

        FileTree tree = install();

        assertThat(tree.entries().stream()
                        .filter(entry -> entry.origin().name().equals("doc"))
                        .filter(entry -> !(entry.node() instanceof Directory))
                        .map(entry -> entry.path().value()))
                .containsExactly(
                        "/usr/bin/doc",
                        "/usr/lib/locale/C.utf8/LC_CTYPE",
                        "/usr/share/doc/doc/copyright",
                        "/usr/share/doc/libdoc",
                        "/usr/share/locale/locale.alias",
                        "/var/lib/dpkg/info/doc.list");
        assertThat(tree.find(UnixPath.of("/usr/share/man"))).isEmpty();
        assertThat(textOf(tree, "/usr/bin/doc")).isEqualTo("x");
    }

    @Test
    void hardLinksLeadToCanonicalPaths() throws IOException {
        pack(DebBuilder.named("hard").file("./bin/one", "1", 0755).hardLink("./bin/two", "./bin/one"));

        assertThat(((HardLink) node(install(), "/usr/bin/two")).target()).isEqualTo(UnixPath.of("/usr/bin/one"));
    }

    @Test
    void packagesAreSeenByDpkgAndScanners() throws IOException {
        pack(DebBuilder.named("conf", "Multi-Arch: same")
                .control("conffiles", "/etc/conf\n", 0644)
                .control("md5sums", "x  y\n", 0644)
                .control("postinst", "#!/bin/sh\n", 0755)
                .directory("./etc", 0755)
                .file("./etc/conf", "a=1\n", 0644));

        FileTree tree = install();

        List<Stanza> status = Stanza.parseAll(textOf(tree, "/var/lib/dpkg/status"));
        assertThat(status)
                .extracting(stanza -> stanza.get("Package"))
                .containsExactly("base-files", "base-passwd", "bash", "conf", "dash", "mawk", "openjdk", "python3");
        assertThat(status).extracting(stanza -> stanza.get("Status")).containsOnly("install ok installed");
        // printf 'a=1\n' | md5sum
        assertThat(status.get(3).get("Conffiles").strip()).isEqualTo("/etc/conf d5e29449b9e66d5b4bb0d6ce48fbbcb1");
        assertThat(textOf(tree, "/var/lib/dpkg/info/conf:amd64.list")).isEqualTo("/.\n/etc\n/etc/conf\n");
        assertThat(textOf(tree, "/var/lib/dpkg/info/conf:amd64.md5sums")).isEqualTo("x  y\n");
        assertThat(node(tree, "/var/lib/dpkg/info/conf:amd64.postinst").mode()).isEqualTo(0755);
        assertThat(textOf(tree, "/var/lib/dpkg/info/bash.list")).isEqualTo("/.\n/bin/bash\n");
    }

    @Test
    void certificatesAreTrustedByOpensslAndJava() throws IOException, GeneralSecurityException {
        DebBuilder certificates = DebBuilder.named("ca-certificates");
        for (String line : DebianVersionTest.lines("certificates.txt")) {
            String pem = Base64.getMimeEncoder(64, new byte[] {'\n'})
                    .encodeToString(CertificateNameTest.certificateOf(line));
            certificates.file(
                    "./usr/share/ca-certificates/mozilla/"
                            + line.substring(0, 8).toUpperCase(java.util.Locale.ROOT) + ".crt",
                    "-----BEGIN CERTIFICATE-----\n" + pem + "\n-----END CERTIFICATE-----\n",
                    0644);
        }
        pack(certificates);

        FileTree tree = install();

        assertThat(textOf(tree, "/etc/ssl/certs/ca-certificates.crt").split("BEGIN CERTIFICATE", -1))
                .hasSize(6);
        assertThat(textOf(tree, "/etc/ssl/certs/0ffcea1e.0")).startsWith("-----BEGIN CERTIFICATE-----\n");
        assertThat(textOf(tree, "/etc/ca-certificates.conf")).startsWith("mozilla/038C4CB0.crt\n");
        KeyStore store = KeyStore.getInstance("JKS");
        RegularFile file = (RegularFile) node(tree, "/etc/ssl/certs/java/cacerts");
        store.load(new ByteArrayInputStream(file.content().bytes()), "changeit".toCharArray());
        assertThat(Collections.list(store.aliases())).hasSize(5).contains("debian:0ffcea1e.pem");
    }

    @Test
    void packageThatReplacesAnotherTakesItsFilesInEitherOrder() throws IOException {
        pack(DebBuilder.named("a-new", "Replaces: old (<< 2), z").file("./usr/bin/x", "new", 0755));
        pack(DebBuilder.named("old").file("./usr/bin/x", "old", 0755));
        pack(DebBuilder.named("n").file("./usr/bin/y", "n", 0755));
        pack(DebBuilder.named("z-new", "Replaces: n").file("./usr/bin/y", "z", 0755));

        FileTree tree = install();

        assertThat(textOf(tree, "/usr/bin/x")).isEqualTo("new");
        assertThat(textOf(tree, "/usr/bin/y")).isEqualTo("z");
    }

    @Test
    void differentFilesOfTwoPackagesAreAConflict() throws IOException {
        pack(DebBuilder.named("one").file("./usr/bin/x", "1", 0755));
        pack(DebBuilder.named("two", "Replaces: three").file("./usr/bin/x", "2", 0755));

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(this::install)
                .withMessageContaining("[PYF-601]");
    }

    @Test
    void orderOfPackagesDoesNotMatter() throws IOException {
        FileTree tree = install();
        Collections.reverse(packed);

        assertThat(install().entries()).isEqualTo(tree.entries());
        assertThat(tree.entries()).allMatch(entry -> entry.origin().kind().isOfSystem());
    }

    @Test
    void missingJavaIsAProblem() {
        SystemOptions options = new SystemOptions(new JavaVersion(21), Optional.of("3.11"), Platform.LINUX_AMD64);

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> DebianSystem.of(packed).install(new FileTree(), options))
                .withMessageContaining("[PYF-312]")
                .withMessageContaining("java-21-openjdk-amd64");
    }

    @Test
    void damagedPackedFileIsAProblem() throws IOException {
        packed.add(Files.writeString(folder.resolve("damaged"), "damaged"));

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(this::install)
                .withMessageContaining("[PYF-536]")
                .withMessageContaining("damaged");
    }

    @ParameterizedTest
    @CsvSource({"2, /usr/bin/bash", "3, /usr/bin/sh", "5, /usr/bin/python3", "6, " + HOME + "/bin/java"})
    void systemThatLacksWhatEveryImageNeedsIsAProblem(int left, String program) {
        packed.remove(left);

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(this::install)
                .withMessageContaining("[PYF-312] the operating system's packages do not bring `%s`", program);
    }

    @Test
    void otherPythonThanAskedForIsAProblem() {
        SystemOptions options = new SystemOptions(new JavaVersion(17), Optional.of("3.12"), Platform.LINUX_AMD64);

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> DebianSystem.of(packed).install(new FileTree(), options))
                .withMessageContaining("do not bring `/usr/bin/python3.12`");
    }

    @Test
    void directoriesThatAllShareAreThoseOfBaseFiles() throws IOException {
        pack(DebBuilder.named("a").directory("./usr/share", 0700));

        assertThat(node(install(), "/usr/share").mode()).isEqualTo(0755);
    }

    @Test
    void packedFileWithoutAControlFileIsAProblem() throws IOException {
        Path file = folder.resolve("lost.packed");
        try (PackedArchive.Writer writer = new PackedArchive.Writer(file, "lost.packed")) {
            writer.add(UnixPath.of("/usr/bin/x"), FileNode.file("x"));
            writer.add(UnixPath.of("/DEBIAN"), FileNode.directory());
        }
        packed.add(file);

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(this::install)
                .withMessageContainingAll("[PYF-865]", "`lost.packed`", "there is none");
    }

    @Test
    void packageThatBringsOnePathTwiceIsAConflict() throws IOException {
        pack(DebBuilder.named("a").file("./bin/x", "1", 0755).file("./usr/bin/x", "2", 0755));

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(this::install)
                .withMessageContaining("[PYF-601] `/usr/bin/x` comes from `a` and, differently, from `a`");
    }

    private void pack(DebBuilder deb) throws IOException {
        Path file = Files.write(folder.resolve(packed.size() + ".deb"), deb.build());
        Path target = folder.resolve(packed.size() + ".packed");
        PackedDebs.pack(file, target, target.getFileName().toString());
        packed.add(target);
    }

    private FileTree install() {
        FileTree tree = new FileTree();
        DebianSystem.of(packed).install(tree, OPTIONS);
        return tree;
    }

    private static FileNode node(FileTree tree, String path) {
        return tree.find(UnixPath.of(path)).orElseThrow().node();
    }

    private static String textOf(FileTree tree, String path) {
        FileTree.Entry entry = tree.follow(UnixPath.of(path)).orElseThrow(() -> new AssertionError("no " + path));
        return new String(((RegularFile) entry.node()).content().bytes(), StandardCharsets.UTF_8);
    }
}
