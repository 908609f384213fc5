package org.pyflinkimage.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pyflinkimage.rules.Specs.cell;
import static org.pyflinkimage.rules.Specs.logging;
import static org.pyflinkimage.rules.Specs.spec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pyflinkimage.Golden;
import org.pyflinkimage.facts.Facts;
import org.pyflinkimage.rules.Provocations.Provocation;
import org.pyflinkimage.rules.Subject.Container;
import org.pyflinkimage.rules.Subject.Texts;
import org.pyflinkimage.spec.ContainerUser;
import org.pyflinkimage.spec.Destination;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.spec.Logging.Layout;
import org.pyflinkimage.spec.Logging.Level;
import org.pyflinkimage.spec.Output;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.Problem.Severity;
import org.pyflinkimage.verdict.Compatibility;
import org.pyflinkimage.verdict.Overrides;

class RulesTest {

    /** Where a declaration contradicts itself, there is nothing to look up. */
    private static final Set<String> OF_THE_DECLARATION_ALONE = Set.of("PYF-130", "PYF-237", "PYF-280", "PYF-708");

    private final Compatibility compatibility = new Compatibility(Facts.shipped(), Overrides.parse(Map.of()));

    static List<Provocation> provocations() {
        return Provocations.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("provocations")
    void ruleSpeaksAgainstItsProvocation(Provocation provocation) {
        assertThat(compatibility.check(provocation.subject()).problems())
                .extracting(Problem::code)
                .contains(provocation.code());
    }

    @Test
    void everyMessageReadsAsReviewed() {
        String text = Provocations.all().stream().map(this::messages).collect(Collectors.joining("\n"));

        Golden.assertMatches("rules/problems.txt", text + "\n" + collision().toText() + "\n");
    }

    @Test
    void everyRuleIsProvoked() {
        TreeSet<String> provoked =
                Provocations.all().stream().map(Provocation::code).collect(Collectors.toCollection(TreeSet::new));
        provoked.add(collision().code());

        assertThat(Rules.all()).extracting(Rule::code).doesNotHaveDuplicates().containsExactlyElementsOf(provoked);
    }

    @Test
    void errorsAndWarningsSayWhatToTryAndWhy() {
        List<Problem> problems = Provocations.all().stream()
                .flatMap(provocation -> compatibility.check(provocation.subject()).problems().stream())
                .filter(problem -> problem.severity() != Severity.NOTE)
                .toList();

        assertThat(problems)
                .allSatisfy(problem -> assertThat(problem.remedies()).isNotEmpty());
        assertThat(problems)
                .filteredOn(problem -> !OF_THE_DECLARATION_ALONE.contains(problem.code()))
                .allSatisfy(problem -> assertThat(problem.sources()).isNotEmpty());
    }

    /** Of a code that nobody knows, {@code <rules>} ends the build. */
    @Test
    void whatATextSaysToSilenceCanBeSilenced() throws IOException {
        Set<String> silenced = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                String source = Files.readString(file);
                boolean isAnyOfIt = source.contains("silenced(");
                Pattern.compile(isAnyOfIt ? "\"(PYF-[0-9]{3})\"" : "<rules><(PYF-[0-9]{3})>")
                        .matcher(source)
                        .results()
                        .forEach(found -> silenced.add(found.group(1)));
            }
        }

