package org.pyflinkimage.resolve.python;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.MissingNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.python.MarkerEnvironment;
import org.pyflinkimage.python.NormalizedName;
import org.pyflinkimage.python.PythonVersion;
import org.pyflinkimage.python.RequirementLine;
import org.pyflinkimage.resolve.Recordings;
import org.pyflinkimage.resolve.index.Toml;
import org.pyflinkimage.spec.PythonRequirements;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.value.Problem;

class PylockPinsTest {

    private static final String HEAD = "lock-version = \"1.0\"\n";

    @Test
    void pinsByVersion() {
        assertThat(pins("3.11.2", Recordings.read("flink-2.3.0.pylock.toml")))
                .contains("dill==0.3.1.1", "async-timeout==5.0.1 ; python_full_version < '3.11.3'");
    }

    @Test
    void pinsByTheFileWhereThatIsWhatWasLocked() {
        assertThat(pins("3.11.2", """
                        [[packages]]
                        name = "one"
                        wheels = [{ url = "https://files.example.com/one-1.5-py3-none-any.whl" }]
                        [[packages]]
                        name = "two"
                        version = "2"
                        archive = { path = "../wheels/two-2-py3-none-any.whl" }
                        [[packages]]
                        name = "three"
                        archive = { url = "https://files.example.com/three-3-py3-none-any.whl#sha256=00" }
                        """))
                .containsExactly(
                        "one==1.5",
                        "two @ file:///wheels/two-2-py3-none-any.whl",
                        "three @ https://files.example.com/three-3-py3-none-any.whl#sha256=00");
    }

    @Test
    void refusesAllThatNoFileOfAnIndexCanStandFor() {
        List<Problem> problems = read("""
                [[packages]]
                name = "a"
                vcs = { type = "git", url = "https://example.com/a.git", commit-id = "0" }
                [[packages]]
                name = "b"
                version = "1"
                directory = { path = "b" }
                [[packages]]
                name = "c"
                archive = { url = "https://files.example.com/c-1.tar.gz" }
                [[packages]]
                name = "d"
                sdist = { url = "https://files.example.com/d.tar.gz" }
                """).problems(environment("3.11.2"));

        assertThat(problems).extracting(Problem::code).containsOnly("PYF-489");
        assertThat(problems)
                .extracting(problem -> problem.why().get(0))
                .containsExactly(
                        "it is required as a repository, and nothing is built",
                        "it is required as a folder, and nothing is built",
                        "it is required as an archive of sources, and nothing is built",
                        "`/project/pylock.toml` names no version of it");
    }

    @Test
    void passesOverWhatTheEnvironmentDoesNotAskFor() {
        assertThat(pins("3.11.2", """
                        [[packages]]
                        name = "a"
                        marker = "sys_platform == 'win32'"
                        directory = { path = "a" }
                        """)).isEmpty();
    }

    private static List<String> pins(String python, String text) {
        PylockPins pins = read(text);
        assertThat(pins.problems(environment(python))).isEmpty();
        return pins.lines(environment(python)).stream()
                .map(RequirementLine::text)
                .toList();
    }

