package org.pyflinkimage.debian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CertificateNameTest {

    @Test
    void namesAreThoseOfOpenssl() throws IOException {
        List<String> recorded = DebianVersionTest.lines("certificates.txt");

        assertThat(recorded).hasSize(5);
        for (String line : recorded) {
            assertThat(CertificateName.hash(certificateOf(line))).isEqualTo(line.substring(0, 8));
        }
    }

    @Test
    void otherBytesHaveNoName() {
        assertThatIllegalArgumentException().isThrownBy(() -> CertificateName.hash(new byte[] {1, 2, 3}));
    }

    @Test
    void trustStoreIsReadByJava() throws IOException, GeneralSecurityException {
        SortedMap<String, byte[]> certificates = certificates();
        byte[] store = JavaTrustStore.of(certificates);

        KeyStore read = KeyStore.getInstance("JKS");
        read.load(new ByteArrayInputStream(store), "changeit".toCharArray());

        assertThat(Collections.list(read.aliases())).containsExactlyInAnyOrderElementsOf(certificates.keySet());
        for (String alias : certificates.keySet()) {
            assertThat(read.isCertificateEntry(alias)).isTrue();
            assertThat(read.getCertificate(alias))
                    .isEqualTo(CertificateFactory.getInstance("X.509")
                            .generateCertificate(new ByteArrayInputStream(certificates.get(alias))));
            assertThat(read.getCreationDate(alias)).isEqualTo("2000-01-01T00:00:00Z");
        }
    }

    @Test
    void trustStoreIsTheSameEveryTime() throws IOException {
        assertThat(JavaTrustStore.of(certificates())).isEqualTo(JavaTrustStore.of(certificates()));
    }

    private static SortedMap<String, byte[]> certificates() throws IOException {
        SortedMap<String, byte[]> certificates = new TreeMap<>();
        for (String line : DebianVersionTest.lines("certificates.txt")) {
            certificates.put("debian:" + line.substring(0, 8), certificateOf(line));
        }
        return certificates;
    }

    static byte[] certificateOf(String line) {
        return Base64.getDecoder().decode(line.substring(9));
    }
}
