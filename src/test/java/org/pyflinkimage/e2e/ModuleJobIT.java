package org.pyflinkimage.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.pyflinkimage.build.validation.DeclaredImages;
import org.pyflinkimage.e2e.LoadedImages.LoadedImage;
import org.pyflinkimage.image.BuiltImage;
import org.pyflinkimage.spec.Declaration;
import org.pyflinkimage.spec.Destination;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.spec.Output;
import org.pyflinkimage.value.Compression;

/**
 * {@code examples/module-job}, a module with relative imports, arguments, and a file that a function reads in a worker; beside it a
 * package that uses a zip, an archive and a jar.
 */
class ModuleJobIT {

    private static final String EXAMPLE = "examples/module-job";
    private static final String ATTACHED = "src/it/attachments";
    private static final Duration JOB = Duration.ofMinutes(2);

    /** Other images of these tests have gzip. */
    private static final Compression COMPRESSION = Compression.ZSTD;

    /** What Flink would take for its own comes first. */
    private static final List<String> ARGUMENTS = List.of(
            "-s",
            "dev",
            "--",
            "-p",
            "--py",
            "Jack",
            "two words",
            "$HOME `x` \"it's\"",
            "two\nlines",
            "größe; a=b #c",
            "*");

    private static LoadedImage image;

    @BeforeAll
    static void build() throws IOException {
        Path results = Folders.empty("module-job");
        ImageSpec spec = DeclaredImages.read(declaration(), Map.of(), Optional.empty())
                .specs()
                .get(0);
        BuiltImage built = CellBuild.build(
                spec.with(new Destination(spec.references(), Set.of(Output.OCI_ARCHIVE), COMPRESSION)), results);
        image = LoadedImages.load("localhost/pyflink-e2e/module-job", built, results);
    }

    private static Declaration declaration() throws IOException {
        Path made = Folders.empty("module-job-attachments");
        zip(made.resolve("libs/words.zip"), "attached_words.py", "WORD = 'zip'\n");
        zip(made.resolve("weights.zip"), "weights.txt", "archive\n");
        zip(made.resolve("libs/attached.jar"), "attached.txt", "in a jar\n");
        return new Declaration(Path.of("").toAbsolutePath())
                .with(Element.FLINK, List.of("2.3.0"))
                .with(Element.DISTRIBUTION, List.of("none"))
                .with(Element.JOB, List.of(EXAMPLE, ATTACHED, made.toString()))
                .with(Element.EXCLUDES, List.of("/pom.xml"))
                .with(Element.MODULE, List.of("src.app"))
                .withExactly(Element.ARGUMENTS, ARGUMENTS)
                .with(Element.FILES, List.of("libs/words.zip"))
                .with(Element.ARCHIVES, List.of("weights.zip#weights"))
                .with(Element.JARS, List.of("libs/attached.jar"));
    }

    private static void zip(Path file, String name, String text) throws IOException {
        Files.createDirectories(file.getParent());
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    @AfterAll
    static void remove() {
        if (image != null) {
            image.remove();
        }
    }

    @Test
    void applicationModeRunsTheModuleWithItsArguments() throws IOException {
        String logs = logsOf("standalone-job");

        List<String> arguments = new ArrayList<>();
        BuiltProject.parse(logs.lines()
                        .filter(line -> line.startsWith("Arguments: "))
                        .findFirst()
                        .orElseThrow()
                        .substring("Arguments: ".length()))
                .forEach(argument -> arguments.add(argument.asText()));
        assertThat(arguments).isEqualTo(ARGUMENTS);
        assertThat(logs).contains("short", "long", "8 rows in set", "reached terminal state FINISHED");
    }

    @Test
    void whatIsAttachedIsFoundInWorkersAndByFlink() {
        assertThat(logsOf(
                        "standalone-job",
                        "--job-classname",
                        "org.apache.flink.client.python.PythonDriver",
                        "-pym",
                        "attached"))
                .contains("1 zip archive", "2 zip archive")
                .contains("Resource: file:/opt/flink/usrlib/libs/attached.jar!/attached.txt");
    }

    /** What the JobManager printed; its container has to end well, and of its own accord. */
    private static String logsOf(String... command) {
        try (FlinkCluster cluster = FlinkCluster.launch(image, container -> container, command)) {
            assertThat(cluster.jobManager().await(JOB)).as(cluster.endOfLogs()).isZero();
            return cluster.jobManager().logs();
        }
    }
}
