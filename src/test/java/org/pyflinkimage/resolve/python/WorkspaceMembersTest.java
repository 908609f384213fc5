package org.pyflinkimage.resolve.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pyflinkimage.python.MarkerEnvironment;
import org.pyflinkimage.python.NormalizedName;
import org.pyflinkimage.python.PythonVersion;
import org.pyflinkimage.resolve.sources.SourceProject;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.value.PyFlinkException;

/** However often members are asked for: they are looked for once. */
class WorkspaceMembersTest {

    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final String WORKSPACE = "[tool.uv.workspace]\nmembers = ['**']\n";

    @TempDir
    Path root;

    private void write(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private void member(String folder, String name) throws IOException {
        write(folder + "/pyproject.toml", "[project]\nname = '%s'\nversion = '1'\n".formatted(name));
    }

    private Optional<String> found(Workspaces workspaces, String name) {
        return workspaces
                .around(root.resolve("libs/a"))
                .flatMap(around -> around.member(NormalizedName.of(name)))
                .map(place -> root.relativize(place).toString().replace('\\', '/'));
    }

    private static String lines(int count, IntFunction<String> line) {
        return IntStream.range(0, count).mapToObj(line).collect(Collectors.joining("\n", "\n", "\n"));
    }

    @Test
    void membersAreFoundByNameWhateverElseIsBroken() throws IOException {
        write("pyproject.toml", "[project]\nname = 'Top'\n" + WORKSPACE + "exclude = ['**/examples']\n");
        member("libs/a", "First.One");
        member("libs/b/examples", "example");
        member("libs/c", "first-one");
        write("libs/d/pyproject.toml", "nothing");
        member("libs/e", "last");
        Workspaces workspaces = new Workspaces();

        assertThat(found(workspaces, "first-one")).contains("libs/a");
        assertThat(found(workspaces, "top")).contains("");
        for (String name : new String[] {"example", "last", "example"}) {
            assertThatExceptionOfType(PyFlinkException.class)
                    .isThrownBy(() -> found(workspaces, name))
                    .withMessageContaining("[PYF-488]");
        }
        assertThat(found(workspaces, "first-one")).contains("libs/a");

        Files.delete(root.resolve("libs/d/pyproject.toml"));
        assertThat(found(new Workspaces(), "last")).contains("libs/e");
        assertThat(found(new Workspaces(), "example")).isEmpty();
    }

    @Test
    void whatIsExcludedIsNotLookedFor() throws IOException {
        write(
                "pyproject.toml",
                "[tool.uv.workspace]\nmembers = ['libs/*']\nexclude = ['libs/b', '**/examples', %s]\n"
                        .formatted(lines(500, "'**/x%04d',"::formatted)));
        member("libs/a", "a");
        member("libs/b", "b");
        for (int i = 0; i < 1000; i++) {
            Files.createDirectories(root.resolve("node_modules/n" + i));
        }
        Workspaces workspaces = new Workspaces();

        assertThat(assertTimeoutPreemptively(LONGEST, () -> found(workspaces, "a")))
                .contains("libs/a");
        assertThat(found(workspaces, "b")).isEmpty();
    }

    @Test
    void manyDependenciesAskForMembersInTime() throws IOException {
        int count = 4000;
        write("pyproject.toml", WORKSPACE);
        for (int i = 0; i < 1000; i++) {
            member("libs/m" + i, "m" + i);
        }
        write(
                "libs/a/pyproject.toml",
                "[project]\nname = 'a'\nversion = '1'\ndependencies = [%s]\n[tool.uv.sources]%s"
                        .formatted(
                                lines(count, "'m%s',"::formatted),
                                lines(count, "m%s = {workspace = true}"::formatted)));
        write("libs/a/a/__init__.py", "");
        Path folder = root.resolve("libs/a");
        SourceProject project = SourceProject.read(folder).project().orElseThrow();

        FolderSources sources =
                assertTimeoutPreemptively(LONGEST, () -> FolderSources.of(folder, project, new Workspaces()));

        assertThat(sources.placed()).hasSize(1000);
        assertThat(sources.missing()).hasSize(count - 1000);
        ProjectRequirements requirements = ProjectRequirements.read(folder.resolve("pyproject.toml"), AskedParts.NONE);
        MarkerEnvironment environment =
                MarkerEnvironment.of(PythonVersion.parse("3.11.9").orElseThrow(), Platform.LINUX_AMD64);
        assertThat(assertTimeoutPreemptively(LONGEST, () -> requirements.problems(environment)))
                .hasSize(count - 1000);
        assertThat(assertTimeoutPreemptively(LONGEST, () -> requirements.lines(environment)))
                .filteredOn(line -> line.text().contains(" @ file:"))
                .hasSize(1000);
    }

    @Test
    void allWorkspacesShareOneEffort() throws IOException {
        WorkspaceEffort effort = new WorkspaceEffort();
        for (int i = 0; i < 199_000; i++) {
            effort.folder(root);
        }
        write("pyproject.toml", WORKSPACE);
        for (int i = 0; i < 300; i++) {
            Files.createDirectories(root.resolve("libs/m" + i));
        }
        WorkspacePatterns first = new WorkspacePatterns(root, effort);
        WorkspacePatterns second = new WorkspacePatterns(root.resolve("libs"), effort);

        assertThat(first.matching("**")).hasSize(302);
        assertThat(second.matching("**")).hasSize(301);
        first.matching("**");
        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> second.matching("**"))
                .withMessageContainingAll("[PYF-488]", "200000 looks at folders");
    }

    /** A folder of packages of another language may have many. */
    @Test
    void filesAreNotCountedAsFolders() {
        WorkspaceEffort effort = new WorkspaceEffort();

        for (int i = 0; i < 5_000_000; i++) {
            effort.file(root);
        }
        for (int i = 0; i < 100_000; i++) {
            effort.folder(root);
        }
        assertThatExceptionOfType(PyFlinkException.class).isThrownBy(() -> effort.read(1, root));
    }

    @Test
    void aKeyThatIsNoNameIsNoPlace() throws IOException {
        write("pyproject.toml", WORKSPACE + "[tool.uv.sources]\n'no name!' = {path = 'x'}\n");
        member("libs/a", "a");
        write("libs/a/a/__init__.py", "");
        Path folder = root.resolve("libs/a");

        FolderSources sources =
                FolderSources.of(folder, SourceProject.read(folder).project().orElseThrow(), new Workspaces());

        assertThat(sources.placed()).isEmpty();
        assertThat(sources.missing()).isEmpty();
    }
}
