package org.pyflinkimage.resolve.index;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.system.Environment;

class ProjectSettingsTest {

    /** One whose own settings do not count. */
    private static final Environment MACHINE = new Environment(Map.of("UV_NO_CONFIG", "1"), Path.of("/nonexistent"));

    @TempDir
    private Path folder;

    @Test
    void aUvTomlHidesWhatThePyprojectSays() throws IOException {
        Path requirements = write("job/requirements.txt", "");
        write("job/pyproject.toml", "[tool.uv]\nno-index = true\n");

        assertThat(settings(requirements).ofUv(MACHINE).path("no-index").asBoolean())
                .isTrue();

        write("job/uv.toml", "prerelease = 'allow'\n");

        assertThat(settings(requirements).ofUv(MACHINE).path("prerelease").asText())
                .isEqualTo("allow");
        assertThat(settings(requirements).ofUv(MACHINE).has("no-index")).isFalse();
    }

    @Test
    void onlyWhatShapesAResolutionIsKept() throws IOException {
        Path requirements = write("job/requirements.txt", "");
        write("job/uv.toml", "cache-dir = '/elsewhere'\nresolution = 'lowest'\n[pip]\nstrict = true\n");

        assertThat(settings(requirements).ofUv(MACHINE)).isEqualTo(Toml.empty().put("resolution", "lowest"));
    }

    @Test
    void variablesSayBeforeAllFilesHowUvLocks() throws IOException {
        Path lock = write("job/uv.lock", "");
        write("job/pyproject.toml", "[tool.uv]\nresolution = 'lowest'\nfork-strategy = 'fewest'\nno-index = true\n");

        assertThat(settings(lock).ofLocking(MACHINE))
                .isEqualTo(Toml.empty()
                        .put("no-index", true)
                        .put("resolution", "lowest")
                        .put("fork-strategy", "fewest"));
        assertThat(settings(lock)
                        .ofLocking(MACHINE.withDefaults(Map.of(
                                "UV_RESOLUTION", "highest", "UV_FORK_STRATEGY", "", "UV_EXCLUDE_NEWER", "2026-01-01"))))
                .isEqualTo(Toml.empty()
                        .put("no-index", true)
                        .put("resolution", "highest")
                        .put("fork-strategy", "fewest")
                        .put("exclude-newer", "2026-01-01"));
    }

