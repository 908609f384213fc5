package org.pyflinkimage.resolve.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.python.RequirementLine;
import org.pyflinkimage.resolve.index.Toml;
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
                  try:    write them as a requirements file, and name that: `poetry export -o requirements.txt`
                  try:    or list them in `[project]`, as Poetry 2 does""");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            { git = "x", index = "y" }                      | git       | "git+ADDRESS"
            { path = "x" }                                  | path      | FOLDER
            { workspace = true }                            | workspace | FOLDER
            { url = "x" }                                   | url       | FOLDER
            [{ index = "y" }, { path = "x" }, { git = "z" }] | git      | "git+ADDRESS"
            """)
    void sourcesThatWouldHaveToBeBuiltAreRefused(String source, String kind, String place) {
        assertThat(texts("[project]\ndependencies = ['A_b']\n[tool.uv.sources]\n'a.B' = " + source + "\n"))
                .containsExactly("""
                [PYF-494] `a.B` in `FILE` would have to be built, and nothing is built
                  why:    `[tool.uv.sources]` takes it from `%s`
                  try:    build a wheel of it once: `pip wheel --no-deps --wheel-dir wheels %s`
                  try:    and require the wheel beside the project: `<requirement>a.B @ file:///.../wheels/NAME-VERSION-py3-none-any.whl</requirement>`""".formatted(kind, place));
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

        assertThat(project.text(List.of("a==1", "b"), project.indexSources().orElseThrow()))
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
        assertThat(read("[project]\n[tool.uv.sources]\na = { git = 'x' }\n").indexSources())
                .isEmpty();
    }

    private List<String> texts(String text, String... extras) {
        return read(text, extras).problems().stream()
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
        return ProjectRequirements.read(file(), new TreeSet<>(Set.of(extras)));
    }

    private Path file() {
        return folder.resolve("pyproject.toml");
    }
}
