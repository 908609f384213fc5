package org.pyflinkimage.resolve.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.plan.Location;
import org.pyflinkimage.plan.LockedArtifact.Sdist;
import org.pyflinkimage.plan.LockedArtifact.Wheel;
import org.pyflinkimage.plan.Plan;
import org.pyflinkimage.plan.Plans;
import org.pyflinkimage.plan.Source;
import org.pyflinkimage.python.NormalizedName;
import org.pyflinkimage.spec.DiskProject;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.Sha256;

class BuildPackagesTest {

    @TempDir
    private Path folder;

    private long bytesAtMost = 1000;

    /** The plan is of Python 3.11 on linux/amd64 with glibc 2.36, and has numpy 1.26.4. */
    @ParameterizedTest
    @CsvSource({
        "setuptools-80.9.0-py3-none-any.whl, true",
        "Cython-3.1-cp311-cp311-manylinux_2_17_x86_64.whl, true",
        "Cython-3.1-cp311-cp311-manylinux_2_39_x86_64.whl, false",
        "Cython-3.1-cp312-cp312-manylinux_2_17_x86_64.whl, false",
        "Cython-3.1-cp311-cp311-manylinux_2_17_aarch64.whl, false",
        "Cython-3.1-cp311-cp311-win_amd64.whl, false",
        "some-back.end-1.0.tar.gz, true",
        "backend-1.0.zip, true",
        "backend-1.0.tgz, true",
        "backend-1.0.tar.xz, false",
        "backend-latest.tar.gz, false",
        "backend.zip, false",
        "-1.0.zip, false",
        "numpy-1.26.4-py3-none-any.whl, false",
        "NumPy-1.26.4.0.tar.gz, false",
        "numpy-2.0-py3-none-any.whl, true",
        "README.md, false",
        "setuptools-80.9.0-py3-none-any.whl.part, false"
    })
    void filesThatFitAreTaken(String name, boolean taken) throws IOException {
        Path file = write("wheels/" + name);

        assertThat(found(Map.of(), "--find-links wheels")).isEqualTo(taken ? Map.of(name, file) : Map.of());
    }

    @ParameterizedTest
    @CsvSource({
        "--find-links wheels, '', ''",
        "-f ./wheels/, '', ''",
        "-f FOLDER/wheels, '', ''",
        "-f FILE/wheels, '', ''",
        "-f ${PART}/wheels, '', ''",
        "numpy, 'find-links = [\"wheels\"]', ''",
        "numpy, '[pip]\nfind-links = [\"FILE/wheels\"]', ''",
        "numpy, 'find-links = [\"file:FOLDER/wheels\"]', ''",
        "numpy, 'find-links = [\"file://localhostFOLDER/wheels\"]', ''",
        "numpy, '', wheels",
        "numpy, '', 'none,FOLDER/wheels'",
        "'--no-index\n-f wheels', '', ''"
    })
    void whereverTheFolderIsNamed(String line, String settings, String variable) throws IOException {
        Path file = write("wheels/setuptools-1-py3-none-any.whl");
        if (!settings.isEmpty()) {
            Files.writeString(folder.resolve("uv.toml"), placed(settings));
        }
        Map<String, String> variables = Map.of("UV_FIND_LINKS", placed(variable), "PART", folder.toString());

        assertThat(found(variables, placed(line))).containsOnlyKeys(nameOf(file));
    }

    @Test
    void firstFolderThatHasANameCounts() throws IOException {
        Path first = write("b/setuptools-1-py3-none-any.whl");
        write("a/setuptools-1-py3-none-any.whl");
        Path other = write("a/wheel-1-py3-none-any.whl");

        assertThat(found(Map.of(), "-f b\n-f a\n-f none\n-f https://example.com/wheels/")
                        .values())
                .containsExactly(first, other);
    }