    /** Its lock file has what was required once; which of that is required now stands beside it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "[project]\ndependencies = ['a', 'b']\n",
                "[project]\ndependencies = ['a']\n[project.optional-dependencies]\nx = ['b']\n",
                "[project]\ndependencies = ['a']\n[tool.poetry.dependencies]\nb = '^1'\n",
                "[project]\ndependencies = ['a']\n[tool.poetry.extras]\nx = ['b']\n"
            })
    void projectsBesidePoetrysLocksShapeWhatIsRequired(String changed) throws IOException {
        Path lock = write("job/poetry.lock", "");
        write("job/pyproject.toml", "[project]\ndependencies = ['a']\n");
        List<String> before = settings(lock).shaping();
        write("job/pyproject.toml", "[project]\nversion = '2'\ndependencies = ['a']\n");
        assertThat(settings(lock).shaping()).isEqualTo(before);

        write("job/pyproject.toml", changed);

        assertThat(settings(lock).shaping()).isNotEqualTo(before);
        assertThat(settings(lock).shaping()).allMatch(line -> line.lines().count() == 1);
    }

    /** Of groups only where some are asked for, which whoever asks for none need not know. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "[dependency-groups]\ntest = ['b']\n",
                "[tool.poetry.group.test.dependencies]\nb = '^1'\n",
                "[tool.poetry.dev-dependencies]\nb = '^1'\n"
            })
    void groupsOfProjectsBesidePoetrysLocksShapeWhatIsAskedForOfThem(String changed) throws IOException {
        Path lock = write("job/poetry.lock", "");
        write("job/pyproject.toml", "[project]\ndependencies = ['a']\n");
        List<String> before = settings(lock).shaping();
        assertThat(settings(lock).shapingGroups()).isEmpty();

        write("job/pyproject.toml", "[project]\ndependencies = ['a']\n" + changed);

        assertThat(settings(lock).shaping()).isEqualTo(before);
        assertThat(settings(lock).shapingGroups())
                .hasSize(1)
                .allMatch(line -> line.lines().count() == 1);
    }

    @Test
    void strategyThatIsNoTextIsNone() throws IOException {
        Path lock = write("job/uv.lock", "");
        write("job/pyproject.toml", "[tool.uv]\nfork-strategy = 1\n");

        assertThat(settings(lock).ofLocking(MACHINE)).isEmpty();
    }

    @Test
    void packagesAreNamedThatSettingsPutIntoOthersPlaceOrLeaveOut() throws IOException {
        Path requirements = write("job/requirements.txt", "");
        write(
                "job/uv.toml",
                "override-dependencies = ['Foo_Bar>1']\nexclude-dependencies = ['baz']\nresolution = 'lowest'\n");

        assertThat(settings(requirements).overridden(MACHINE)).containsExactly("baz", "foo-bar");
    }

    @Test
    void foldersOfWheelsAreThoseOfBothKindsOfSettings() throws IOException {
        Path requirements = write("job/requirements.txt", "");
        write("job/uv.toml", "find-links = ['/one', '/two']\n[pip]\nfind-links = ['/three']\n");

        assertThat(settings(requirements).findLinks(MACHINE)).containsExactly("/one", "/two", "/three");
    }

    @Test
    void whatIsSaidOfPipAloneCountsToo() throws IOException {
        Path one = write("one/requirements.txt", "");
        Path other = write("other/requirements.txt", "");
        write("one/pyproject.toml", "[tool.uv.pip]\nresolution = 'lowest'\nstrict = true\nkeyring-provider = 'x'\n");
        write("other/uv.toml", "[pip]\nresolution = 'highest'\nfind-links = ['wheels']\n");

        assertThat(settings(one, other).ofUv(MACHINE).path("pip"))
                .isEqualTo(Toml.empty()
                        .put("resolution", "lowest")
                        .put("keyring-provider", "x")
                        .set("find-links", Toml.empty().arrayNode().add(other.resolveSibling("wheels") + "")));
        assertThat(settings(one, other).shaping())
                .containsExactly("setting pip.find-links [\"wheels\"]", "setting pip.resolution \"lowest\"");
    }

    @Test
    void anEarlierFileWins() throws IOException {
        Path one = write("one/requirements.txt", "");
        Path other = write("other/requirements.txt", "");
        write("one/uv.toml", "resolution = 'lowest'\n");
        write("other/uv.toml", "resolution = 'highest'\nprerelease = 'allow'\n");

        assertThat(settings(one, other).ofUv(MACHINE))
                .isEqualTo(Toml.empty().put("resolution", "lowest").put("prerelease", "allow"));
    }

    @Test
    void relativePathsStartFromTheFirstFilesFolder() throws IOException {
        Path elsewhere = Path.of("/elsewhere");

        assertThat(settings().folderOr(elsewhere)).isEqualTo(elsewhere);
        assertThat(settings(Path.of("job/requirements.txt")).folderOr(elsewhere))
                .isEqualTo(Path.of("job").toAbsolutePath());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "constraint-dependencies = ['six<2']",
                "override-dependencies = ['six<2']",
                "exclude-dependencies = ['six']",
                "exclude-newer = '2026-01-01T00:00:00Z'",
                "exclude-newer-package = { six = '2026-01-01T00:00:00Z' }",
                "prerelease = 'allow'",
                "resolution = 'lowest'",
                "index-strategy = 'unsafe-best-match'",
                "no-index = true",
                "find-links = ['wheels']",
                "index-url = 'https://index.example.com/simple'",
                "extra-index-url = ['https://index.example.com/simple']",
                "index = [{ name = 'team', url = 'https://index.example.com/simple', explicit = true }]"
            })
    void whatDecidesOnVersionsBesideTheFilesIsALine(String setting) throws IOException {
        Path requirements = write("job/requirements.txt", "six");
        assertThat(settings(requirements).shaping()).isEmpty();

        write("job/pyproject.toml", "[tool.uv]\n" + setting + "\n");

        List<String> shaping = settings(requirements).shaping();
        assertThat(shaping).singleElement().asString().startsWith("setting " + setting.replaceFirst(" .*", " "));
        assertThat(settings(requirements).ofUv(MACHINE)).hasSize(1);
        write("job/pyproject.toml", "[project]\nname = 'x'\n[tool.uv]\n" + setting + " # why\n");
        assertThat(settings(requirements, requirements).shaping()).isEqualTo(shaping);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "keyring-provider = 'subprocess'",
                "allow-insecure-host = ['index.example.com']",
                "cache-dir = '/elsewhere'",
                "native-tls = true",
                "concurrent-downloads = 2"
            })
    void howIndexesAreReachedIsNone(String setting) throws IOException {
        Path requirements = write("job/requirements.txt", "six");
        write("job/uv.toml", setting + "\n");

        assertThat(settings(requirements).shaping()).isEmpty();
    }

    @Test
    void loginsAreNoPartOfALine() throws IOException {
        Path requirements = write("job/requirements.txt", "six");
        write("job/uv.toml", "index-url = 'https://ann:one@index.example.com/simple'\n");
        List<String> shaping = settings(requirements).shaping();

        write("job/uv.toml", "index-url = 'https://ann:two@index.example.com/simple'\n");

        assertThat(settings(requirements).shaping())
                .isEqualTo(shaping)
                .containsExactly("setting index-url \"https://index.example.com/simple\"");
    }

    /** Which groups of a lock file count, its project says, even beside a uv.toml. */
    @ParameterizedTest
    @ValueSource(strings = {"job/uv.lock", "job/pylock.toml"})
    void whatAProjectSaysOfItsLockIsALineOfItsOwn(String name) throws IOException {
        Path lock = write(name, "");
        Path project = write("job/pyproject.toml", "[tool.uv]\ndefault-groups = ['extra']\n");
        assertThat(settings(lock).shaping()).containsExactly("lock 0 default-groups [\"extra\"]");

        write("job/uv.toml", "prerelease = 'allow'\n");
        assertThat(settings(lock).shaping())
                .containsExactly("setting prerelease \"allow\"", "lock 0 default-groups [\"extra\"]");
        assertThat(settings(lock, project).shaping()).noneMatch(line -> line.startsWith("lock"));
        assertThat(settings(write("job/requirements.txt", "")).shaping()).noneMatch(line -> line.startsWith("lock"));

        write("job/pyproject.toml", "[tool.uv]\n[[tool.uv.index]]\nname = 'x'\nurl = 'https://a:b@x/'\n");
        assertThat(settings(lock).shaping()).contains("lock 0 index [{\"name\":\"x\",\"url\":\"https://x/\"}]");
    }

