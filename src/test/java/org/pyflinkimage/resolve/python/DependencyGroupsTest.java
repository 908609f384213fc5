package org.pyflinkimage.resolve.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.pyflinkimage.python.NormalizedName;
import org.pyflinkimage.python.Requirement;
import org.pyflinkimage.resolve.index.Toml;
import org.pyflinkimage.value.Problem;

/** Groups are read as by pip 26.3, recorded on 30 November 2026 by {@code src/test/scripts/dependency-groups.py}. */
class DependencyGroupsTest {

    private static final Path RECORDED =
            Path.of("src/test/resources/org/pyflinkimage/resolve/python/dependency-groups.txt");

    static List<List<String>> recorded() throws IOException {
        return Files.readAllLines(RECORDED).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line ->
                        Arrays.stream(line.split("[|]", -1)).map(String::strip).toList())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void requirementsAreThoseOfPip(List<String> row) {
        DependencyGroups groups = groups(row.get(1).replace('~', '\n'));
        String name = NormalizedName.normalized(row.get(0));
        boolean refused = !groups.names().contains(name)
                || !groups.problems(name, "pyproject.toml").isEmpty();

        assertThat(refused).isEqualTo(row.get(2).equals("refused"));
        if (!refused) {
            assertThat(requirements(groups, name))
                    .isEqualTo(
                            row.get(2).equals("nothing")
                                    ? Set.of()
                                    : Arrays.stream(row.get(2).split(" & ", -1))
                                            .map(DependencyGroupsTest::line)
                                            .collect(Collectors.toSet()));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            all  | all = [{ include-group = "nothing" }]                       | it includes `nothing`, and there is no group of that name
            one  | one = [{ include-group = "Two" }]~two = [{ include-group = "one" }] | it includes itself: `one` includes `two` includes `one`
            all  | all = [{ include-group = "one" }]~one = [{ include-group = "one" }] | it includes itself: `one` includes `one`
            test | test = []~Test = []                                         | `test` and `Test` are names of one group
            test | test = "a"                                                  | `test` is no list
            test | test = [1]                                                  | `1` in `test` is neither a requirement nor a group to include
            """)
    void whatIsWrongIsSaid(String name, String table, String why) {
        List<Problem> problems =
                groups("[dependency-groups]\n" + table.replace('~', '\n')).problems(name, "py/pyproject.toml");

        assertThat(problems).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("PYF-488");
            assertThat(problem.toText()).contains("`" + name + "` in `py/pyproject.toml`");
            assertThat(problem.why()).containsExactly(why);
        });
    }

    /** Each includes the next one twice. */
    @Test
    void longWaysEnd() {
        int many = 20_000;
        String table = IntStream.range(0, many)
                .mapToObj(number -> "g%1$s = [{ include-group = \"g%2$s\" }, { include-group = \"g%2$s\" }]"
                        .formatted(number, number + 1))
                .collect(Collectors.joining("\n", "[dependency-groups]\n", "\ng%s = [\"a\"]\n".formatted(many)));
        DependencyGroups groups = groups(table);

        assertThat(groups.problems("g0", "x")).isEmpty();
        assertThat(requirements(groups, "g0")).containsExactly("a");
    }

    private static Set<String> requirements(DependencyGroups groups, String name) {
        return groups.withIncluded(name).stream()
                .flatMap(group -> groups.requirements(group).stream())
                .map(DependencyGroupsTest::line)
                .collect(Collectors.toSet());
    }

    private static String line(String text) {
        return Requirement.parse(text).orElseThrow().toLine();
    }

    private static DependencyGroups groups(String text) {
        return DependencyGroups.of(Toml.parse(text, "pyproject.toml"));
    }
}
