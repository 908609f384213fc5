package org.pyflinkimage.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the goals' sources say of their parameters, which {@code pyflink:help} prints. */
class ParameterTextsTest {

    /** The plugin tools end a code tag at the first closing brace, and put another one at its end. */
    private static final Pattern CUT_SHORT = Pattern.compile("\\{@code [^{}]*\\{[^{}]*}[^}][^}]*}");

    @Test
    void noCodeHasBracesAndMoreBehindThem() throws IOException {
        try (Stream<Path> sources = Files.list(Path.of("src/main/java/org/pyflinkimage/mojo"))) {
            List<Path> goals = sources.filter(source -> source.toString().endsWith("Mojo.java"))
                    .toList();
            assertThat(goals).hasSizeGreaterThan(5);
            for (Path goal : goals) {
                assertThat(CUT_SHORT
                                .matcher(Files.readString(goal).replaceAll("\\n *\\* ?", " "))
                                .results()
                                .map(MatchResult::group))
                        .as(goal.toString())
                        .isEmpty();
            }
        }
    }
}
