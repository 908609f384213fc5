package org.pyflinkimage.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DamagedFileTest {

    private final DamagedFile one = new DamagedFile(Path.of("one"), "a bit is wrong");
    private final DamagedFile two = DamagedFile.by(Path.of("two"), new IOException("it ends early"));

    @Test
    void saysWhichFileAndWhy() {
        DamagedFile damaged = DamagedFile.bySum(Path.of("x"), Sha256.of("was"), Sha256.of("is"));

        assertThat(damaged.file()).isEqualTo(Path.of("x"));
        assertThat(damaged.reason())
                .isEqualTo("its bytes have the sum %s, and had %s"
                        .formatted(Sha256.of("is").hex(), Sha256.of("was").hex()));
        assertThat(damaged).hasMessageContainingAll("PYF-536", "`x`", damaged.reason(), "build again");
        assertThat(two.reason()).isEqualTo("it ends early");
    }

    @Test
    void isFoundBehindAnyFailure() {
        IllegalStateException failure = new IllegalStateException(new IOException(one));
        failure.addSuppressed(new IOException(two));

        assertThat(DamagedFile.in(failure)).containsExactly(one, two);
        assertThat(DamagedFile.in(one)).containsExactly(one);
        assertThat(DamagedFile.in(new IOException("nothing"))).isEmpty();
    }

    @Test
    void oneFileCountsOnceAndCirclesEnd() {
        IOException failure = new IOException(one);
        IOException other = new IOException(failure);
        failure.addSuppressed(other);
        other.addSuppressed(new DamagedFile(Path.of("one"), "another bit too"));

        assertThat(DamagedFile.in(failure)).containsExactly(one);
    }
}
