package org.pyflinkimage.debian;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Collections;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.tree.FileNode.RegularFile;
import org.pyflinkimage.value.UnixPath;

class TrustedCertificatesTest {

    private static final String FOLDER = "/usr/share/ca-certificates/mozilla/";

    private final SampleSystem sample = new SampleSystem();
    private String recorded = "";
    private String pem = "";

    @BeforeEach
    void readCertificate() throws IOException {
        recorded = DebianVersionTest.lines("certificates.txt").get(0);
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(CertificateNameTest.certificateOf(recorded));
        pem = "-----BEGIN CERTIFICATE-----\n" + text + "\n-----END CERTIFICATE-----\n";
    }

    @Test
    void certificatesAreLinkedUnderTheirNamesAndNumberedSums() {
        String hash = recorded.substring(0, 8);
        sample.file(FOLDER + "Root.crt", pem).file(FOLDER + "Again.crt", "\n" + pem + "\n\n");

        TrustedCertificates.install(sample.system);

        assertThat(sample.written())
                .containsExactly(
                        "d 0755 0:0 /etc",
                        "f 0644 0:0 /etc/ca-certificates.conf",
                        "d 0755 0:0 /etc/ssl",
                        "d 0755 0:0 /etc/ssl/certs",
                        "l /etc/ssl/certs/" + hash + ".0 -> Again.pem",
                        "l /etc/ssl/certs/" + hash + ".1 -> Root.pem",
                        "l /etc/ssl/certs/Again.pem -> " + FOLDER + "Again.crt",
                        "l /etc/ssl/certs/Root.pem -> " + FOLDER + "Root.crt",
                        "f 0644 0:0 /etc/ssl/certs/ca-certificates.crt",
                        "d 0755 0:0 /etc/ssl/certs/java",
                        "f 0644 0:0 /etc/ssl/certs/java/cacerts");
        assertThat(sample.text("/etc/ca-certificates.conf")).isEqualTo("mozilla/Again.crt\nmozilla/Root.crt\n");
        assertThat(sample.text("/etc/ssl/certs/ca-certificates.crt")).isEqualTo(pem + pem);
        assertThat(sample.text("/etc/ssl/certs/" + hash + ".1")).isEqualTo(pem);
    }

    @Test
    void javaTrustsTheSameOnes() throws IOException, GeneralSecurityException {
        sample.file(FOLDER + "Root_CA.crt", pem);

        TrustedCertificates.install(sample.system);

        KeyStore store = KeyStore.getInstance("JKS");
        RegularFile file = (RegularFile) sample.tree
                .find(UnixPath.of("/etc/ssl/certs/java/cacerts"))
                .orElseThrow()
                .node();
        store.load(new ByteArrayInputStream(file.content().bytes()), "changeit".toCharArray());
        assertThat(Collections.list(store.aliases())).containsExactly("debian:root_ca.pem");
        assertThat(store.getCertificate("debian:root_ca.pem").getEncoded())
                .isEqualTo(CertificateNameTest.certificateOf(recorded));
    }

    @Test
    void whatIsNoCertificateIsPassedOver() {
        sample.file(FOLDER + "Root.crt", pem).file(FOLDER + "README", pem).file(FOLDER + "broken.crt", "nothing");
        sample.link(FOLDER + "Link.crt", "Root.crt");

        TrustedCertificates.install(sample.system);

        assertThat(sample.text("/etc/ca-certificates.conf")).isEqualTo("mozilla/Root.crt\n");
    }

    /** Whatever a package of one's own brings, its image is laid out. */
    @ParameterizedTest
    @ValueSource(strings = {"", "x", "AAAA", "MIIB", "MAA=", "MIAAAA==", "MAMCAQE="})
    void whatOnlyLooksLikeACertificateIsPassedOver(String content) {
        String broken = "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n".formatted(content);
        sample.file(FOLDER + "Root.crt", pem).file(FOLDER + "broken.crt", broken);
        sample.file(FOLDER + "cut.crt", pem.replaceFirst("\n.{64}\n", "\n"));

        TrustedCertificates.install(sample.system);

        assertThat(sample.text("/etc/ca-certificates.conf")).isEqualTo("mozilla/Root.crt\n");
        assertThat(sample.text("/etc/ssl/certs/ca-certificates.crt")).isEqualTo(pem);
    }

    @Test
    void systemWithoutCertificatesTrustsNobody() {
        sample.file(FOLDER + "README", pem);

        TrustedCertificates.install(sample.system);

        assertThat(sample.written()).isEmpty();
    }
}
