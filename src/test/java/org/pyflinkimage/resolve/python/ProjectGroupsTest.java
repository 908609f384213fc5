package org.pyflinkimage.resolve.python;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.python.MarkerEnvironment;
import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.python.PythonVersion;
import org.pyflinkimage.python.RequirementLine;
import org.pyflinkimage.resolve.index.Toml;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.value.Problem;

/** The groups of a {@code pyproject.toml}. */
class ProjectGroupsTest {

    private static final MarkerEnvironment ENVIRONMENT =
            MarkerEnvironment.of(new PythonVersion(new PythonMinor(11), 2), Platform.LINUX_AMD64);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            test       | a b c
            Docs       | a e
            all        | a b c e f g
            whole      | a d e
            """)
    void groupsAreTakenWithThoseThatTheyIncludeAndTheirExtras(String group, String names) {
        ProjectRequirements project = read("""
                [project]
                name = "job"
                dependencies = ["a"]
                [project.optional-dependencies]
                own = ["d"]
                [dependency-groups]
                test = ["b", "c"]
                Docs = ["e"]
                all = [{ include-group = "test" }, { include-group = "docs" }, "f", "g"]
                whole = ["job[own]", { include-group = "docs" }]
                """);

        StructuredFile asked = project.withGroups(Set.of(group));

        assertThat(project.groups()).containsExactly("all", "docs", "test", "whole");
        assertThat(asked.problems(ENVIRONMENT)).isEmpty();
        assertThat(asked.lines(ENVIRONMENT))
                .extracting(RequirementLine::text)
                .containsExactlyInAnyOrder(names.split(" ", -1));
    }

    @Test
    void groupsNeedNoProject() {
        ProjectRequirements project = read("[dependency-groups]\ntest = ['a']\ndocs = ['b']\n");

        assertThat(project.withGroups(Set.of("test")).lines(ENVIRONMENT))
                .extracting(RequirementLine::text)
                .containsExactly("a");
        assertThat(project.withGroups(Set.of("test")).problems(ENVIRONMENT)).isEmpty();
        assertThat(project.problems(ENVIRONMENT))
                .singleElement()
                .satisfies(problem -> assertThat(problem.toText())
                        .contains("PYF-488", "no `[project]` table", "-Dpyflink.groups=docs,test"));
        assertThat(read("[dependency-groups]\ntest = ['a']\n", Set.of("x"))
                        .withGroups(Set.of("test"))
                        .problems(ENVIRONMENT))
                .extracting(Problem::code)
                .containsExactly("PYF-488");
        assertThat(read("[tool.poetry.dependencies]\na = '1'\n[dependency-groups]\ntest = ['a']\n")
                        .withGroups(Set.of("test"))
                        .problems(ENVIRONMENT))
                .extracting(Problem::code)
                .containsExactly("PYF-488");
    }

    @Test
    void groupThatCannotBeReadIsTold() {
        assertThat(read("[project]\n[dependency-groups]\ntest = [{ include-group = 'more' }]\n")
                        .withGroups(Set.of("test"))
                        .problems(ENVIRONMENT))
                .singleElement()
                .satisfies(problem -> assertThat(problem.toText()).contains("PYF-488", "includes `more`"));
    }

    @Test
    void sourcesOfAGroupHoldWhereItIsAskedFor() {
        ProjectRequirements project = read("""
                [project]
                [dependency-groups]
                test = ["a", "b"]
                [tool.uv.sources]
                a = [{ index = "own", group = "Test" }, { git = "https://example.com/a.git", group = "other" }]
                b = { path = "wheels/b-1-py3-none-any.whl", group = "test" }
                c = { index = "own", group = "other" }
                d = { index = "own", extra = "more" }
                """);
        StructuredFile asked = project.withGroups(Set.of("test"));

        assertThat(project.indexSources(ENVIRONMENT)).isEmpty();
        assertThat(asked.problems(ENVIRONMENT)).isEmpty();
        assertThat(asked.lines(ENVIRONMENT))
                .extracting(RequirementLine::text)
                .containsExactly(
                        "a",
                        "b @ " + folder.resolve("wheels/b-1-py3-none-any.whl").toUri());
        assertThat(asked.indexSources(ENVIRONMENT).orElseThrow().sources())
                .isEqualTo(Toml.parse("a = [{ index = 'own' }]", "x"));
    }

    /** One index for all of them is one, and one where a marker says so is uv's to choose. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            index = "own"                                       | more,test | a = { index = 'own' } | none
            index = "other"                                     | more      | a = { index = 'own' } | none
            index = "other"                                     | more,test | none | from `own` for the extra `More` & from `other` for the group `test`
            index = "other", marker = "python_version < '3'"    | more,test | a = [{ index = 'own' }, { index = 'other', marker = "python_version < '3'" }] | none
            """)
    void severalIndexesOfOnePackageAreRefused(
            String second, String asked, @Nullable String sources, @Nullable String why) {
        Set<String> names = Set.of(asked.split(",", -1));
        StructuredFile project = read("""
                [project]
                name = "job"
                [project.optional-dependencies]
                more = ["a"]
                [dependency-groups]
                test = ["a"]
                [tool.uv.sources]
                a = [{ index = "own", extra = "More" }, { %s, group = "test" }]
                """.formatted(second), Set.of("more"))
                .withGroups(names.contains("test") ? Set.of("test") : Set.of());

        if (why == null && sources != null) {
            assertThat(project.problems(ENVIRONMENT)).isEmpty();
            JsonNode entries = Toml.parse(sources, "x").path("a");
            JsonNode read =
                    project.indexSources(ENVIRONMENT).orElseThrow().sources().path("a");
            assertThat(ProjectSources.entriesOf(read)).isEqualTo(ProjectSources.entriesOf(entries));
        } else {
            assertThat(project.problems(ENVIRONMENT)).singleElement().satisfies(problem -> {
                assertThat(problem.code()).isEqualTo("PYF-488");
                assertThat(problem.toText()).contains("`a` comes from several indexes");
                assertThat(problem.why()).containsExactly(why.split(" & ", -1));
            });
        }
    }

    @ParameterizedTest
    @CsvSource({"'', b", "'[dependency-groups]~dev = [\"c\"]~docs = [\"d\"]', b c"})
    void groupOfDevelopmentMayBeUvs(String declared, String names) {
        StructuredFile project = read(declared.replace('~', '\n') + """

                [project]
                [tool.uv]
                dev-dependencies = ["b"]
                [tool.uv.sources]
                b = { index = "own", group = "dev" }
                """);
        StructuredFile asked = project.withGroups(Set.of("dev"));

        assertThat(project.groups()).contains("dev");
        assertThat(asked.problems(ENVIRONMENT)).isEmpty();
        assertThat(asked.lines(ENVIRONMENT)).extracting(RequirementLine::text).containsExactly(names.split(" ", -1));
        assertThat(asked.indexSources(ENVIRONMENT)).isPresent();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            test      | none
            test,docs | the group `test` and the group `docs`
            all,docs  | the group `test` and the group `docs`
            docs      | none
            alone     | the project itself and the group `alone`
            """)
    void whatUvDoesNotAllowTogetherIsRefused(String groups, String why) {
        List<Problem> problems =
                read("""
                [project]
                name = "job"
                [dependency-groups]
                test = ["a"]
                docs = ["b"]
                all = [{ include-group = "test" }]
                alone = ["c"]
                [tool.uv]
                conflicts = [[{ group = "test" }, { group = "docs" }], [{ package = "job" }, { group = "alone" }], [{ package = "other", group = "test" }, { group = "test" }]]
                """).withGroups(Set.of(groups.split(",", -1))).problems(ENVIRONMENT);

        assertThat(problems).hasSize(why == null ? 0 : 1).allSatisfy(problem -> {
            assertThat(problem.code()).isEqualTo("PYF-092");
            assertThat(problem.why()).containsExactly(why + " are in one set of `conflicts` in `%s`".formatted(file()));
        });
    }

    private ProjectRequirements read(String text) {
        return read(text, Set.of());
    }

    private ProjectRequirements read(String text, Set<String> extras) {
        try {
            Files.writeString(file(), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ProjectRequirements.read(file(), new AskedParts(extras, Set.of()));
    }

    private Path file() {
        return folder.resolve("pyproject.toml");
    }
}
