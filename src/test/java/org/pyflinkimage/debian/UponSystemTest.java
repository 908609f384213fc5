package org.pyflinkimage.debian;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pyflinkimage.tree.Content;
import org.pyflinkimage.tree.FileNode;
import org.pyflinkimage.tree.FileNode.RegularFile;
import org.pyflinkimage.tree.FileTree;
import org.pyflinkimage.value.UnixPath;

/** Packages over the files of a system that is there. */
class UponSystemTest extends UponSystemFixture {

    private static final String HOME = "/usr/lib/jvm/java-17-openjdk-amd64";

    private String pem = "";

    @BeforeEach
    void readACertificate() throws IOException {
        pem = pem(0);
    }

    private static String pem(int number) throws IOException {
        String recorded = DebianVersionTest.lines("certificates.txt").get(number);
        return "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n"
                .formatted(Base64.getMimeEncoder(64, new byte[] {'\n'})
                        .encodeToString(CertificateNameTest.certificateOf(recorded)));
    }

    @Test
    void filesComeAndNothingElseIsTouched() throws IOException {
        pack(java());

        FileTree tree = install();

        assertThat(text(tree, HOME + "/bin/java")).isEqualTo("java");
        assertThat(text(tree, "/bin/java")).isEqualTo("java");
        assertThat(tree.entries())
                .filteredOn(entry -> !entry.origin().equals(BASE))
                .extracting(entry -> entry.path().value())
                .contains("/etc/alternatives/java", "/usr/bin/java", "/var/lib/dpkg/info/openjdk.list")
                .doesNotContain("/usr/bin/sh", "/etc/passwd", "/etc/localtime", "/opt/java", "/var/lib/dpkg/available");
    }

    /** What a removed package has left behind gives way, as dpkg takes no name twice. */
    @Test
    void statusKeepsEveryByteOfOthers() throws IOException {
        pack(java());

        byte[] status = bytes(install(), "/var/lib/dpkg/status");

        assertThat(new String(status, StandardCharsets.ISO_8859_1))
                .startsWith(STATUS.substring(0, STATUS.indexOf("\n\n")) + "\n\nPackage: openjdk\nStatus: install ok")
                .doesNotContain("config-files", "\n\n\n")
                .contains("J\u00fcrgen");
        assertThat(InstalledPackage.ofStatus(new String(status, StandardCharsets.ISO_8859_1)))
                .extracting(InstalledPackage::name)
                .containsExactly("libc6", "openjdk");
    }

    @Test
    void statusWithoutANewlineAtItsEndIsClosed() throws IOException {
        status("Package: a\nStatus: install ok installed\nVersion: 1".getBytes(StandardCharsets.US_ASCII));
        pack(java());

        assertThat(text(install(), "/var/lib/dpkg/status")).contains("Version: 1\n\nPackage: openjdk\n");
    }

    @Test
    void choicesThatWereMadeStay() throws IOException {
        below("/usr/bin/java", FileNode.link("/etc/alternatives/java"));
        below("/etc/alternatives/java", FileNode.link("/usr/bin/dash"));
        pack(java());

        FileTree tree = install();

        assertThat(tree.find(UnixPath.of("/etc/alternatives/java"))
                        .orElseThrow()
                        .node())
                .isEqualTo(FileNode.link("/usr/bin/dash"));
    }

    @Test
    void shellThatComesIsCalledSh() throws IOException {
        base.remove(UnixPath.of("/usr/bin/sh"));
        base.remove(UnixPath.of("/usr/bin/dash"));
        pack(DebBuilder.named("dash").file("./bin/dash", "dash", 0755));

        assertThat(text(install(), "/bin/sh")).isEqualTo("dash");
    }

    @Test
    void javaTrustsWhatTheSystemTrusts() throws IOException, GeneralSecurityException {
        below("/etc/ssl/certs/Own_CA.pem", FileNode.file(pem));
        below("/usr/local/share/ca-certificates/team.crt", FileNode.file(pem));
        below("/etc/ssl/certs/team.pem", FileNode.link("/usr/local/share/ca-certificates/team.crt"));
        below("/etc/ssl/certs/gone.pem", FileNode.link("nowhere"));
        below("/etc/ssl/certs/ca-certificates.crt", FileNode.file("the bundle"));
        pack(java());
        pack(DebBuilder.named("ca-certificates-java"));

        FileTree tree = install();

        assertThat(Collections.list(store(tree).aliases()))
                .containsExactlyInAnyOrder("debian:own_ca.pem", "debian:team.pem");
        assertThat(text(tree, "/etc/ssl/certs/ca-certificates.crt")).isEqualTo("the bundle");
    }

    @Test
    void bundleAloneSaysWhatJavaTrusts() throws IOException, GeneralSecurityException {
        below("/etc/ssl/certs/ca-certificates.crt", FileNode.file(pem + "# and\n" + pem));
        pack(java());
        pack(DebBuilder.named("ca-certificates-java"));

        assertThat(Collections.list(store(install()).aliases())).containsExactly("debian:ca-certificates-1.pem");
    }

    @Test
    void certificatesThatComeAreLaidOutWithTheSystemsOwn() throws IOException, GeneralSecurityException {
        below("/usr/local/share/ca-certificates/team.crt", FileNode.file(pem));
        pack(java());
        pack(DebBuilder.named("ca-certificates").file("./usr/share/ca-certificates/mozilla/Root.crt", pem, 0644));

        FileTree tree = install();

        assertThat(text(tree, "/etc/ca-certificates.conf")).isEqualTo("mozilla/Root.crt\n");
        assertThat(text(tree, "/etc/ssl/certs/ca-certificates.crt")).isEqualTo(pem + pem);
        assertThat(text(tree, "/etc/ssl/certs/team.pem")).isEqualTo(pem);
        assertThat(Collections.list(store(tree).aliases()))
                .containsExactlyInAnyOrder("debian:root.pem", "debian:team.pem");
    }

