package org.pyflinkimage.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.pyflinkimage.build.validation.Severities;
import org.pyflinkimage.spec.AcceptedSources;
import org.pyflinkimage.spec.Declaration;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.PlaceText;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.Sha256;

class RenderingTest {

    private static final String CELL = "flink-2.2.1-java17-python3.11-linux-amd64";

    @TempDir
    private Path folder;

    private TinyImage tiny;
    private Path parent;

    @BeforeEach
    void image() throws IOException {
        tiny = new TinyImage(folder);
        parent = folder.resolve("rendered");
    }

    @Test
    void folderHasWhatTheDockerfileCopies() throws IOException {
        List<Path> folders = rendering().write();

        Path rendered = parent.resolve(CELL);
        assertThat(folders).containsExactly(rendered);
        assertThat(rendered.resolve("Dockerfile")).content().contains("ARG BASE=debian:bookworm-slim");
        assertThat(rendered.resolve("files/opt/flink/conf/config.yaml"))
                .content()
                .contains("slot.idle.timeout: 1000", "parallelism.default: 2");
        assertThat(rendered.resolve("jars/lib/connector-1.0.jar")).hasContent("a connector");
        assertThat(rendered.resolve("job/main.py")).hasContent("print('a job')");
    }

    @Test
    void flowIsTold() throws IOException {
        rendering().write();

        assertThat(tiny.log.lines).noneMatch(line -> line.contains("this machine's disk"));

        assertThat(tiny.log.lines)
                .startsWith(
                        "note Job: 1 file, 15 bytes (job-files.txt)",
                        "note Using `pyflink.lock`",
                        "step Rendering Flink 2.2.1, Java 17, Python 3.11, linux/amd64");
    }

    @Test
    void onlyPyflinksOwnDistributionAndJarsAreNeeded() throws IOException {
        rendering().write();

        // No package of Debian, and no other wheel, is unpacked for it.
        assertThat(folder.resolve("store/derived/deb")).doesNotExist();
        try (var wheels = Files.list(folder.resolve("store/derived/wheel"))) {
            assertThat(wheels).hasSize(1);
        }
    }

    @Test
    void pythonPackagesThatLieOnADiskComeAlong() throws IOException {
        tiny.mirrored();

        rendering().write();

        Path rendered = parent.resolve(CELL);
        try (var wheels = Files.list(rendered.resolve("distributions"))) {
            assertThat(wheels.map(wheel -> Sha256.of(wheel).hex()))
                    .isNotEmpty()
                    .allSatisfy(sum -> assertThat(rendered.resolve("requirements.txt"))
                            .content()
                            .contains("--hash=sha256:" + sum));
        }
        assertThat(rendered.resolve("Dockerfile"))
                .content()
                .contains(
                        "COPY distributions/ /tmp/distributions/",
                        " --find-links /tmp/distributions -r /tmp/requirements.txt");
        assertThat(rendered.resolve(".dockerignore")).content().contains("!distributions");
        assertThat(tiny.log.lines)
                .anyMatch(line -> line.startsWith("note distributions/ has what lies on this machine's disk: "));
    }

    /** What connectors depend on is called as it likes. */
    @Test
    void oneOfTwoJarsUnderOneNameIsNotLeftOutUnseen() throws IOException {
        tiny.addJar("org.other:connector:1.0", "another");
        Request request = tiny.request(TinyImage.spec(tiny.declaration()
                .with(Element.CONNECTORS, List.of("org.example:connector:1.0", "org.other:connector:1.0"))));
        Rendering rendering = new Rendering(request, parent, tiny.machine(request));

        assertThatThrownBy(rendering::write)
                .isInstanceOf(PyFlinkException.class)
                .hasMessageContainingAll(
                        "[PYF-086] two jars would be `/opt/flink/lib/connector-1.0.jar`",
                        "`org.example:connector:1.0` and `org.other:connector:1.0`");
    }

    @Test
    void sameJarUnderTwoCoordinatesIsOneFile() throws IOException {
        tiny.addJar("org.other:connector:1.0", "a connector");
        Request request = tiny.request(TinyImage.spec(tiny.declaration()
                .with(Element.CONNECTORS, List.of("org.example:connector:1.0", "org.other:connector:1.0"))));

        new Rendering(request, parent, tiny.machine(request)).write();

        assertThat(parent.resolve(CELL).resolve("jars/lib/connector-1.0.jar")).hasContent("a connector");
    }

