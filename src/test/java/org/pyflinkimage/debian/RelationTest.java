package org.pyflinkimage.debian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.debian.Relation.Alternatives;

class RelationTest {

    @Test
    void fieldsAreReadAsDpkgReadsThem() throws IOException {
        List<String> recorded = DebianVersionTest.lines("relations.txt");

        assertThat(recorded).isNotEmpty();
        for (String line : recorded) {
            String[] parts = line.split("\t", -1);
            String read = Relation.parseField(parts[0], "amd64").stream()
                    .map(Alternatives::toString)
                    .collect(Collectors.joining(", "));
            assertThat(read).as(parts[0]).isEqualTo(parts[1]);
        }
    }

    @Test
    void continuationLinesAndTrailingCommasDoNotMatter() {
        assertThat(Relation.parseField("a,\n b | c,\n", "amd64")).hasToString("[a, b | c]");
    }

    @ParameterizedTest
    @CsvSource({
        "<<, 0.9, true", "<<, 1.0, false", "<=, 1.0, true", "<=, 1.1, false", "=, 1.0, true", "=, 1.0-1, false",
        ">=, 1.0, true", ">=, 1.0~, false", ">>, 1.0, false", ">>, 1.0+b1, true", "<, 1.0, true", ">, 1.0, true"
    })
    void boundAcceptsVersions(String operator, String version, boolean accepted) {
        Relation relation = relation("a (" + operator + " 1.0)");

        assertThat(relation.accepts(DebianVersion.parse(version))).isEqualTo(accepted);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a (1.0)", "a (>= )", "(>= 1)", "a (>= 1.0", "a [amd64", "?"})
    void textThatIsNoRelationIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Relation.parseField(text, "amd64"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a{ }!", "a{ }(>= 1{ }!", "a ({ }!", "a [amd64]{ }!", "a{ <x>}!", "a{ <}"})
    void textThatIsNoRelationIsRefusedHoweverLongItIs(String form) {
        Matcher part = Pattern.compile("\\{(.*)}").matcher(form);
        String text = part.replaceFirst(found -> found.group(1).repeat(10_000));

        assertTimeoutPreemptively(
                Duration.ofSeconds(30),
                () -> assertThatIllegalArgumentException().isThrownBy(() -> Relation.parseField(text, "amd64")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a [arm64]                  | amd64 | false
            a [!arm64]                 | amd64 | true
            a [!amd64 !arm64]          | amd64 | false
            a [!amd64 !arm64]          | i386  | true
            a [ amd64 ]                | amd64 | true
            a [ ]                      | amd64 | true
            a []                       | amd64 | true
            a [linux-any]              | arm64 | true
            a [!any]                   | arm64 | false
            a <nocheck>                | amd64 | false
            a <!nocheck>               | amd64 | true
            a <!nocheck cross>         | amd64 | false
            a <nocheck> <!cross>       | amd64 | true
            a < !nocheck >             | amd64 | true
            a [amd64] <nocheck>        | amd64 | false
            """)
    void relationAppliesToArchitecturesAndOutsideOfProfiles(String text, String architecture, boolean applies) {
        assertThat(Relation.parseField(text, architecture)).hasSize(applies ? 1 : 0);
    }

    @Test
    void partsOfARelationAreTakenApart() {
        Relation relation = relation("python3:any (>= 3.11~)");

        assertThat(relation.name()).isEqualTo("python3");
        assertThat(relation.qualifier()).contains("any");
        assertThat(relation.bound()).hasToString("Optional[>= 3.11~]");
        assertThat(relation("a").bound()).isEmpty();
        assertThat(relation("a").accepts(DebianVersion.parse("1"))).isTrue();
        assertThat(relation("a")).hasToString("a");
    }

    private static Relation relation(String text) {
        return Relation.parseField(text, "amd64").get(0).relations().get(0);
    }
}