    @Test
    void authoritiesThatABaseWasGivenByHandStayTrusted() throws IOException, GeneralSecurityException {
        String other = pem(1);
        below("/etc/ssl/certs/ca-certificates.crt", FileNode.file("# ours\n" + other));
        below("/etc/ssl/certs/own.pem", FileNode.file(pem(2)));
        pack(java());
        pack(DebBuilder.named("ca-certificates").file("./usr/share/ca-certificates/mozilla/Root.crt", pem, 0644));

        FileTree tree = install();

        assertThat(text(tree, "/etc/ssl/certs/ca-certificates.crt")).contains(pem, other, pem(2));
        assertThat(text(tree, "/etc/ssl/certs/own.pem")).isEqualTo(pem(2));
        assertThat(text(tree, "/etc/ca-certificates.conf")).isEqualTo("mozilla/Root.crt\n");
        assertThat(Collections.list(store(tree).aliases()))
                .containsExactlyInAnyOrder("debian:root.pem", "debian:own.pem", "debian:ca-certificates-1.pem");
    }

    @Test
    void packagesWithoutCertificatesChangeNoTrust() throws IOException {
        below(
                "/etc/ssl/certs/Own_CA.pem",
                new RegularFile(0644, FileNode.directory().owner(), new Content.Below(1, "x")));
        pack(java());

        assertThat(install().find(UnixPath.of("/etc/ssl/certs/java"))).isEmpty();
    }

    /** A link may lead to a file many times; what nobody has read of a base is no certificate. */
    @Test
    void whatWasNotReadIsPassedOver() throws IOException, GeneralSecurityException {
        below("/etc/ssl/certs/own.pem", FileNode.file(pem));
        below("/etc/ssl/certs/far.pem", FileNode.link("/opt/far.pem"));
        directory("/opt");
        below("/opt/far.pem", new RegularFile(0644, FileNode.directory().owner(), new Content.Below(1, "far")));
        below("/etc/ssl/certs/large.pem", FileNode.file(pem.replace("-\n", "-\n" + "A".repeat(70_000))));
        pack(DebBuilder.named("ca-certificates-java"));

        assertThat(Collections.list(store(install()).aliases())).containsExactly("debian:own.pem");
    }

    @Test
    void foldersOfCertificatesMayLieElsewhere() throws IOException, GeneralSecurityException {
        base.remove(UnixPath.of("/etc/ssl/certs"));
        directory("/etc/pki/certs");
        below("/etc/ssl/certs", FileNode.link("../pki/certs"));
        below("/etc/pki/certs/own.pem", FileNode.file(pem));
        pack(DebBuilder.named("ca-certificates-java"));

        FileTree tree = install();

        assertThat(Collections.list(store(tree).aliases())).containsExactly("debian:own.pem");
        assertThat(tree.find(UnixPath.of("/etc/pki/certs/java/cacerts"))).isPresent();
    }

    @Test
    void configurationThatIsThereStays() throws IOException {
        directory("/etc/java");
        below("/etc/java/java.security", FileNode.file("ours"));
        pack(DebBuilder.named("openjdk")
                .file("./etc/java/java.security", "theirs", 0644)
                .file("./etc/java/other", "theirs", 0644)
                .control("conffiles", "/etc/java/java.security\n/etc/java/other\n", 0644));

        FileTree tree = install();

        assertThat(text(tree, "/etc/java/java.security")).isEqualTo("ours");
        assertThat(text(tree, "/etc/java/other")).isEqualTo("theirs");
    }

    @Test
    void packagesOfAnotherArchitectureStayInTheStatus() throws IOException {
        status("Package: openjdk\nStatus: install ok installed\nVersion: 1\nArchitecture: i386\n"
                .getBytes(StandardCharsets.US_ASCII));
        pack(java());

        assertThat(InstalledPackage.ofStatus(text(install(), "/var/lib/dpkg/status")))
                .extracting(InstalledPackage::architecture)
                .containsExactly("i386", "amd64");
    }

    @Test
    void onlyWhatIsReadIsAskedFor() {
        assertThat(DebianSystem.foldersOfCertificates(List.of("libgomp1"))).isEmpty();
        assertThat(DebianSystem.foldersOfCertificates(List.of("ca-certificates-java")))
                .extracting(UnixPath::value)
                .containsExactly("/usr/share/ca-certificates", "/usr/local/share/ca-certificates", "/etc/ssl/certs");
        assertThat(DebianSystem.isCertificate(UnixPath.of("/etc/ssl/certs/a.pem")))
                .isTrue();
        assertThat(DebianSystem.isCertificate(UnixPath.of("/etc/ssl/certs/a.crt")))
                .isTrue();
        assertThat(DebianSystem.isCertificate(UnixPath.of("/etc/ssl/certs/a.0")))
                .isFalse();
    }

    private static DebBuilder java() throws IOException {
        return DebBuilder.named("openjdk").file("." + HOME + "/bin/java", "java", 0755);
    }

    private static KeyStore store(FileTree tree) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("JKS");
        store.load(new ByteArrayInputStream(bytes(tree, "/etc/ssl/certs/java/cacerts")), "changeit".toCharArray());
        return store;
    }
}