    @Test
    void jarsOfOneNameLieInFoldersOfTheirOwn() throws IOException {
        tiny.addJar("org.other:connector:1.0", "another");
        Request request = tiny.request(TinyImage.spec(tiny.declaration()
                .with(Element.CONNECTORS, List.of("org.example:connector:1.0", "org.other:connector:1.0"))
                .withPlaces(List.of(new PlaceText("org.other:connector:1.0", "plugins/other")))));

        new Rendering(request, parent, tiny.machine(request)).write();

        Path jars = parent.resolve(CELL).resolve("jars");
        assertThat(jars.resolve("lib/connector-1.0.jar")).hasContent("a connector");
        assertThat(jars.resolve("plugins/other/connector-1.0.jar")).hasContent("another");
    }

    @Test
    void jarIsCopiedToThePlaceOfItsConnector() throws IOException {
        Request request = tiny.request(TinyImage.spec(
                tiny.declaration().withPlaces(List.of(new PlaceText("org.example:connector:1.0", "plugins/example")))));

        new Rendering(request, parent, tiny.machine(request)).write();

        assertThat(parent.resolve(CELL).resolve("Dockerfile"))
                .content()
                .contains("COPY jars/plugins/example/connector-1.0.jar /opt/flink/plugins/example/");
    }

    @Test
    void imageWithoutAJobHasNoFolderForIt() throws IOException {
        Request request = tiny.request(TinyImage.spec(new Declaration(folder)
                .with(Element.FLINK, List.of("2.2.1"))
                .with(Element.CONNECTORS, List.of("org.example:connector:1.0"))));

        new Rendering(request, parent, tiny.machine(request)).write();

        assertThat(parent.resolve(CELL).resolve("job")).doesNotExist();
    }

    @Test
    void renderedFilesAreNoPartOfTheJob() throws IOException {
        parent = folder.resolve("job/rendered");
        Request request = tiny.request(TinyImage.spec(tiny.declaration().withOwn(List.of(parent))));
        new Rendering(request, parent, tiny.machine(request)).write();

        new Rendering(request, parent, tiny.machine(request)).write();

        assertThat(parent.resolve(CELL).resolve("job")).isDirectoryNotContaining("glob:**/rendered");
    }

    @Test
    void ownTemplatesComeFirst() throws IOException {
        Path templates = Files.createDirectories(folder.resolve("templates"));
        Files.writeString(templates.resolve("Dockerfile.ftl"), "FROM scratch\n");
        Request usual = request();
        Request request = new Request(
                usual.specs(),
                usual.lockFile(),
                true,
                usual.output(),
                Optional.of(templates),
                AcceptedSources.ANY,
                Optional.empty(),
                Severities.unchanged());

        new Rendering(request, parent, tiny.machine(request)).write();

        assertThat(parent.resolve(CELL).resolve("Dockerfile")).hasContent("FROM scratch");
    }

    @Test
    void whatIsUpToDatePassesTheCheck() throws IOException {
        rendering().write();

        assertThatCode(() -> rendering().check()).doesNotThrowAnyException();
    }

    @Test
    void everyFileThatIsNotIsAProblemAndIsLeftAsItIs() throws IOException {
        rendering().write();
        Path dockerfile = parent.resolve(CELL).resolve("Dockerfile");
        Files.writeString(dockerfile, "FROM scratch\n");
        Files.delete(parent.resolve(CELL).resolve("job/main.py"));

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> rendering().check())
                .satisfies(exception -> assertThat(exception.problems())
                        .extracting(Problem::code)
                        .containsExactly("PYF-904", "PYF-904"));
        assertThat(dockerfile).hasContent("FROM scratch");
    }

    @Test
    void surroundingsAreAllThatItNeeds() throws IOException {
        Surroundings surroundings = Somewhere.offline(folder, tiny.jarSource, tiny.log);

        assertThat(Rendering.of(request(), parent, surroundings).write()).containsExactly(parent.resolve(CELL));
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there are no modes")
    void filesHaveTheModesThatTheyHaveInTheImage() throws IOException {
        Files.writeString(folder.resolve("job/run"), "#!/bin/sh\n");
        rendering().write();

        Path rendered = parent.resolve(CELL);
        assertThat(permissions(rendered.resolve("job/run"))).isEqualTo("rwxr-xr-x");
        assertThat(permissions(rendered.resolve("job/main.py"))).isEqualTo("rw-r--r--");
        assertThat(permissions(rendered.resolve("jars/lib/connector-1.0.jar"))).isEqualTo("rw-r--r--");
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private Request request() throws IOException {
        return tiny.request(TinyImage.spec(tiny.declaration()));
    }

    private Rendering rendering() throws IOException {
        Request request = request();
        return new Rendering(request, parent, tiny.machine(request));
    }
}
