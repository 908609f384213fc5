package org.pyflinkimage.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DamagedFileTest {

    private static final DamagedFile ONE = new DamagedFile(Path.of("one"), "a bit is wrong");
    private static final DamagedFile TWO = DamagedFile.by(Path.of("two"), new IOException("it ends early"));

    @Test
    void saysWhichFileAndWhy() {
        DamagedFile damaged = DamagedFile.bySum(Path.of("x"), Sha256.of("was"), Sha256.of("is"));

        assertThat(damaged.file()).isEqualTo(Path.of("x"));
        assertThat(damaged.reason())
                .isEqualTo("its bytes have the sum %s, and had %s"
                        .formatted(Sha256.of("is").hex(), Sha256.of("was").hex()));
        assertThat(damaged).hasMessageContainingAll("PYF-536", "`x`", damaged.reason(), "build again");
        assertThat(TWO.reason()).isEqualTo("it ends early");
    }

    @Test
    void isFoundBehindAnyFailure() {
        IllegalStateException failure = new IllegalStateException(new IOException(ONE));
        failure.addSuppressed(new IOException(TWO));

        assertThat(DamagedFile.in(failure)).containsExactly(ONE, TWO);
        assertThat(DamagedFile.in(ONE)).containsExactly(ONE);
        assertThat(DamagedFile.in(new IOException("nothing"))).isEmpty();
    }

    @Test
    void oneFileCountsOnceAndCirclesEnd() {
        IOException failure = new IOException(ONE);
        IOException other = new IOException(failure);
        failure.addSuppressed(other);
        other.addSuppressed(new DamagedFile(Path.of("one"), "another bit too"));

        assertThat(DamagedFile.in(failure)).containsExactly(ONE);
    }
}
