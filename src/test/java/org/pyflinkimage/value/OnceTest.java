package org.pyflinkimage.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OnceTest {

    private final AtomicInteger made = new AtomicInteger();
    private final Once<String> once = new Once<>(() -> "the " + made.incrementAndGet() + ".");

    @Test
    void nothingIsMadeBeforeItIsAskedFor() {
        assertThat(made).hasValue(0);
    }

    @Test
    void whatWasMadeIsKept() {
        assertThat(once.get()).isEqualTo("the 1.").isSameAs(once.get());
        assertThat(made).hasValue(1);
    }
}
