package org.pyflinkimage.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pyflinkimage.rules.Specs.cell;
import static org.pyflinkimage.rules.Specs.spec;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.rules.Subject.Container;
import org.pyflinkimage.rules.Subject.Texts;
import org.pyflinkimage.spec.ConnectorPlace;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.spec.MavenCoordinates;

/** A jar serves only where somebody loads it. */
class ConnectorPlaceRulesTest {

    private static Subject placed(String jar, String place, Map<String, String> config) {
        ImageSpec plain = spec(cell("2.2.1", 17, "3.11"), List.of(), List.of(jar), config);
        return Subject.of(plain.with(plain.contents()
                .withPlaces(Map.of(
                        MavenCoordinates.parse(jar).orElseThrow(),
                        ConnectorPlace.parse(place).orElseThrow()))));
    }

    @ParameterizedTest
    @CsvSource({"lib, 0", "usrlib, 0", "opt, 1", "plugins/kafka, 1"})
    void tablesFindWhatIsOnTheClassPath(String place, int problems) {
        Subject subject = placed("org.apache.flink:flink-sql-connector-kafka:5.0.0-2.2", place, Map.of())
                .withTexts(new Texts(Map.of(), Map.of("job.py", "'connector' = 'kafka'")));

        assertThat(Judged.by("PYF-226", subject))
                .hasSize(problems)
                .allSatisfy(problem -> assertThat(problem.remedies().get(0))
                        .isEqualTo(
                                "leave the `<place>` of `org.apache.flink:flink-sql-connector-kafka:5.0.0-2.2` out"));
    }

    /** Nobody loads what lies in {@code opt}, and each plugin has a class loader of its own. */
    @ParameterizedTest
    @CsvSource({
        "lib, usrlib, 1",
        "opt, opt, 0",
        "lib, opt, 0",
        "plugins/a, plugins/b, 0",
        "plugins/a, plugins/a, 1",
        "lib, plugins/a, 0"
    })
    void oneConnectorIsThereTwiceWhereOneLoaderFindsBoth(String one, String other, int problems) {
        MavenCoordinates first = jar("org.apache.flink:flink-sql-connector-kafka:4.0.1-2.0");
        MavenCoordinates second = jar("org.apache.flink:flink-connector-kafka:4.0.1-2.0");
        ImageSpec plain =
                spec(cell("2.2.1", 17, "3.11"), List.of(), List.of(first.toString(), second.toString()), Map.of());
        Subject subject = Subject.of(plain.with(plain.contents()
                .withPlaces(Map.of(
                        first, ConnectorPlace.parse(one).orElseThrow(),
                        second, ConnectorPlace.parse(other).orElseThrow()))));

        assertThat(Judged.by("PYF-223", subject)).hasSize(problems);
    }

    /** The entrypoint looks in {@code opt} and {@code plugins} alone. */
    @ParameterizedTest
    @CsvSource({"opt, 0", "plugins/s3, 0", "lib, 1", "usrlib, 1"})
    void enabledPluginIsWhereTheEntrypointLooks(String place, int problems) {
        Subject subject = placed("org.apache.flink:flink-s3-fs-hadoop:2.2.1", place, Map.of());
        Container container = new Container(
                Map.of("ENABLE_BUILT_IN_PLUGINS", "flink-s3-fs-hadoop-2.2.1.jar"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());

        assertThat(subject.spec().connectors()).hasSize(1);
        assertThat(Judged.by("PYF-218", subject.withContainer(container))).hasSize(problems);
    }

    private static MavenCoordinates jar(String text) {
        return MavenCoordinates.parse(text).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({"usrlib, udf-1.0.jar, 1", "usrlib, libs/udf-1.0.jar, 0", "lib, udf-1.0.jar, 0"})
    void fileOfTheJobTakesNoConnectorsPlace(String place, String file, int problems) {
        Subject subject = placed("org.example:udf:1.0", place, Map.of())
                .withTexts(new Texts(Map.of(), Map.of(), Set.of(file), Map.of()));

        assertThat(Judged.by("PYF-237", subject)).hasSize(problems);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "plugins/s3, none, 0",
                "lib, none, 0",
                "opt, none, 1",
                "usrlib, none, 1",
                "opt, flink-s3-fs-hadoop-2.2.1.jar, 0"
            })
    void fileSystemsAreFoundInPlugins(String place, String enabled, int problems) {
        Subject subject = placed(
                "org.apache.flink:flink-s3-fs-hadoop:2.2.1", place, Map.of("state.checkpoints.dir", "s3://lab/x"));
        Map<String, String> environment = enabled == null ? Map.of() : Map.of("ENABLE_BUILT_IN_PLUGINS", enabled);

        assertThat(Judged.by(
                        "PYF-227",
                        subject.withContainer(
                                new Container(environment, Optional.empty(), Optional.empty(), Optional.empty()))))
                .hasSize(problems);
    }
}