    /** Of what fits and is not locked: that of a plan is copied in any case. */
    @Test
    void moreThanIsCopiedIsRefusedBeforeItIs() throws IOException {
        write("a/setuptools-1-py3-none-any.whl");
        write("a/numpy-1.26.4-py3-none-any.whl");
        write("a/setuptools-1-cp312-cp312-win_amd64.whl");
        write("b/wheel-1-py3-none-any.whl");
        long size = (long) "a/setuptools-1-py3-none-any.whl".length() + "b/wheel-1-py3-none-any.whl".length();
        bytesAtMost = size;

        assertThat(found(Map.of(), "-f a\n-f b")).hasSize(2);

        bytesAtMost = size - 1;
        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> found(Map.of(), "-f a\n-f b"))
                .withMessageContainingAll(
                        "[PYF-466]",
                        "MB in `%s`, ".formatted(folder.resolve("a")),
                        "MB in `%s`".formatted(folder.resolve("b")),
                        "`--find-links` in a file of `<requirements>`",
                        "`UV_FIND_LINKS`, `find-links` in uv.toml or `[tool.uv]`, or, where no index is asked, `find-links` in"
                                + " pip.conf or `PIP_FIND_LINKS`",
                        "for `dill==0.4.0`");
    }

    @Test
    void gigabytesAreNotCopied() throws IOException {
        try (RandomAccessFile file =
                new RandomAccessFile(write("wheels/torch-2-py3-none-any.whl").toFile(), "rw")) {
            file.setLength(3_000_000_000L);
        }
        Path requirements = Files.writeString(folder.resolve("requirements.txt"), "-f wheels\n");

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> new BuildPackages(Plans.empty())
                        .in(new Environment(Map.of(), folder), DiskProject.requirements(requirements)))
                .withMessageContainingAll("[PYF-466]", "builder: 3.0 GB in `", "no more than 1.0 GB");
    }

    /** What such a file could be no container is to see: whoever wrote the folder may have put down a link to anything. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void linksThatLeadOutAndFoldersAreNotTaken() throws IOException {
        Path secret = write("secret");
        Path real = write("wheels/setuptools-1-py3-none-any.whl");
        write("wheels/folder-1-py3-none-any.whl/a");
        Files.createSymbolicLink(folder.resolve("wheels/own-1-py3-none-any.whl"), secret);
        Files.createSymbolicLink(folder.resolve("wheels/gone-1-py3-none-any.whl"), folder.resolve("nothing"));
        Files.createSymbolicLink(folder.resolve("wheels/beside-1-py3-none-any.whl"), real.getFileName());

        assertThat(found(Map.of(), "-f wheels"))
                .containsOnlyKeys("setuptools-1-py3-none-any.whl", "beside-1-py3-none-any.whl");
    }

    private String placed(String text) {
        return text.replace("FILE", "file://" + folder.toUri().getPath().replaceFirst("/$", ""))
                .replace("FOLDER", folder.toString());
    }

    private static String nameOf(Path file) {
        return file.getFileName().toString();
    }

    private SortedMap<String, Path> found(Map<String, String> variables, String lines) throws IOException {
        Path requirements = Files.writeString(folder.resolve("requirements.txt"), lines + "\n");
        Wheel numpy = new Wheel(
                NormalizedName.of("numpy"),
                "1.26.4",
                "numpy-1.26.4-cp311-cp311-manylinux_2_17_x86_64.whl",
                new Location(Source.PYTHON, "numpy"),
                Sha256.of("numpy"),
                1);
        Plan empty = Plans.empty();
        Sdist dill = new Sdist(
                NormalizedName.of("dill"),
                "0.4.0",
                "dill-0.4.0.tar.gz",
                new Location(Source.PYTHON, "dill"),
                Sha256.of("dill"),
                1);
        Plan plan = empty.withContents(empty.contents().withDistributions(List.of(numpy, dill)));
        return new BuildPackages(plan, bytesAtMost)
                .in(new Environment(variables, folder.resolve("home")), DiskProject.requirements(requirements));
    }

    private Path write(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, name);
    }
}
