package org.pyflinkimage.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.pyflinkimage.tree.BoundedHeads.HeadReader;

class BoundedHeadsTest {

    private static final int HEAD = (int) BoundedHeads.LONGEST_HEAD;

    @Test
    void headHasNoMoreThanAHeadMayHaveBehindWhatIsLeftOfTheEntryBefore() throws IOException {
        BoundedHeads heads = heads(4 * HEAD, Long.MAX_VALUE);

        HeadReader<byte[]> longest = () -> {
            assertThat(heads.readNBytes(HEAD)).hasSize(HEAD);
            assertThat(heads.skip(9)).isEqualTo(9);
            assertThat(heads.read()).isZero();
            return heads.readNBytes(1);
        };
        assertThatIOException()
                .isThrownBy(() -> heads.next(10, longest, head -> Map.of()))
                .withMessageContaining("the head of one of its entries");
    }

    @Test
    void contentMayBeLongerThanAHead() throws IOException {
        BoundedHeads heads = heads(4 * HEAD, Long.MAX_VALUE);

        assertThat(heads.next(0, () -> heads.readNBytes(HEAD), head -> Map.of()))
                .hasSize(HEAD);
        assertThat(heads.skip(HEAD)).isEqualTo(HEAD);

        assertThat(heads.readAllBytes()).hasSize(2 * HEAD);
    }

    @Test
    void headersForAllEntriesDoNotGather() throws IOException {
        BoundedHeads heads = heads(1, 1);
        Map<String, String> extras = new HashMap<>();
        for (int i = 0; i < 1000; i++) {
            extras.put("V." + i, "");
        }
        heads.next(0, () -> extras, Function.identity());
        heads.next(0, () -> Map.of("comment", "x".repeat(1_000_000)), Function.identity());
        for (int i = 0; i < 24; i++) {
            extras.put("W." + i, "");
        }

        for (Map<String, String> many : List.of(extras, Map.of("comment", "x".repeat(HEAD)))) {
            assertThatIOException()
                    .isThrownBy(() -> heads.next(0, () -> many, Function.identity()))
                    .withMessage("one of its entries has more extended headers than any file needs");
        }
    }

    @Test
    void allOfItHasNoMoreThanIsAllowedHeadOrNot() throws IOException {
        BoundedHeads heads = heads(101, 100);
        assertThat(heads.readNBytes(50)).hasSize(50);
        assertThat(heads.next(0, () -> heads.skip(50), head -> Map.of())).isEqualTo(50);
        assertThatIOException()
                .isThrownBy(() -> heads.next(0, heads::read, head -> Map.of()))
                .withMessage("it unpacks to more than 100 bytes");

        assertThat(heads(100, 100).readAllBytes()).hasSize(100);
    }

    private static BoundedHeads heads(int length, long atMost) {
        return new BoundedHeads(new ByteArrayInputStream(new byte[length]), atMost);
    }
}
