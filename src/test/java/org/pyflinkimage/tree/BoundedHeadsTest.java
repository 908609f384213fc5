package org.pyflinkimage.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BoundedHeadsTest {

    private static final int HEAD = (int) BoundedHeads.LONGEST_HEAD;

    @Test
    void headHasNoMoreThanAHeadMayHaveBehindWhatIsLeftOfTheEntryBefore() throws IOException {
        BoundedHeads heads = heads(4 * HEAD, Long.MAX_VALUE);

        heads.beginHead(10);
        assertThat(heads.readNBytes(HEAD)).hasSize(HEAD);
        assertThat(heads.skip(9)).isEqualTo(9);
        assertThat(heads.read()).isZero();
        assertThatIOException().isThrownBy(heads::read).withMessageContaining("the head of one of its entries");
    }

    @Test
    void contentMayBeLongerThanAHead() throws IOException {
        BoundedHeads heads = heads(4 * HEAD, Long.MAX_VALUE);

        heads.beginHead(0);
        heads.endHead(Map.of());

        assertThat(heads.readAllBytes()).hasSize(4 * HEAD);
    }

    @Test
    void headersForAllEntriesDoNotGather() throws IOException {
        BoundedHeads heads = heads(1, 1);
        Map<String, String> extras = new HashMap<>();
        for (int i = 0; i < 1000; i++) {
            extras.put("V." + i, "");
        }
        heads.endHead(extras);
        heads.endHead(Map.of("comment", "x".repeat(1_000_000)));
        for (int i = 0; i < 24; i++) {
            extras.put("W." + i, "");
        }

        for (Map<String, String> many : List.of(extras, Map.of("comment", "x".repeat(HEAD)))) {
            assertThatIOException()
                    .isThrownBy(() -> heads.endHead(many))
                    .withMessage("one of its entries has more extended headers than any file needs");
        }
    }

    @Test
    void allOfItHasNoMoreThanIsAllowedHeadOrNot() throws IOException {
        BoundedHeads heads = heads(101, 100);
        assertThat(heads.readNBytes(50)).hasSize(50);
        heads.beginHead(0);
        assertThat(heads.skip(50)).isEqualTo(50);
        assertThatIOException().isThrownBy(heads::read).withMessage("it unpacks to more than 100 bytes");

        assertThat(heads(100, 100).readAllBytes()).hasSize(100);
    }

    private static BoundedHeads heads(int length, long atMost) {
        return new BoundedHeads(new ByteArrayInputStream(new byte[length]), atMost);
    }
}
