package org.pyflinkimage.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pyflinkimage.rules.Specs.cell;
import static org.pyflinkimage.rules.Specs.spec;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.spec.ConnectorPlace;
import org.pyflinkimage.spec.ContainerUser;
import org.pyflinkimage.spec.DeclaredContents;
import org.pyflinkimage.spec.ExtraDirectory;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.spec.JobAttachments;
import org.pyflinkimage.spec.JobChoice;
import org.pyflinkimage.spec.JobSpec;
import org.pyflinkimage.spec.MavenCoordinates;
import org.pyflinkimage.spec.TransitiveConnector;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.UnixPath;

/** Who may bring what a rule misses, and what each rule says then. */
class OtherFilesTest {

    /** A rule, and an image of which it says that something is missing. */
    private enum Asker {
        CONNECTOR("PYF-226", "", Map.of()),
        HADOOP("PYF-224", "org.apache.paimon:paimon-flink-2.0:1.1.1", Map.of()),
        REPORTER("PYF-236", "", Map.of("metrics.reporter.x.factory.class", "org.example.ReporterFactory")),
        FLINKS("PYF-236", "", Map.of("metrics.reporter.x.factory.class", "org.apache.flink.metrics.other.Factory")),
        SCHEME("PYF-227", "", Map.of("state.checkpoints.dir", "s3://lab/x")),
        JAR("PYF-235", "", Map.of("pipeline.jars", "file:///opt/flink/lib/x.jar")),
        CLIENT("PYF-224", "org.apache.flink:flink-connector-kafka:4.0.1-2.0", Map.of()),
        PART("PYF-224", "org.apache.hadoop:hadoop-common:3.3.6", Map.of());

        private final String code;

        @SuppressWarnings("ImmutableEnumChecker") // A record of lists that nobody changes.
        private final ImageSpec spec;

        Asker(String code, String connector, Map<String, String> config) {
            this.code = code;
            this.spec = spec(
                    cell("2.0.2", 17, "3.11"), List.of(), connector.isEmpty() ? List.of() : List.of(connector), config);
        }

        String answer(String bringer) {
            ImageSpec with = spec.with(broughtBy(bringer, spec.contents()));
            String source = "t.execute_sql(\"CREATE TABLE x (a INT) WITH ('connector' = 'kafka')\")";
            Subject subject = Subject.of(with).withTexts(new Subject.Texts(Map.of(), Map.of("main.py", source)));
            return Judged.by(code, subject).stream()
                    .map(Problem::severity)
                    .map(severity -> severity == Problem.Severity.NOTE ? "note" : "told")
                    .findFirst()
                    .orElse("-");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            #                                   CONNECTOR, HADOOP, REPORTER, FLINKS, SCHEME, JAR, CLIENT, PART
            nothing                           | told       told    told      told    told    told    told    told
            base                              | note       -       -         -       -       -    note    note
            directory /opt/flink/lib          | note       -       -         -       -       -    note    note
            directory /opt/flink              | note       -       -         -       -       -    note    note
            directory /opt/flink/usrlib       | note       told    told      told    told    told    told    told
            directory /opt/flink/plugins/x    | told       told    -         -       -       told    told    told
            directory /srv/models             | told       told    told      told    told    told    told    told
            attached all.jar                  | note       -       -         told    told    told    note    note
            attached flink-metrics-other.jar  | note       -       -         -       told    told    note    note
            attached hadoop-all.jar           | note       -       -         told    -       told    note    note
            attached x.jar                    | note       -       -         told    told    -    note    note
            lib com.example:udf:1.0           | note       told    -         told    told    told    told    told
            usrlib com.example:udf:1.0        | note       told    told      told    told    told    told    told
            plugins/x com.example:udf:1.0     | told       told    -         told    -       told    told    told
            opt com.example:udf:1.0           | told       told    told      told    told    told    told    told
            lib com.example:flink-metrics-a:1 | note       told    -         -       told    told    told    told
            lib com.example:own-hadoop:1.0    | note       -       -         told    -       told    told    note
            usrlib com.example:own-hadoop:1.0 | note       told    told      told    told    told    told    told
            lib com.example:own-kafka:1.0     | note       told    -         told    told    told    note    told
            closure com.example:udf:1.0       | note       -       -         told    told    -    note    note
            """)
    void whoMayBringItDecidesWhatIsSaid(String bringer, String answers) {
        assertThat(Stream.of(Asker.values()).map(asker -> asker.answer(bringer)))
                .containsExactly(answers.split(" +"));
    }

    private static DeclaredContents broughtBy(String bringer, DeclaredContents contents) {
        String how = bringer.split(" ", -1)[0];
        String what = bringer.substring(how.length()).strip();
        return switch (how) {
            case "nothing" -> contents;
            case "base" -> contents.withBase(ImageReference.of("registry.example.com/base/flink:2.0.2"));
            case "directory" ->
                contents.withExtraDirectories(List.of(new ExtraDirectory(
                        Path.of("extra"), UnixPath.of(what), JobChoice.usual(), List.of(), ContainerUser.FLINK)));
            case "attached" ->
                contents.withJob(new JobSpec(Path.of("job"), "main.py")
                        .with(new JobAttachments(List.of(), List.of(), List.of("libs/" + what))));
            case "closure" ->
                placed(what, "lib", contents).withTransitive(List.of(new TransitiveConnector(jar(what), List.of())));
            default -> placed(what, how, contents);
        };
    }

    private static DeclaredContents placed(String connector, String place, DeclaredContents contents) {
        List<MavenCoordinates> jars = new ArrayList<>(contents.connectors());
        jars.add(jar(connector));
        return contents.withConnectors(jars)
                .withPlaces(Map.of(jar(connector), ConnectorPlace.parse(place).orElseThrow()));
    }

    private static MavenCoordinates jar(String coordinates) {
        return MavenCoordinates.parse(coordinates).orElseThrow();
    }
}
