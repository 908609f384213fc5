package org.pyflinkimage.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealedTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "some content"})
    void whatWasSealedComesBack(String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);

        assertThat(Sealed.open("name", Sealed.seal("name", bytes))).contains(bytes);
    }

    @Test
    void anotherNameDoesNotOpenIt() {
        byte[] sealed = Sealed.seal("name", new byte[] {1, 2, 3});

        assertThat(Sealed.open("other", sealed)).isEmpty();
        assertThat(Sealed.open("", sealed)).isEmpty();
    }

    @Test
    void nameAndContentAreKeptApart() {
        byte[] one = Sealed.seal("a", "bc".getBytes(StandardCharsets.UTF_8));
        byte[] other = Sealed.seal("ab", "c".getBytes(StandardCharsets.UTF_8));

        assertThat(sum(one)).isNotEqualTo(sum(other));
    }

    @Test
    void everyOtherBitIsNoticed() {
        byte[] sealed = Sealed.seal("name", new byte[] {1, 2, 3});

        for (int bit = 0; bit < sealed.length * 8; bit++) {
            byte[] flipped = sealed.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(Sealed.open("name", flipped)).as("bit %s", bit).isEmpty();
        }
    }

    @Test
    void everyOtherLengthIsNoticed() {
        byte[] sealed = Sealed.seal("name", new byte[] {1, 2, 3});

        for (int length = 0; length < 2 * sealed.length; length++) {
            if (length != sealed.length) {
                assertThat(Sealed.open("name", Arrays.copyOf(sealed, length)))
                        .as("%s bytes", length)
                        .isEmpty();
            }
        }
    }

    private static byte[] sum(byte[] sealed) {
        return Arrays.copyOfRange(sealed, sealed.length - 64, sealed.length);
    }
}
