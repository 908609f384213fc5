package org.pyflinkimage.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.value.Sealed;
import org.pyflinkimage.value.Sha256;

class LayerSumsTest {

    private static final String A = "a".repeat(64);
    private static final String B = "b".repeat(64);

    @Test
    void keptFormIsOneLineAndItsSum() {
        LayerSums sums = new LayerSums(new Sha256(A), new Sha256(B), 123, 1L << 40);

        assertThat(sums.toBytes("name")).asString().startsWith(A + " " + B + " 123 1099511627776\n");
        assertThat(LayerSums.open("name", sums.toBytes("name"))).contains(sums);
        assertThat(LayerSums.open("other", sums.toBytes("name"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "%s %s 1 2",
                "%s %s 1\n",
                "%s %s 1 2\n\n",
                "%s  %s 1 2\n",
                "%s %s -1 2\n",
                "x%s %s 1 2\n"
            })
    void anythingElseIsNotRead(String form) {
        assertThat(open(form.formatted(A, B))).isEmpty();
    }

    @Test
    void sizeThatNoFileHasIsNotRead() {
        assertThat(open(A + " " + B + " 1 " + "9".repeat(19) + "\n")).isEmpty();
        assertThat(open(A + " " + B + " 1 " + "9".repeat(18) + "\n")).isPresent();
    }

    private static Optional<LayerSums> open(String line) {
        return LayerSums.open("name", Sealed.seal("name", line.getBytes(StandardCharsets.US_ASCII)));
    }
}
