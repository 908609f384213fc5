package org.pyflinkimage.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.e2e.LoadedImages.LoadedImage;
import org.pyflinkimage.fetch.FoundJar;
import org.pyflinkimage.image.BuiltImage;
import org.pyflinkimage.plan.Source;
import org.pyflinkimage.rules.Specs;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.spec.DeclaredContents;
import org.pyflinkimage.spec.Destination;
import org.pyflinkimage.spec.DistributionParts;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.spec.MavenCoordinates;
import org.pyflinkimage.spec.Output;
import org.pyflinkimage.value.ImageReference;

/**
 * Flink's own list of ways to bring Python code and packages with a job ({@code test_pyflink.sh} of its end-to-end tests), without any
 * network: files, requirements, archives, an interpreter in an archive, a module, the SQL client, a job in Java.
 *
 * <p>{@code mvn -Pdependencies verify} runs it.
 */
@ParameterizedClass(name = "{0}")
@EnumSource(PythonDependencies.Cell.class)
@TestInstance(Lifecycle.PER_CLASS)
class PythonDependencies {

    private static final String PLACE = "/mnt/dependencies/";
    private static final String ADDED = "2 3 4";
    private static final Pattern ROW = Pattern.compile("(?m)^\\|(?: \\+I \\|)? +([0-9]+) \\|$");

    /** What each of them brings. */
    private static final List<String> BROUGHT = List.of(
            "-pyreq",
            BroughtPackage.REQUIREMENTS,
            "-pyarch",
            "/tmp/venv.zip," + PLACE + "numbers.zip#numbers",
            "-pyexec",
            "venv.zip/venv/bin/python");

    /** The newest Flink, and an old one that asks for pip's version in another way. */
    enum Cell {
        NEWEST("2.3.0", 17, "3.11"),
        OLD("1.17.1", 11, "3.9");

        private final String flink;
        private final int java;
        private final String python;

        Cell(String flink, int java, String python) {
            this.flink = flink;
            this.java = java;
            this.python = python;
        }

        Combination combination() {
            return Specs.cell(flink, java, python);
        }
    }

    @Parameter
    private Cell cell;

    private LoadedImage image;
    private FlinkCluster cluster;

    @BeforeParameterizedClassInvocation
    void start(Cell started) {
        RequireTools.onPath("mvn");
        Path results = Folders.empty("dependencies/" + started.combination().slug());
        BuiltImage built = CellBuild.build(spec(started), results, PythonDependencies::jar);
        image = LoadedImages.load(
                "localhost/pyflink-e2e/dependencies-" + started.combination().slug(), built, results);
        BroughtPackage brought = BroughtPackage.in(Folders.empty("dependencies/brought"));
        Path folder = DependencyFiles.in(Folders.empty("dependencies/files"));
        cluster = FlinkCluster.start(
                image,
                container -> brought.to(container)
                        .mount(folder, PLACE.substring(0, PLACE.length() - 1))
                        .readOnly());
        cluster.jobManager().python("own_environment.py");
        DependencyFiles.compile("JavaJob", cluster.jobManager(), folder);
    }

    /** With what the SQL client needs, as every image has it. */
    private static ImageSpec spec(Cell cell) {
        ImageReference reference = ImageReference.of(
                "example.com/dependencies:" + cell.combination().slug());
        return ImageSpec.plain(cell.combination(), reference)
                .with(new Destination(List.of(reference), Set.of(Output.OCI_ARCHIVE)))
                .with(DeclaredContents.none().withParts(DistributionParts.usual()));
    }

    private static FoundJar jar(MavenCoordinates coordinates) {
        Path folder = Folders.create(Folders.buildDirectory().resolve("e2e/jars"));
        Command.of(
                        "mvn",
                        "-B",
                        "-q",
                        "dependency:copy",
                        "-Dartifact=" + coordinates,
                        "-DoutputDirectory=" + folder,
                        "-Dmdep.useBaseVersion")
                .within(Duration.ofMinutes(3))
                .succeed();
        return new FoundJar(folder.resolve(coordinates.fileName()), Source.MAVEN);
    }

    @AfterParameterizedClassInvocation
    void stop() {
        if (cluster != null) {
            cluster.close();
        }
        if (image != null) {
            image.remove();
        }
    }

    @Test
    void scriptHasFilesRequirementsArchivesAndAnInterpreterOfItsOwn() {
        String output = submit("flink run", "-pyfs", PLACE + "add_one.py", "-py", PLACE + "python_job.py");

        assertThat(rows(output)).isEqualTo(ADDED);
    }

    @Test
    void moduleHasThemToo() {
        assertThat(submit("flink run", "-pyfs", PLACE, "-pym", "stream.job")).contains("added 2", "added 3", "added 4");
    }

    @Test
    void sqlClientCallsThePythonFunction() {
        String output = submit("sql-client.sh", "-pyfs", PLACE + "add_one.py", "-f", PLACE + "query.sql");

        assertThat(rows(output)).isEqualTo(ADDED);
    }

    /** Its jar has no copy of flink-python in it, as that of Flink's own test has. */
    @ParameterizedTest
    @ValueSource(strings = {"batch", "streaming"})
    void jobInJavaCallsThePythonFunction(String mode) {
        String python = "file:///opt/flink/opt/flink-python-" + cell.flink + ".jar";

        String output = submit("flink run", "-C", python, "-pyfs", PLACE + "add_one.py", PLACE + "JavaJob.jar", mode);

        assertThat(rows(output)).isEqualTo(ADDED);
    }

    /** Submits with all that is brought. */
    private String submit(String program, String... more) {
        List<String> words = new ArrayList<>(List.of(program.split(" ", -1)));
        words.addAll(BROUGHT);
        words.addAll(List.of(more));
        return cluster.submit(words);
    }

    private static String rows(String printed) {
        return ROW.matcher(printed).results().map(row -> row.group(1)).sorted().collect(Collectors.joining(" "));
    }
}
