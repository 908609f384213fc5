package org.pyflinkimage.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.flink.ConfigurationFormat;
import org.pyflinkimage.flink.FlinkVersion;

class FlinkChangesTest {

    private final FlinkChanges changes = Facts.shipped().changes();

    @ParameterizedTest
    @CsvSource({
        "1.14.6, NAMES_WITHOUT_SCALA, false",
        "1.15.0, NAMES_WITHOUT_SCALA, true",
        "1.17.2, PEKKO, false",
        "1.18.0, PEKKO, true",
        "1.19.3, CHECKPOINTING_KEYS, false",
        "1.20.0, CHECKPOINTING_KEYS, true",
        "2.0.2, JSON_LAYOUT, false",
        "2.1.0, JSON_LAYOUT, true",
        "9.0.0, JSON_LAYOUT, true"
    })
    void changeCountsFromItsLineOn(String release, FlinkChange change, boolean counts) {
        assertThat(changes.has(FlinkVersion.parse(release).orElseThrow(), change))
                .isEqualTo(counts);
    }

    @ParameterizedTest
    @CsvSource({
        "1.13.6, FLAT",
        "1.18.1, FLAT",
        "1.19.0, YAML FLAT",
        "1.20.4, YAML FLAT",
        "2.0.0, YAML",
        "2.3.0, YAML",
        "3.0.0, YAML"
    })
    void configurationIsReadFromTheFormThatIsShippedFirst(String release, String formats) {
        assertThat(changes.configurationFormats(FlinkVersion.parse(release).orElseThrow()).stream()
                        .map(ConfigurationFormat::name))
                .containsExactly(formats.split(" "));
    }

    @Test
    void changeNamesItsLineAndSource() {
        FlinkChanges.Since since = changes.since(FlinkChange.JSON_LAYOUT);

        assertThat(since.line()).hasToString("2.1");
        assertThat(since.source()).contains("FLINK-36997, checked 20");
    }

    @Test
    void noChangeMayBeMissing() {
        String one =
                "{\"source\": \"x\", \"checked\": \"2026-11-25\", \"changes\": [{\"change\": \"pekko\", \"since\": \"1.18\"}]}";

        assertThatIllegalStateException()
                .isThrownBy(() -> FactNode.read("changes.json", one, FlinkChanges::read))
                .withMessage("changes.json knows only [PEKKO]");
    }
}
