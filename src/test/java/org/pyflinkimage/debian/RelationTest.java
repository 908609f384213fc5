package org.pyflinkimage.debian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.util.List;
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

    private static Relation relation(String text) {
        return Relation.parseField(text, "amd64").get(0).relations().get(0);
    }
}
