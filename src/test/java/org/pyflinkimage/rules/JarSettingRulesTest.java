package org.pyflinkimage.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pyflinkimage.rules.Specs.cell;
import static org.pyflinkimage.rules.Specs.spec;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.rules.Subject.Texts;
import org.pyflinkimage.spec.ConnectorPlace;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.spec.JobSpec;
import org.pyflinkimage.spec.MavenCoordinates;
import org.pyflinkimage.spec.TransitiveConnector;
import org.pyflinkimage.value.Problem;

class JarSettingRulesTest {

    private static final String JAR = "org.example:udf:1.0";

    private static ImageSpec declared(String value) {
        return spec(cell("2.3.0", 17, "3.11"), List.of(), List.of(JAR), Map.of("pipeline.jars", value));
    }

    private static List<String> found(ImageSpec spec) {
        return found(Subject.of(spec));
    }

    private static List<String> found(Subject subject) {
        return Judged.by("PYF-235", subject).stream().map(Problem::what).toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            file:///opt/flink/lib/udf-1.0.jar                                       | 0
            file:/opt/flink/lib/udf-1.0.jar                                         | 0
            file:///opt/flink/opt/flink-python-2.3.0.jar                            | 0
            file:///opt/flink/lib/log4j-api-2.25.3.jar                              | 0
            file:///mnt/udf.jar;https://example.com/udf.jar                         | 0
            file:///opt/flink/usrlib/${NAME}.jar                                    | 0
            file:///opt/flink/usrlib/                                               | 0
            file:///opt/flink/usrlib/udf.jar                                        | 1
            file:///opt/flink/lib/udf-1.1.jar;file:///opt/flink/lib/udf-1.0.jar     | 1
            [file:///opt/flink/lib/a.jar, 'file:///opt/flink/lib/b.jar']            | 2
            file:///opt/flink/opt/flink-python-2.2.1.jar                            | 1
            /opt/flink/lib/udf-1.0.jar                                              | 1
            """)
    void pathThatNothingBringsIsTold(String value, int problems) {
        assertThat(found(declared(value))).hasSize(problems);
    }

    @Test
    void pathIsNoAddress() {
        assertThat(Judged.by("PYF-235", Subject.of(declared("/opt/flink/lib/udf-1.0.jar"))))
                .singleElement()
                .satisfies(problem -> assertThat(problem.remedies())
                        .containsExactly(
                                "`<flinkConfig><pipeline.jars>file:///opt/flink/lib/udf-1.0.jar</pipeline.jars>"
                                        + "</flinkConfig>`"));
    }

    /** Of a relative path only the job's own files tell where it leads. */
    @ParameterizedTest
    @CsvSource({
        "libs/udf.jar,   >file:///opt/flink/usrlib/libs/udf.jar<",
        "./libs/udf.jar, >file:///opt/flink/usrlib/libs/udf.jar<",
        "udf.jar,        >file:///FOLDER/udf.jar<",
        "../x/udf.jar,   >file:///FOLDER/udf.jar<"
    })
    void relativePathIsThatOfAFileOfTheJob(String written, String remedy) {
        Subject subject = Subject.of(declared(written))
                .withTexts(new Texts(Map.of(), Map.of(), Set.of("libs/udf.jar"), Map.of()));

        assertThat(Judged.by("PYF-235", subject))
                .singleElement()
                .satisfies(problem -> assertThat(problem.remedies())
                        .singleElement()
                        .asString()
                        .contains(remedy));
    }

    @Test
    void jarOfTheJobIsThere() {
        ImageSpec spec = declared("file:///opt/flink/usrlib/libs/udf.jar");
        JobSpec job = new JobSpec(Path.of("/job"), "main.py");
        Subject subject = Subject.of(spec.with(spec.contents().withJob(job)));

        assertThat(found(subject)).isEmpty();
        assertThat(found(subject.withTexts(new Texts(Map.of(), Map.of(), Set.of("libs/udf.jar"), Map.of()))))
                .isEmpty();
        assertThat(found(subject.withTexts(new Texts(Map.of(), Map.of(), Set.of("libs/other.jar"), Map.of()))))
                .hasSize(1);
    }

    @Test
    void jarLiesWhereItsConnectorSays() {
        MavenCoordinates jar = MavenCoordinates.parse(JAR).orElseThrow();
        ImageSpec spec = declared("file:///opt/flink/opt/udf-1.0.jar");

        assertThat(found(spec)).hasSize(1);
        assertThat(found(spec.with(spec.contents()
                        .withPlaces(Map.of(jar, ConnectorPlace.parse("opt").orElseThrow())))))
                .isEmpty();
    }

    @Test
    void whatAConnectorDependsOnMayBeThere() {
        ImageSpec spec = declared("file:///opt/flink/lib/guava-27.jar");
        MavenCoordinates jar = MavenCoordinates.parse(JAR).orElseThrow();

        assertThat(found(spec.with(spec.contents().withTransitive(List.of(new TransitiveConnector(jar, List.of()))))))
                .isEmpty();
    }
}