    @Test
    void declaredFilesAreReadWholeAnyway() throws IOException {
        Path project = write("job/pyproject.toml", "[project]\nname = 'x'\n[tool.uv]\nresolution = 'lowest'\n");

        assertThat(settings(project).shaping()).isEmpty();
    }

    @Test
    void linesAreSortedAndThoseOfAnEarlierFileWin() throws IOException {
        Path one = write("one/requirements.txt", "");
        Path other = write("other/requirements.txt", "");
        write("one/uv.toml", "resolution = 'lowest'\n");
        write("other/uv.toml", "resolution = 'highest'\nprerelease = 'allow'\n");

        assertThat(settings(one, other).shaping())
                .containsExactly("setting prerelease \"allow\"", "setting resolution \"lowest\"");
    }

    @Test
    void theUsersOwnSettingsGoOnWhereTheProjectsEnd() throws IOException {
        Path requirements = write("job/requirements.txt", "");
        write("job/uv.toml", "find-links = ['/job']\nprerelease = 'allow'\n");
        write("home/.config/uv/uv.toml", "find-links = ['/user']\nprerelease = 'disallow'\nfork-strategy = 'x'\n");
        Environment user = new Environment(Map.of(), folder.resolve("home"));

        assertThat(settings(requirements).ofUv(user).path("find-links"))
                .extracting(JsonNode::asText)
                .startsWith("/job", "/user");
        assertThat(settings(requirements).ofUv(user).path("prerelease").asText())
                .isEqualTo("allow");
    }

    @Test
    void aFileThatTheUserNamesHoldsAlone() throws IOException {
        Path requirements = write("job/requirements.txt", "");
        write("job/uv.toml", "prerelease = 'allow'\n");
        Path named = write("named.toml", "resolution = 'lowest'\n");
        Environment user = new Environment(Map.of("UV_CONFIG_FILE", named.toString()), folder.resolve("home"));

        assertThat(settings(requirements).ofUv(user)).isEqualTo(Toml.empty().put("resolution", "lowest"));
    }

    private static ProjectSettings settings(Path... files) {
        return new ProjectSettings(List.of(files));
    }

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }
}
