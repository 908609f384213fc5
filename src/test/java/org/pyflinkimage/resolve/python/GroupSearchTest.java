package org.pyflinkimage.resolve.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.python.MarkerEnvironment;
import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.python.PythonVersion;
import org.pyflinkimage.python.RequirementLine;
import org.pyflinkimage.spec.DiskProject;
import org.pyflinkimage.spec.PythonRequirements;
import org.pyflinkimage.spec.RequestedGroup;
import org.pyflinkimage.value.Platform;

class GroupSearchTest {

    private static final MarkerEnvironment ENVIRONMENT =
            MarkerEnvironment.of(new PythonVersion(new PythonMinor(11), 2), Platform.LINUX_AMD64);

    @TempDir
    Path folder;

    private Path first;
    private Path second;

    @BeforeEach
    void write() throws IOException {
        first = Files.writeString(
                folder.resolve("pyproject.toml"),
                "[project]\nname = 'job'\ndependencies = ['a']\n[dependency-groups]\ntest = ['b']\ndocs = ['c']\n");
        second = Files.writeString(
                folder.resolve("other.toml"), "[dependency-groups]\nTest = ['d']\nown-one = ['e']\nnever = ['f']\n");
    }

    @ParameterizedTest
    @CsvSource({
        "test,                 a b d",
        "Own_One,              a e",
        "'test,own.one,docs',  a b c d e",
        "other.toml:test,      a d",
        "'pyproject.toml:docs,other.toml:own-one', a c e"
    })
    void groupIsThatOfItsFileOrOfEachThatHasIt(String groups, String names) {
        assertThat(read(groups, first, second).lines(ENVIRONMENT).stream()
                        .map(RequirementLine::text)
                        .sorted())
                .containsExactly(names.split(" ", -1));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            tests               | the groups of `FIRST` are test, docs & the groups of `SECOND` are test, never, own-one & <group>test</group>
            other.toml:docs     | `other.toml:docs` & the groups of `SECOND` are test, never, own-one & one of test, never, own-one in `<groups>`
            other.toml:own-onee | <group>other.toml:own-one</group> & leave it out of `<groups>`
            """)
    void oneThatNobodyHasIsToldWithThoseThatThereAre(String group, String words) {
        assertThatThrownBy(() -> read(group, first, second))
                .hasMessageContaining("PYF-091")
                .hasMessageContainingAll(Stream.of(words.split(" & ", -1))
                        .map(word -> word.replace("FIRST", first.toString()).replace("SECOND", second.toString()))
                        .toArray(String[]::new));
    }

    @Test
    void oneOfAProjectWithoutGroupsIsTold() throws IOException {
        Files.writeString(first, "[project]\nname = 'job'\ndependencies = ['a']\n");

        assertThatThrownBy(() -> read("test", first)).hasMessageContainingAll("PYF-091", "has no groups");
    }

    /** Its groups stand where they are read of its lock file. */
    @Test
    void projectOfPoetrysIsToldAsThat() throws IOException {
        Files.writeString(first, "[tool.poetry.group.test.dependencies]\na = '1'\n");

        assertThatThrownBy(() -> read("test", first))
                .hasMessageContainingAll("PYF-091", "has no groups", "PYF-488", "<requirements>poetry.lock<");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[project]\nname = 'job'\ndependencies = ['a']\n[tool.poetry.group.test.dependencies]\na = '1'\n",
                "[project]\nname = 'job'\ndynamic = ['dependencies']\n[tool.poetry.dev-dependencies]\na = '1'\n",
                "[project]\nname = 'job'\n[dependency-groups]\ndocs = ['a']\n[tool.poetry.group.test.dependencies]\na = '1'\n"
            })
    void groupsOfPoetrysAreToldWhateverElseTheProjectHas(String text) throws IOException {
        Files.writeString(first, text);

        assertThatThrownBy(() -> read("test", first))
                .hasMessageContainingAll(
                        "PYF-091",
                        "PYF-488",
                        "has groups that are not read",
                        "Poetry's own",
                        "<requirements>poetry.lock<");
    }

    @ParameterizedTest
    @CsvSource({"poetry.lock, main", "Pipfile.lock, default", "Pipfile.lock, packages"})
    void whatIsTakenInAnyCaseIsToldAsThat(String name, String group) throws IOException {
        Files.writeString(first, "[tool.poetry.group.mine.dependencies]\na = '1'\n");
        Path lock = Files.writeString(
                folder.resolve(name),
                name.startsWith("poetry")
                        ? "[metadata]\nlock-version = '2.1'\n"
                        : "{\"_meta\": {\"pipfile-spec\": 6}, \"default\": {}, \"develop\": {}}");

        assertThatThrownBy(() -> read(group, lock))
                .hasMessageContainingAll(
                        "PYF-091",
                        "`%s` of `%s` is taken in any case".formatted(group, lock),
                        "leave it out of `<groups>`")
                .hasMessageNotContaining("<group>");
    }

    private DeclaredRequirements read(String groups, Path... files) {
        PythonRequirements declared = DiskProject.requirements(files)
                .withGroups(Stream.of(groups.split(",", -1)).map(this::group).toList());
        return DeclaredRequirements.read(declared, DiskProject.ENVIRONMENT);
    }

    private RequestedGroup group(String text) {
        List<String> parts = List.of(text.split(":", -1));
        return new RequestedGroup(
                text,
                parts.size() == 1 ? Optional.empty() : Optional.of(folder.resolve(parts.get(0))),
                parts.get(parts.size() - 1));
    }
}
