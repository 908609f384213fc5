package org.pyflinkimage.spec.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.spec.CreationTime;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.Setting;
import org.pyflinkimage.value.Problem;

/** {@code <annotations>} and {@code <creationTime>}. */
class DeclaredAnnotationsTest extends DeclarationFixture {

    private void annotate(String... keysAndValues) {
        for (int i = 0; i + 1 < keysAndValues.length; i += 2) {
            declaration.withAnnotations(List.of(new Setting(keysAndValues[i], keysAndValues[i + 1])));
        }
    }

    @Test
    void nothingIsDeclaredByItself() {
        assertThat(spec().annotations()).isEmpty();
        assertThat(DeclarationReader.creationTime(declaration)).isEmpty();
    }

    /** A manifest is JSON: a value may have several lines, and be empty. */
    @Test
    void annotationsAreKeysWithAnyValues() {
        annotate("org.opencontainers.image.licenses", "Apache-2.0", "team", "", "a/b-c_d.e", " two\nlines ");

        assertThat(spec().annotations())
                .containsExactly(
                        Map.entry("org.opencontainers.image.licenses", "Apache-2.0"),
                        Map.entry("team", ""),
                        Map.entry("a/b-c_d.e", "two\nlines"));
    }

    @Test
    void keysThatAreNoneAndThatStandTwiceAreToldTogether() {
        annotate("-x", "1", "two words", "1", "", "1", "ok", "1", "twice", "1", "twice", "2");

        assertThat(problems())
                .extracting(problem -> problem.code() + " " + problem.what())
                .containsExactly(
                        "PYF-025 `-x` in `<annotations>` is no key",
                        "PYF-025 `two words` in `<annotations>` is no key",
                        "PYF-025 `` in `<annotations>` is no key",
                        "PYF-025 `twice` stands twice in `<annotations>`");
        assertThat(problems().get(0).toText())
                .contains("(-Dpyflink.annotations.org.opencontainers.image.licenses=Apache-2.0)");
    }

    @ParameterizedTest
    @CsvSource({
        "EPOCH, 1970-01-01T00:00:00Z",
        "0, 1970-01-01T00:00:00Z",
        "1767225600, 2026-01-01T00:00:00Z",
        "2026-01-01T01:00:00+01:00, 2026-01-01T00:00:00Z",
        "2026-01-01T00:00:00.999Z, 2026-01-01T00:00:00Z",
        "9999-12-31T23:59:59Z, 9999-12-31T23:59:59Z"
    })
    void dateIsOneOfSeveralForms(String text, Instant date) {
        declare(Element.CREATION_TIME, text);

        assertThat(spec()).isNotNull();
        assertThat(DeclarationReader.creationTime(declaration).flatMap(CreationTime::fixed))
                .contains(date);
    }

    @Test
    void dateOfTheLockFileIsNoDateOfItsOwn() {
        declare(Element.CREATION_TIME, "lock");

        assertThat(DeclarationReader.creationTime(declaration).orElseThrow().fixed())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "now",
                "epoch",
                "2026-01-01",
                "2026-01-01T00:00:00",
                "-1",
                "1969-12-31T23:59:59Z",
                "+10000-01-01T00:00:00Z",
                "999999999999999",
                "99999999999999999999"
            })
    void whatIsNoDateIsAProblem(String text) {
        declare(Element.CREATION_TIME, text);

        assertThat(problem().toText())
                .contains(
                        "[PYF-050] `%s` in `<creationTime>` is not a date".formatted(text),
                        "(-Dpyflink.creationTime=2026-01-01T00:00:00Z)");
    }

    /** Jib's word, which would make each build another image. */
    @Test
    void timeOfDayIsRefusedWithWhatToUse() {
        declare(Element.CREATION_TIME, "USE_CURRENT_TIMESTAMP");

        assertThat(problem().toText())
                .contains("each build of the same declaration and lock file would make another image")
                .contains("<creationTime>lock</creationTime>` (-Dpyflink.creationTime=lock)");
    }

    @Test
    void onlyOneDate() {
        declaration.with(Element.CREATION_TIME, List.of("EPOCH", "lock"));

        assertThat(problems()).extracting(Problem::code).containsExactly("PYF-008");
    }
}
