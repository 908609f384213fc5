package org.pyflinkimage.build.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.spec.AcceptedSources;
import org.pyflinkimage.spec.BuilderName;
import org.pyflinkimage.spec.Declaration;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.ExtraDirectoryText;
import org.pyflinkimage.spec.GivenPlatforms;
import org.pyflinkimage.spec.MachinePlatforms;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;

class DeclaredImagesTest {

    @TempDir
    private Path folder;

    @Test
    void declarationGetsItsMeaning() {
        DeclaredImages declared = DeclaredImages.read(
                new Declaration(folder)
                        .with(Element.BUILDER, List.of("buildah"))
                        .with(Element.SOURCES, List.of("configured")),
                Map.of("PYF-115", "off"),
                Optional.empty());

        assertThat(declared.specs()).hasSize(1);
        assertThat(declared.builder()).contains(BuilderName.BUILDAH);
        assertThat(declared.sources()).isEqualTo(new AcceptedSources(false, List.of()));
        assertThat(declared.validation().judge(List.of()).overrides().levels()).containsOnlyKeys("PYF-115");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-01T00:00:00Z, 2026-01-01T00:00:00Z",
        "EPOCH, 1970-01-01T00:00:00Z",
        "lock, ",
        ", 2025-05-05T00:00:00Z"
    })
    void declaredDateOfImagesComesBeforeTheProjects(@Nullable String declared, @Nullable String date) {
        Declaration declaration = new Declaration(folder);
        if (declared != null) {
            declaration.with(Element.CREATION_TIME, List.of(declared));
        }
        DeclaredImages images = DeclaredImages.read(declaration, Map.of(), Optional.empty());

        assertThat(images.created(Optional.of(Instant.parse("2025-05-05T00:00:00Z"))))
                .isEqualTo(Optional.ofNullable(date).map(Instant::parse));
    }

    @Test
    void extraFilesThatNoImageCanHaveAreToldWithAllOtherMistakes() throws IOException {
        Files.createSymbolicLink(
                Files.createDirectories(folder.resolve("etc")).resolve("link"), Path.of("/etc/passwd"));
        Declaration declaration = new Declaration(folder)
                .withExtraDirectories(List.of(ExtraDirectoryText.parse("etc=/etc/own")))
                .with(Element.SOURCES, List.of("neither this nor that"));

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> DeclaredImages.read(declaration, Map.of(), Optional.empty()))
                .satisfies(failure -> assertThat(failure.problems())
                        .hasSizeGreaterThan(1)
                        .anySatisfy(problem -> assertThat(problem.toText()).contains("link")));
    }

    @Test
    void machineOfAnotherKindIsToldWhatIsBuilt() {
        Declaration declaration = new Declaration(folder).withPlatforms(host(Platform.LINUX_ARM64));

        assertThat(DeclaredImages.read(declaration, Map.of(), Optional.empty()).notes())
                .containsExactly(
                        "Images are for linux/amd64, as no platform is declared; for this machine's own, linux/arm64: "
                                + "`<platforms><platform>host</platform></platforms>` (-Dpyflink.platforms=host)");
        declaration.with(Element.PLATFORMS, List.of("linux/amd64"));
        assertThat(DeclaredImages.read(declaration, Map.of(), Optional.empty()).notes())
                .isEmpty();
    }

    @Test
    void machineOfTheUsualKindIsToldNothing() {
        Declaration declaration = new Declaration(folder).withPlatforms(host(Platform.LINUX_AMD64));

        assertThat(DeclaredImages.read(declaration, Map.of(), Optional.empty()).notes())
                .isEmpty();
    }

    private static MachinePlatforms host(Platform platform) {
        return new GivenPlatforms(Optional.of(platform), Optional.empty());
    }

    @Test
    void linksOutOfJobsAndTemplatesAreToldAtOnce() throws IOException {
        Path secret = Files.writeString(folder.resolve("id_rsa"), "not-to-be-shown");
        for (String name : List.of("job", "templates/in")) {
            Files.createDirectories(folder.resolve(name));
        }
        Files.writeString(folder.resolve("job/job.py"), "");
        Files.writeString(folder.resolve("templates/config.yaml.ftl"), "");
        Files.createSymbolicLink(folder.resolve("job/key"), secret);
        Files.createSymbolicLink(folder.resolve("templates/config.yaml"), secret);
        Files.createSymbolicLink(folder.resolve("templates/in/gone.ftl"), Path.of("nowhere"));
        Files.createSymbolicLink(folder.resolve("templates/flink-conf.yaml.ftl"), Path.of("config.yaml.ftl"));
        Declaration declaration =
                new Declaration(folder).with(Element.JOB, List.of("job")).with(Element.ENTRY, List.of("job.py"));

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> DeclaredImages.read(declaration, Map.of(), Optional.of(folder.resolve("templates"))))
                .satisfies(exception -> assertThat(exception.problems())
                        .extracting(problem -> problem.code() + " " + problem.what())
                        .containsExactly(
                                "PYF-253 `key` of the job is a symbolic link to a file outside of the job",
                                "PYF-254 `config.yaml` of `<templates>` is a symbolic link to a file outside of the folder",
                                "PYF-254 `in/gone.ftl` of `<templates>` is a symbolic link to nothing"))
                .satisfies(exception -> assertThat(exception).hasMessageNotContainingAny("id_rsa", "not-to-be-shown"));
    }

    @Test
    void requirementsThatNoImageCanBeMadeOfAreToldOnceForAllCells() throws IOException {
        Files.writeString(folder.resolve("requirements.txt"), "-e .\n");
        Files.writeString(folder.resolve("pyproject.toml"), "[project]\nname = 'x'\ndynamic = ['dependencies']\n");
        Declaration declaration = new Declaration(folder)
                .with(Element.PYTHON, List.of("3.10", "3.11"))
                .with(Element.REQUIREMENTS, List.of("requirements.txt", "pyproject.toml"));

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> DeclaredImages.read(declaration, Map.of("PYF-115", "never"), Optional.empty()))
                .satisfies(exception -> assertThat(exception.problems())
                        .extracting(Problem::code)
                        .containsExactly("PYF-290", "PYF-488", "PYF-494"));
    }

    @Test
    void absentTemplatesAreAnotherOnesProblem() {
        assertThat(DeclaredImages.read(new Declaration(folder), Map.of(), Optional.of(folder.resolve("absent")))
                        .specs())
                .hasSize(1);
    }

    @Test
    void mistakesOfSeveritiesAndDeclarationAreToldAtOnce() {
        Declaration declaration = new Declaration(folder)
                .with(Element.IMAGE, List.of("UPPER"))
                .with(Element.SOURCES, List.of("src/main/python"));

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> DeclaredImages.read(declaration, Map.of("PYF-115", "never"), Optional.empty()))
                .satisfies(exception -> assertThat(exception.problems())
                        .extracting(Problem::code)
                        .containsExactly("PYF-290", "PYF-010", "PYF-723"));
    }
}
