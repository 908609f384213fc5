package org.pyflinkimage.resolve.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.pyflinkimage.resolve.python.PythonScene.files;
import static org.pyflinkimage.resolve.python.PythonScene.inline;
import static org.pyflinkimage.resolve.python.PythonScene.names;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.python.Requirement;
import org.pyflinkimage.spec.PythonRequirements;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;

/** pip is chosen like any other package, by a real uv of an index on loopback, whatever form the requirements are in. */
@EnabledOnOs(OS.LINUX)
@Tag("uv")
class ResolvedPipTest {

    private static final String OLD = "pip-24.0-py3-none-any.whl";
    private static final String NEW = "pip-26.0-py3-none-any.whl";
    private static final AddedRequirement PIP = new AddedRequirement(
            Requirement.parse("pip").orElseThrow(),
            "Flink runs it",
            Optional.of("leave it out: `-Dpyflink.pip=false`"));

    @TempDir
    private Path folder;

    @AutoClose
    private PythonScene scene;

    @BeforeEach
    void open() {
        scene = new PythonScene(folder);
    }

    private void pipInIndex() {
        scene.index().wheel(OLD).wheel(NEW);
    }

    @Test
    void theNewestIsTakenWhereNobodySaysWhich() {
        pipInIndex();

        PythonResolution resolution = scene.resolve(PIP);

        assertThat(names(resolution)).contains(NEW);
        assertThat(resolution.added()).containsExactly("pip: Flink runs it");
    }

    @ParameterizedTest
    @CsvSource({
        "pip==24.0,                                  " + OLD,
        "PIP<25,                                     " + OLD,
        "pip,                                        " + NEW,
        "'pip<25 ; python_version >= \"3\"',         " + OLD
    })
    void aRequirementOfTheUsersIsNoAddition(String line, String file) {
        pipInIndex();

        PythonResolution resolution = scene.resolve(inline(line), PIP);

        assertThat(names(resolution)).contains(file);
        assertThat(resolution.added()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-c limits.txt", "pip<25 ; python_version < \"3\"\n-c limits.txt"})
    void aConstraintOrAMarkerThatDoesNotHoldLimitsTheAddition(String line) throws IOException {
        pipInIndex();
        Files.writeString(folder.resolve("limits.txt"), "pip==24.0\n");

        PythonResolution resolution = scene.resolve(requirements(line), PIP);

        assertThat(names(resolution)).contains(OLD);
        assertThat(resolution.added()).containsExactly("pip: Flink runs it");
    }

    @Test
    void sumsOfOtherPackagesDoNotForbidIt() throws IOException {
        pipInIndex();
        String line = "extra==1.0 --hash=sha256:" + scene.sumOfExtra();

        assertThat(names(scene.resolve(requirements("--require-hashes\n" + line), PIP)))
                .contains(NEW, "extra-1.0-py3-none-any.whl");
    }

    @Test
    void itsOwnSumIsCompared() throws IOException {
        pipInIndex();
        String right = scene.index().sum("pip", OLD).hex();

        assertThat(names(scene.resolve(requirements("pip==24.0 --hash=sha256:" + right), PIP)))
                .contains(OLD);
        assertThat(problem(requirements("pip==24.0 --hash=sha256:" + "0".repeat(64)))
                        .toText())
                .contains("[PYF-491] `pip==24.0` is not the file that")
                .doesNotContain("pyflink.pip");
    }

    @Test
    void lockFilesWithoutItStayAsTheyAre() throws IOException {
        pipInIndex();

        assertThat(names(scene.resolve(files(scene.pylock(scene.sumOfExtra())), PIP)))
                .contains(NEW, "extra-1.0-py3-none-any.whl");
        assertThat(names(scene.resolve(files(scene.uvLock(scene.sumOfExtra(), "")), PIP)))
                .contains(NEW, "extra-1.0-py3-none-any.whl");
    }

    @ParameterizedTest
    @ValueSource(strings = {"extra", "--no-index"})
    void anIndexWithoutItIsToldWithTheWayToDoWithout(String line) throws IOException {
        Problem problem = problem(requirements(
                line.equals("extra")
                        ? line
                        : line + "\n--find-links " + withoutPip().toUri()));

        assertThat(problem.code()).isEqualTo("PYF-487");
        assertThat(problem.what()).contains("`pip`");
        assertThat(problem.why()).contains("`pip` is added: Flink runs it");
        assertThat(problem.remedies())
                .startsWith("leave it out: `-Dpyflink.pip=false`")
                .noneMatch(remedy -> remedy.contains("<requirements>"));
    }

    @Test
    void aVersionThatTheIndexLacksIsTheUsersToCorrect() throws IOException {
        pipInIndex();
        Files.writeString(folder.resolve("limits.txt"), "pip==99.0\n");

        assertThat(problem(requirements("-c limits.txt")).remedies())
                .startsWith("leave it out: `-Dpyflink.pip=false`")
                .anyMatch(remedy -> remedy.contains("<requirements>"));
    }

    @Test
    void otherFailuresAreNotLaidOnIt() {
        pipInIndex();

        assertThat(problem(inline("nowhere")).toText())
                .contains("does not have `nowhere`")
                .doesNotContain("pyflink.pip");
    }

    /** All that PyFlink needs, as a folder of wheels. */
    private Path withoutPip() throws IOException {
        Path wheels = Files.createDirectories(folder.resolve("wheels"));
        for (String file : new String[] {
            "apache_flink-2.3.0-cp311-cp311-manylinux1_x86_64.whl", "apache_flink_libraries-2.3.0-py2.py3-none-any.whl"
        }) {
            Files.write(wheels.resolve(file), LoopbackIndex.bytesOfWheel(file));
        }
        return wheels;
    }

    private PythonRequirements requirements(String text) throws IOException {
        return files(Files.writeString(folder.resolve("requirements.txt"), text + "\n"));
    }

    private Problem problem(PythonRequirements requirements) {
        return catchThrowableOfType(PyFlinkException.class, () -> scene.resolve(requirements, PIP))
                .problems()
                .get(0);
    }
}
