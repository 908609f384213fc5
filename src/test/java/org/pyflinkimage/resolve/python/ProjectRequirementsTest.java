package org.pyflinkimage.resolve.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.python.MarkerEnvironment;
import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.python.PythonVersion;
import org.pyflinkimage.python.RequirementLine;
import org.pyflinkimage.resolve.index.Toml;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.value.Problem;

class ProjectRequirementsTest {

    private static final String EXTRAS = """
            [project]
            name = "My.Job"
            dependencies = ["a", " my_job[first] "]
            [project.optional-dependencies]
            First = ["b", "my-job[second, first]"]
            second = ["c"]
            Third_One = ["d"]
            """;

    private static final MarkerEnvironment ENVIRONMENT =
            MarkerEnvironment.of(new PythonVersion(new PythonMinor(11), 2), Platform.LINUX_AMD64);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "'',                 'a b c'",
        "first,              'a b c'",
        "third-one,          'a b c d'",
        "THIRD.one,          'a b c d'",
        "'second,third_one', 'a b c d'"
    })
    void extrasAreTakenOnceAndThoseThatTheyName(String extras, String names) {
        ProjectRequirements project = read(EXTRAS, extras.isEmpty() ? new String[0] : extras.split(",", -1));

        assertThat(project.problems()).isEmpty();
        assertThat(project.lines()).extracting(RequirementLine::text).containsExactlyInAnyOrder(names.split(" ", -1));
        assertThat(project.lines()).allSatisfy(line -> {
            assertThat(line.place().path()).isEqualTo(file().toString());
            assertThat(line.constraint()).isFalse();
        });
    }

    @Test
    void thousandsOfExtrasThatNameEachTheNextAreTakenInTime() {
        String extras = IntStream.range(0, 20_000)
                .mapToObj(i -> "e%s = ['x%s', 'x[e%s]']".formatted(i, i, i + 1))
                .collect(Collectors.joining("\n", "", "\ne20000 = []\n"));
        String text = "[project]\nname = 'x'\ndependencies = ['x[e0]']\n[project.optional-dependencies]\n" + extras;

        ProjectRequirements project = assertTimeoutPreemptively(Duration.ofSeconds(30), () -> read(text));

        assertThat(project.problems()).isEmpty();
        assertThat(project.lines()).hasSize(20_000);
    }

    @Test
    void extrasThatAreNotThereAreToldWithThoseThatAre() {
        assertThat(texts(EXTRAS, "fourth")).containsExactly("""
                [PYF-488] `FILE` has no extra `fourth`
                  why:    its extras are first, second, third-one
                  try:    correct the extra in `<requirements>` (-Dpyflink.requirements), or leave it out""");
        assertThat(texts("[project]\nname = 'x'\n", "fourth")).containsExactly("""
                [PYF-488] `FILE` has no extra `fourth`
                  why:    it has no `[project.optional-dependencies]`
                  try:    correct the extra in `<requirements>` (-Dpyflink.requirements), or leave it out""");
    }

    @Test
    void dependenciesThatOnlyABackendKnowsAreToldWithTheFileThatItReads() {
        String text = "[project]\nname = 'x'\ndynamic = ['version', 'dependencies']\n";

        assertThat(texts(text)).containsExactly("""
                [PYF-488] The dependencies of `FILE` are not in it
                  why:    it says `dynamic`, so that its build backend would have to be run to tell them, and nothing is built
                  try:    or write them once, and name the file: `uv pip compile FILE -o requirements.txt`""");
        assertThat(texts(text + "[tool.setuptools.dynamic]\ndependencies = { file = ['a.txt', 'b.txt'] }\n"))
                .containsExactly("""
                [PYF-488] The dependencies of `FILE` are not in it
                  why:    it says `dynamic`, so that its build backend would have to be run to tell them, and nothing is built
                  why:    setuptools takes them from a.txt, b.txt
                  try:    name that file: `<requirements>a.txt</requirements>` (-Dpyflink.requirements=a.txt)
                  try:    or write them once, and name the file: `uv pip compile FILE -o requirements.txt`""");
        assertThat(texts(text + "[tool.setuptools.dynamic]\ndependencies = { file = 'a.txt' }\n"))
                .singleElement()
                .asString()
                .contains("setuptools takes them from a.txt\n");
    }

    @Test
    void extrasThatOnlyABackendKnowsMatterWhereTheyAreAskedFor() {
        String text = "[project]\nname = 'x'\ndynamic = ['optional-dependencies']\ndependencies = ['a']\n";

        assertThat(texts(text)).isEmpty();
        assertThat(texts(text, "more")).singleElement().asString().contains("are not in it");
        assertThat(read(text).lines()).hasSize(1);
    }

    @Test
    void filesWithoutAProjectSayNothing() {
        assertThat(texts("")).containsExactly("""
                [PYF-488] `FILE` declares no requirements that are read
                  why:    it has no `[project]` table
                  try:    list them under `dependencies` in `[project]`, or name a requirements.txt""");
        assertThat(texts("[tool.poetry]\nname = 'x'\n")).containsExactly("""
                [PYF-488] `FILE` declares no requirements that are read
                  why:    it has no `[project]` table
                  why:    its dependencies are Poetry's own, under `[tool.poetry]`
                  try:    name its lock file, which `poetry lock` writes: `<requirements>poetry.lock</requirements>` (-Dpyflink.requirements=poetry.lock)
                  try:    or list them in `[project]`, as Poetry 2 does""");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            { git = "x", index = "y" }                | git       | "git+ADDRESS" |
            { path = "pyproject.toml" }               | path      | FOLDER        | an address that is no wheel's
            { workspace = true }                      | workspace | FOLDER        |
            { url = "https://x/x-1.zip" }             | url       | FOLDER        | an archive of sources
            [{ index = "y", marker = "sys_platform == 'win32'" }, { path = "pyproject.toml" }] | path | FOLDER | an address that is no wheel's
            [{ index = "y", extra = "more" }, { git = "z" }] | git | "git+ADDRESS" |
            """)
    void sourcesThatWouldHaveToBeBuiltAreRefused(String source, String kind, String place, String is) {
        assertThat(texts("[project]\ndependencies = ['A_b']\n[tool.uv.sources]\n'a.B' = " + source + "\n"))
                .containsExactly("""
                [PYF-494] `A_b` in `FILE` would have to be built, and nothing is built
                  why:    `[tool.uv.sources]` takes it from `%s`
                %s  try:    build a wheel of it once: `pip wheel --no-deps --wheel-dir wheels %s`
                  try:    and name the wheel there: `A_b = { path = "wheels/NAME-VERSION-py3-none-any.whl" }`""".formatted(kind, is == null ? "" : "  why:    there is " + is + "\n", place));
    }

    /** A wheel is no source, wherever the project says that it lies. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a[x]>=1             | { path = "a-1-py3-none-any.whl" }        | a[x] @ FOLDERa-1-py3-none-any.whl
            a ; os_name == 'x'  | { url = "https://x/a-1-py3-none-any.whl" } | a @ https://x/a-1-py3-none-any.whl ; os_name == 'x'
            a                   | { path = "missing-1-py3-none-any.whl" }  | a @ FOLDERmissing-1-py3-none-any.whl
            a                   | [{ git = "x", marker = "sys_platform == 'win32'" }, { path = "a-1-py3-none-any.whl", marker = "sys_platform == 'linux'" }] | a @ FOLDERa-1-py3-none-any.whl
            a                   | { path = "sources", marker = "sys_platform == 'win32'" } | a
            a                   | { git = "x", group = "dev" }             | a
            a ; os_name == 'nt' | { git = "x" }                            | a ; os_name == 'nt'
            """)
    void wheelsStandForTheirPackages(String dependency, String source, String line) throws IOException {
        Files.writeString(folder.resolve("a-1-py3-none-any.whl"), "");
        String text = "[project]\ndependencies = [\"%s\"]\n[tool.uv.sources]\na = %s\n".formatted(dependency, source);

        assertThat(texts(text)).isEmpty();
        assertThat(read(text).lines(ENVIRONMENT))
                .extracting(RequirementLine::text)
                .containsExactly(line.replace("FOLDER", folder.toUri().toString()));
    }

    @Test
    void whatComesFromAWheelComesFromNoIndex() {
        ProjectRequirements project = read("""
                [project]
                dependencies = ["a.b", "c"]
                [tool.uv.sources]
                A_b = [{ path = "a_b-1-py3-none-any.whl", marker = "sys_platform == 'linux'" }, { index = "corp" }]
                c = [{ index = "corp" }, { git = "x" }]
                """);

        assertThat(Toml.parse(
                                project.indexSources(ENVIRONMENT)
                                        .orElseThrow()
                                        .project(List.of("a.b @ file:///x/a_b-1-py3-none-any.whl", "c")),
                                "text")
                        .at("/tool/uv/sources"))
                .isEqualTo(Toml.parse("c = [{ index = 'corp' }]", "text"));
    }

    /** A text where a list belongs, or Poetry's own table, would otherwise be no dependencies at all. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [project]~dependencies = "numpy"                                 | `dependencies` in `FILE` is no list of texts
            [project]~dependencies = [1]                                     | `dependencies` in `FILE` is no list of texts
            [project.dependencies]~numpy = "1"                               | `dependencies` in `FILE` is no list of texts
            [project]~[project.optional-dependencies]~more = "numpy"         | `more` in `FILE` is no list of texts
            [project]~[tool.poetry.dependencies]~python = "^3.11"~numpy = "1" | `FILE` declares no requirements that are read
            """)
    void whatIsNoListIsToldAndNotPassedOver(String text, String what) {
        assertThat(texts(text.replace('~', '\n'), text.contains("optional") ? new String[] {"more"} : new String[0]))
                .singleElement()
                .asString()
                .startsWith("[PYF-488] " + what + "\n")
                .contains("  why:    ", "  try:    ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[project]\n[tool.poetry.dependencies]\npython = '^3.11'\n",
                "[project]\ndependencies = []\n[tool.poetry.dependencies]\nnumpy = { source = 'x' }\n",
                "[project]\n"
            })
    void projectsWithoutDependenciesAreRight(String text) {
        assertThat(texts(text)).isEmpty();
        assertThat(read(text).lines()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"other = { git = 'x' }", "a = { index = 'x' }", "a = [{ index = 'x' }, { index = 'y' }]"})
    void otherSourcesAreNot(String source) {
        assertThat(texts("[project]\ndependencies = ['a']\n[tool.uv.sources]\n" + source + "\n"))
                .isEmpty();
    }

    @Test
    void whatIsSaidOfIndexesIsCarriedIntoAProjectOfItsOwn() {
        ProjectRequirements project = read("""
                [project]
                dependencies = ["a", "b", "c"]
                [tool.uv.sources]
                a = { index = "corp" }
                b = [{ index = "corp", marker = "x" }]
                c = { editable = true }
                [[tool.uv.index]]
                name = "corp"
                url = "https://index.example.com/"
                """);

        assertThat(project.indexSources(ENVIRONMENT).orElseThrow().project(List.of("a==1", "b")))
                .satisfies(text -> assertThat(Toml.parse(text, "text")).isEqualTo(Toml.parse("""
                        [project]
                        name = "declared"
                        version = "0"
                        dependencies = ["a==1", "b"]
                        [tool.uv.sources]
                        a = { index = "corp" }
                        b = [{ index = "corp", marker = "x" }]
                        [[tool.uv.index]]
                        name = "corp"
                        url = "https://index.example.com/"
                        """, "text")));
        assertThat(read("[project]\n[tool.uv.sources]\na = { git = 'x' }\n").indexSources(ENVIRONMENT))
                .isEmpty();
    }

    private List<String> texts(String text, String... extras) {
        return read(text, extras).problems(ENVIRONMENT).stream()
                .map(Problem::toText)
                .map(shown -> shown.replace(file().toString(), "FILE"))
                .toList();
    }

    private ProjectRequirements read(String text, String... extras) {
        try {
            Files.writeString(file(), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ProjectRequirements.read(file(), new AskedParts(Set.of(extras), Set.of()));
    }

    private Path file() {
        return folder.resolve("pyproject.toml");
    }
}
