package org.pyflinkimage.build.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.pyflinkimage.spec.FilePattern;
import org.pyflinkimage.value.Problem.Severity;
import org.pyflinkimage.value.Sha256;

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
            OptionalInt.empty(),
            OptionalInt.of(1),
            FilePattern.of("*.py"),
            "*.py",
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
            new TreeSet<>(List.of("x", "y")),
            new LinkedHashSet<>(List.of("y", "x")),
            inOrder("x", "y"),
            inOrder("y", "x"),
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

    /** A map whose order may count. */
    private static Map<String, String> inOrder(String... keys) {
        Map<String, String> map = new LinkedHashMap<>();
        for (String key : keys) {
            map.put(key, "");
        }
        return map;
    }

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
        assertThat(ContentSum.of(Map.of("a", Set.of(1, 2, 3, 4), "b", 2)))
                .isEqualTo(ContentSum.of(Map.of("b", 2, "a", Set.of(4, 3, 2, 1))));
    }

    /** Their elements lie in the order in which they came where several have one place. */
    @Test
    void immutableSetIsTheSameHoweverItWasMade() {
        String[] texts = IntStream.range(0, 200)
                .mapToObj(i -> Sha256.of("text " + i).hex())
                .toArray(String[]::new);
        List<String> backwards = new ArrayList<>(List.of(texts));
        Collections.reverse(backwards);
        Set<String> one = Set.of(texts);
        Set<String> other = Set.of(backwards.toArray(String[]::new));
        assertThat(List.copyOf(one)).isNotEqualTo(List.copyOf(other));

        assertThat(ContentSum.of(other)).isPresent().isEqualTo(ContentSum.of(one));
    }

    /** As the cells of a matrix share the texts of their files. */
    @Test
    void whatSeveralShareIsSummedUpOnce() {
        AtomicInteger asked = new AtomicInteger();
        Counted shared = new Counted("a text of any size", asked);

        assertThat(ContentSum.of(List.of(new Pair(1, shared), new Pair(2, shared), new Pair(3, shared))))
                .isPresent();
        assertThat(asked).hasValue(1);
    }

    /** Of which it is known how often somebody has looked at it. */
    private record Counted(String text, Number asked) {

        @Override
        @SuppressWarnings("UnusedMethod") // By reflection.
        public String text() {
            ((AtomicInteger) asked).incrementAndGet();
            return text;
        }
    }

    @Test
    void whatNobodyCanTakeApartHasNone() {
        Runnable opaque = () -> {};
        List<Object> nothing = new ArrayList<>();
        nothing.add(null);

        assertThat(List.of(
                        new Object(),
                        opaque,
                        new Random(),
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