    /** What a lock file leaves to choose (PEP 751): its default groups are, and the extras that the declaration names. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            'dev' in dependency_groups                                   | a
            "Dev_" in dependency_groups                                  |
            'DEV' in dependency_groups                                   | a
            'docs' in dependency_groups                                  |
            'docs' not in dependency_groups                              | a
            'dev' not  in dependency_groups                              |
            'docs' in dependency_groups or 'dev' in dependency_groups    | a
            'more.one' in extras                                         | a
            'other' in extras                                            |
            'more-one' in extras and python_version > '3.12'             |
            ('other' in extras or 'dev' in dependency_groups) and sys_platform == 'linux' | a
            """)
    void groupsAndExtrasAreChosen(String marker, String name) {
        String text = HEAD
                + "default-groups = ['dev']\n[[packages]]\nname = 'a'\nversion = '1'\nmarker = \"\"\"%s\"\"\"\n"
                        .formatted(marker);
        List<RequirementLine> lines = pins(text, Set.of("more-one")).lines(environment("3.11.2"));

        assertThat(lines)
                .hasSize(name == null ? 0 : 1)
                .allSatisfy(line -> assertThat(line.requirement())
                        .hasValueSatisfying(requirement -> assertThat(
                                        requirement.marker().orElseThrow().evaluate(environment("3.11.2")))
                                .isTrue()));
    }

    @Test
    void groupsAreTakenBesideTheUsualOnes() {
        StructuredFile pins = read("""
                dependency-groups = ["Docs", "test"]
                default-groups = ["main"]
                [[packages]]
                name = "a"
                version = "1"
                marker = "'main' in dependency_groups"
                [[packages]]
                name = "b"
                version = "1"
                marker = "'docs' in dependency_groups"
                [[packages]]
                name = "c"
                version = "1"
                marker = "'test' in dependency_groups"
                """);

        assertThat(pins.groups()).containsExactly("docs", "main", "test");
        assertThat(names(pins)).containsExactly("a");
        assertThat(names(pins.withGroups(Set.of("docs")))).containsExactly("a", "b");
    }

    private static List<String> names(StructuredFile pins) {
        return pins.lines(environment("3.11.2")).stream()
                .filter(line -> line.requirement().orElseThrow().holdsIn(environment("3.11.2")))
                .map(line -> line.text().replaceFirst("==.*", ""))
                .toList();
    }

    @Test
    void extrasThatTheFileDoesNotHaveAreToldWithThoseThatItHas() {
        String extras = "extras = ['kafka', 'More_One']\n";

        assertThat(pins(HEAD + extras, Set.of("Kafka", "more.one")).problems(environment("3.11.2")))
                .isEmpty();
        assertThat(pins(HEAD + extras, Set.of("kafak")).problems(environment("3.11.2")))
                .singleElement()
                .satisfies(problem -> assertThat(problem.toText())
                        .contains("PYF-488", "has no extra `kafak`", "its extras are kafka, more-one"));
        assertThat(pins(HEAD, Set.of("kafka")).problems(environment("3.11.2")))
                .singleElement()
                .satisfies(problem -> assertThat(problem.why()).containsExactly("it has no `extras`"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            lock-version = "2.0"                                                    | its `lock-version` is 2.0, and 1.0 is read
            lock-version = "10"                                                     | its `lock-version` is 10, and 1.0 is read
            packages = []                                                           | it has no `lock-version`
            lock-version = "1.1"~[[packages]]~version = "1"                         | a package in it has no name that is one: ``
            lock-version = "1.0"~[[packages]]~name = "a b"~version = "1"            | a package in it has no name that is one: `a b`
            lock-version = "1"~[[packages]]~name = "a"~archive = { url = "https://x/ y.whl" } | the name of `a`, or its address, is none
            """)
    void whatCannotBeReadIsSaidSo(String text, String why) {
        PylockPins pins = pins(text.replace('~', '\n') + "\n", Set.of());

        assertThat(pins.problems(environment("3.11.2"))).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("PYF-488");
            assertThat(problem.why()).containsExactly(why);
            assertThat(problem.remedies()).hasSize(1);
        });
        assertThat(DeclaredSums.of(new DeclaredRequirements(PythonRequirements.none(), List.of(pins)))
                        .fixes(NormalizedName.of("a")))
                .isFalse();
        assertThat(pins.lines(environment("3.11.2"))).isEmpty();
    }

    @Test
    void brokenEscapesOfAFilesNameAreItsName() {
        assertThat(pins("3.11.2", """
                        [[packages]]
                        name = "a"
                        version = "1"
                        wheels = [{ url = "https://files.example.com/a%zz-1-py3-none-any.whl" }]
                        """)).containsExactly("a==1");
    }

    @Test
    void indexesThatTheProjectNamesAreKept() {
        PylockPins pins = new PylockPins(
                Toml.parse(HEAD + """
                        [[packages]]
                        name = "torch"
                        version = "2.3.0+cpu"
                        index = "https://index.example.com/cpu"
                        [[packages]]
                        name = "six"
                        version = "1"
                        index = "https://usual.example.com/simple"
                        """, "pylock.toml"),
                Path.of("/project/pylock.toml"),
                AskedParts.NONE,
                Toml.parse("""
                        [[index]]
                        name = "cpu"
                        url = "https://index.example.com/cpu/"
                        explicit = true
                        """, "x").path("index"));

        assertThat(pins.indexSources(environment("3.11.2")).orElseThrow().sources())
                .isEqualTo(Toml.parse("torch = { index = 'cpu' }", "x"));
    }

    private static PylockPins read(String text) {
        return pins(HEAD + text.replace(HEAD, ""), Set.of());
    }

    private static PylockPins pins(String text, Set<String> extras) {
        return new PylockPins(
                Toml.parse(text, "pylock.toml"),
                Path.of("/project/pylock.toml"),
                new AskedParts(extras, Set.of()),
                MissingNode.getInstance());
    }

    private static MarkerEnvironment environment(String python) {
        return MarkerEnvironment.of(PythonVersion.parse(python).orElseThrow(), Platform.LINUX_AMD64);
    }
}