        assertThat(silenced).contains("PYF-278", "PYF-896", "PYF-900", "PYF-955");
        assertThat(silenced)
                .allSatisfy(code -> assertThat(Rules.isKnown(code)).as(code).isTrue());
    }

    @Test
    void noFindingIsGraverThanItsRuleSays() {
        Map<String, Severity> severities = Rules.all().stream().collect(Collectors.toMap(Rule::code, Rule::severity));

        assertThat(Provocations.all().stream()
                        .flatMap(provocation -> compatibility.check(provocation.subject()).problems().stream()))
                .allSatisfy(problem ->
                        assertThat(problem.severity()).isGreaterThanOrEqualTo(severities.get(problem.code())));
    }

    @Test
    void plainImageOfTheNewestFlinkHasNothing() {
        assertThat(compatibility
                        .check(Subject.of(spec(cell("2.3.0", 17, "3.11"))))
                        .problems())
                .isEmpty();
    }

    @Test
    void pluginThatIsDeclaredMayBeEnabled() {
        Subject subject = Subject.of(spec(
                        cell("2.3.0", 17, "3.11"),
                        List.of(),
                        List.of("org.apache.flink:flink-s3-fs-hadoop:2.3.0"),
                        Map.of()))
                .withContainer(
                        Containers.environment(Map.of("ENABLE_BUILT_IN_PLUGINS", "flink-s3-fs-hadoop-2.3.0.jar")));

        assertThat(compatibility.check(subject).problems()).isEmpty();
    }

    @Test
    void harmlessEnvironmentIsLeftInPeace() {
        Subject subject = Subject.of(spec(cell("2.3.0", 17, "3.11")))
                .withContainer(new Container(
                        Map.of(
                                "FLINK_HOME", "/opt/flink",
                                "JAVA_HOME", "/opt/java/openjdk",
                                "PYTHONPATH", "/opt/flink/usrlib/lib:/opt/flink/usrlib",
                                "AWS_WEB_IDENTITY_TOKEN_FILE", "/var/run/token"),
                        ContainerUser.parse("12345:0"),
                        Optional.empty(),
                        Optional.empty()));

        assertThat(compatibility.check(subject).problems()).isEmpty();
    }

    @Test
    void ownConfigurationInTheOtherFormIsNoMistake() {
        Subject subject = Subject.of(spec(cell("2.3.0", 17, "3.11")))
                .withTexts(new Texts(Map.of("flink-conf.yaml", "rest.port: 8081\n"), Map.of()));

        assertThat(compatibility.check(subject).problems())
                .extracting(Problem::severity)
                .containsExactly(Severity.NOTE);
    }

    @Test
    void templateOfALogFileMayHaveTheLevelsTooAndFlink21LogsInJson() {
        Subject subject = Subject.of(logging("2.1.0", Layout.JSON, Map.of("root", Level.WARN)))
                .withTexts(new Texts(
                        Map.of("log4j-console.properties.ftl", "rootLogger.level = INFO\nfile = ${sys:log.file}\n"),
                        Map.of()));

        assertThat(compatibility.check(subject).problems())
                .extracting(Problem::code)
                .doesNotContain("PYF-708");
    }

    @Test
    void platformsMayNotShareAReferenceInADaemon() {
        ImageSpec amd = tagged("2.3.0", "latest", Set.of(Output.DAEMON));

        assertThat(MatrixRules.collisions(List.of(amd, amd)).get(0).toText())
                .contains("a daemon keeps one image under a name", "latest-@{platform}");
    }

    @Test
    void fittingContentsOfAnImageAreLeftInPeace() {
        Subject subject = Subject.of(spec(
                cell("2.2.1", 17, "3.11"),
                List.of("numpy>=1.26,<2.2", "pandas", "apache-flink==2.2.1", "requests; python_version < '3.9'"),
                List.of(
                        "org.apache.flink:flink-sql-connector-kafka:5.0.0-2.2",
                        "org.apache.flink:flink-sql-avro:2.2.1",
                        "org.apache.flink:flink-sql-connector-mysql-cdc:3.7.0-2.2",
                        "org.postgresql:postgresql:42.7.4"),
                Map.of(
                        "jobmanager.rpc.address", "jobmanager",
                        "taskmanager.memory.process.size", "4g",
                        "taskmanager.numberOfTaskSlots", "4",
                        "python.executable", "/opt/venv/bin/python",
                        "env.java.opts.all", "-XX:+UseZGC",
                        "rest.port", "",
                        "state.backend.type", "rocksdb",
                        "rest.bind-address", "0.0.0.0",
                        "python.execution-mode", "thread")));

        assertThat(compatibility.check(subject).problems()).isEmpty();
    }

    @Test
    void platformsOfOneCombinationMayShareAReference() {
        ImageSpec amd = tagged("2.3.0", "latest");

        assertThat(MatrixRules.collisions(List.of(amd, amd))).isEmpty();
    }

    private String messages(Provocation provocation) {
        return compatibility.check(provocation.subject()).problems().stream()
                .filter(problem -> problem.code().equals(provocation.code()))
                .map(problem -> "# %s (%s)\n%s\n"
                        .formatted(
                                provocation.story(),
                                problem.severity().name().toLowerCase(Locale.ROOT),
                                problem.toText()))
                .collect(Collectors.joining("\n"));
    }

    private static Problem collision() {
        return MatrixRules.collisions(List.of(tagged("2.3.0", "latest"), tagged("2.2.1", "latest")))
                .get(0);
    }

    private static ImageSpec tagged(String flink, String tag) {
        return tagged(flink, tag, Set.of());
    }

    private static ImageSpec tagged(String flink, String tag, Set<Output> outputs) {
        ImageSpec spec = spec(cell(flink, 17, "3.11"));
        return spec.with(
                new Destination(List.of(ImageReference.tagged(spec.reference().repository(), tag)), outputs));
    }
}
