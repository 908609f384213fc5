package org.pyflinkimage.build.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.pyflinkimage.value.Problem.Severity;

class ContentSumTest {

    private record Pair(Object first, Object second) {}

    private record Twin(Object first, Object second) {}

    /** Each differs from all others, though some have the same text. */
    private static final List<Object> DIFFERENT = List.of(
            "",
            "1",
            1,
            1L,
            true,
            "true",
            Severity.ERROR,
            "ERROR",
            Optional.empty(),
            Optional.of(""),
            List.of(),
            List.of(""),
            List.of("", ""),
            List.of("ab", "c"),
            List.of("a", "bc"),
            List.of("c", "ab"),
            List.of(List.of("ab"), List.of("c")),
            List.of(List.of("ab", "c")),
            Set.of("ab", "c"),
            Set.of("a", "bc"),
            Set.of(),
            Map.of(),
            Map.of("ab", "c"),
            Map.of("c", "ab"),
            Map.of("a", "bc"),
            Map.of("a", List.of("b", "c")),
            Path.of("1"),
            URI.create("1"),
            LocalDate.of(2026, 1, 1),
            "2026-01-01",
            Duration.ofSeconds(1),
            new Pair("a", "b"),
            new Pair("b", "a"),
            new Pair("a", "c"),
            new Twin("a", "b"),
            new Pair(new Pair("a", "b"), "c"),
            new Pair("a", new Pair("b", "c")));

    @Test
    void whatDiffersHasAnotherSum() {
        assertThat(DIFFERENT.stream().map(ContentSum::of).toList())
                .allMatch(Optional::isPresent)
                .doesNotHaveDuplicates();
    }

    @Test
    void whatIsEqualHasTheSameSum() {
        assertThat(ContentSum.of(new Pair("a", List.of(Optional.of(1)))))
                .isEqualTo(ContentSum.of(new Pair("a", Arrays.asList(Optional.of(1)))));
    }

    /** The order of an immutable set is another in each virtual machine. */
    @Test
    void orderOfWhatHasNoneDoesNotCount() {
        Map<String, Object> oneWay = new LinkedHashMap<>();
        oneWay.put("a", Set.of(1, 2, 3, 4));
        oneWay.put("b", 2);
        Map<String, Object> other = new LinkedHashMap<>();
        other.put("b", 2);
        other.put("a", Set.of(4, 3, 2, 1));

        assertThat(ContentSum.of(oneWay)).isEqualTo(ContentSum.of(other));
    }

    @Test
    void whatNobodyCanTakeApartHasNone() {
        Runnable opaque = () -> {};
        List<Object> nothing = new ArrayList<>();
        nothing.add(null);

        assertThat(List.of(
                        new Object(),
                        opaque,
                        new StringBuilder("text"),
                        new int[] {1},
                        List.of(new Object()),
                        Set.of(new Object()),
                        Map.of("a", new Object()),
                        Optional.of(new Object()),
                        new Pair("a", new Object()),
                        nothing))
                .allSatisfy(value -> assertThat(ContentSum.of(value)).isEmpty());
    }
}
