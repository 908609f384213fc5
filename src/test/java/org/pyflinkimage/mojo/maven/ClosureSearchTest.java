package org.pyflinkimage.mojo.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.maven.artifact.DefaultArtifact;
import org.apache.maven.artifact.handler.DefaultArtifactHandler;
import org.apache.maven.model.Model;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.RepositorySystem;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.fetch.ClosureQuestion;
import org.pyflinkimage.fetch.ClosureQuestion.Brought;
import org.pyflinkimage.fetch.FoundClosure;
import org.pyflinkimage.plan.Source;
import org.pyflinkimage.spec.JarPattern;
import org.pyflinkimage.spec.MavenCoordinates;
import org.pyflinkimage.spec.TransitiveConnector;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.Problem.Blame;
import org.pyflinkimage.value.PyFlinkException;

/** What connectors depend on, asked of Maven's own resolver and a repository on disk. */
class ClosureSearchTest {

    @TempDir
    private Path folder;

    private @Nullable FolderRepository files;
    private final List<MavenProject> modules = new ArrayList<>();
    private final List<TransitiveConnector> connectors = new ArrayList<>();
    private final List<MavenCoordinates> declared = new ArrayList<>();
    private boolean offline;

    @BeforeEach
    void openRepository() {
        files = new FolderRepository(folder);
        modules.add(module("g:job:1"));
    }

    private FolderRepository repository() {
        return Objects.requireNonNull(files);
    }

    private static MavenCoordinates coordinates(String text) {
        return MavenCoordinates.parse(text).orElseThrow();
    }

    private static MavenProject module(String text) {
        MavenCoordinates coordinates = coordinates(text);
        Model model = new Model();
        model.setGroupId(coordinates.groupId());
        model.setArtifactId(coordinates.artifactId());
        model.setVersion(coordinates.version());
        MavenProject project = new MavenProject(model);
        project.setArtifact(new DefaultArtifact(
                coordinates.groupId(),
                coordinates.artifactId(),
                coordinates.version(),
                "compile",
                "jar",
                null,
                new DefaultArtifactHandler("jar")));
        return project;
    }

    private void transitive(String jar, String... exclusions) {
        connectors.add(new TransitiveConnector(
                coordinates(jar),
                Stream.of(exclusions)
                        .map(text -> JarPattern.parse(text).orElseThrow())
                        .toList()));
        declared.add(coordinates(jar));
    }

    private FoundClosure closure() {
        RepositorySystem system = repository().system();
        MavenJarSource source = new MavenJarSource(
                system,
                repository().session(system, offline),
                List.of(repository().remote),
                new ModuleJars(modules.get(0), modules, modules));
        List<Brought> brought =
                List.of(new Brought(JarPattern.parse("flink:core*").orElseThrow(), "Flink has it"));
        return source.closure(new ClosureQuestion(connectors, declared, brought));
    }

    private String jars() {
        return String.join(
                " ", closure().jars().keySet().stream().map(String::valueOf).toList());
    }

    private Problem problem() {
        List<Problem> problems =
                catchThrowableOfType(PyFlinkException.class, this::closure).problems();
        assertThat(problems).hasSize(1);
        return problems.get(0);
    }

    @Test
    void runtimeDependenciesComeAlongAndTheConnectorItselfIsNoneOfThem() {
        repository()
                .has(
                        "g:a:1",
                        "g:b:1",
                        "g:c:1 runtime",
                        "g:d:1 provided",
                        "g:e:1 test",
                        "g:f:1 optional",
                        "g:s:1 system")
                .has("g:b:1", "g:deep:1", "g:late:1 runtime", "g:t:1 test", "g:p:1 provided", "g:o:1 optional")
                .has("g:c:1")
                .has("g:deep:1")
                .has("g:late:1");
        transitive("g:a:1");

        assertThat(jars()).isEqualTo("g:b:1 g:c:1 g:deep:1 g:late:1");
        assertThat(closure().leftOut()).isEmpty();
        assertThat(closure().jars().values())
                .allSatisfy(jar -> assertThat(jar.source()).isEqualTo(Source.MAVEN))
                .allSatisfy(jar -> assertThat(jar.file()).isRegularFile());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "none|h:x:1 h:y:1 x:z:1",
                "h:x          |h:y:1",
                "h:*          |''",
                "*:y          |h:x:1 x:z:1",
                "*:*          |''",
                "*:z          |h:x:1 h:y:1",
                "h:*y         |h:x:1 x:z:1"
            })
    void exclusionTakesWhatOnlyThatLeadsToWithIt(String exclusion, String left) {
        repository()
                .has("g:a:1", "h:x:1", "h:y:1")
                .has("h:x:1", "x:z:1")
                .has("h:y:1")
                .has("x:z:1");
        transitive("g:a:1", exclusion.startsWith("none") ? new String[0] : new String[] {exclusion});

        assertThat(jars()).isEqualTo(left);
        assertThat(closure().excluded()).hasSize(exclusion.startsWith("none") ? 0 : 1);
    }

    @Test
    void exclusionHoldsForItsConnectorAlone() {
        repository().has("g:a:1", "h:x:1").has("g:b:1", "h:x:1").has("h:x:1");
        transitive("g:a:1", "h:x");
        transitive("g:b:1");

        assertThat(jars()).isEqualTo("h:x:1");
    }

    @Test
    void exclusionThatMeetsNothingIsSeen() {
        repository().has("g:a:1", "h:x:1").has("h:x:1");
        transitive("g:a:1", "h:x", "h:other");

        assertThat(closure().excluded()).extracting(JarPattern::toString).containsExactly("h:x");
    }

    @Test
    void whatFlinkHasIsCutOffWhereItIsMet() {
        repository().has("g:a:1", "flink:core-api:2", "flink:connector-base:2").has("flink:connector-base:2");
        transitive("g:a:1");

        assertThat(jars()).isEqualTo("flink:connector-base:2");
        assertThat(closure().leftOut()).containsOnlyKeys("flink:core-api:2").containsValue("Flink has it");
    }

    @ParameterizedTest
    @CsvSource({"a, b, x:lib:1", "b, a, x:lib:2"})
    void ofTwoVersionsAsNearTheFirstConnectorsCounts(String first, String second, String taken) {
        repository()
                .has("g:a:1", "x:lib:1")
                .has("g:b:1", "x:lib:2")
                .has("x:lib:1")
                .has("x:lib:2");
        transitive("g:" + first + ":1");
        transitive("g:" + second + ":1");

        assertThat(jars()).isEqualTo(taken);
    }

    @Test
    void theNearerVersionCounts() {
        repository()
                .has("g:a:1", "g:m:1")
                .has("g:m:1", "x:lib:1")
                .has("g:b:1", "x:lib:2")
                .has("x:lib:2");
        transitive("g:a:1");
        transitive("g:b:1");

        assertThat(jars()).isEqualTo("g:m:1 x:lib:2");
    }

    @Test
    void declaredJarWinsInItsVersionAndWithoutItsDependencies() {
        repository()
                .has("g:a:1", "x:lib:1", "x:jar:1")
                .has("x:lib:1", "x:more:1")
                .has("x:jar:1");
        transitive("g:a:1");
        declared.add(coordinates("x:lib:9"));

        assertThat(jars()).isEqualTo("x:jar:1");
        assertThat(closure().leftOut()).containsOnlyKeys("x:lib:1");
    }

    @Test
    void connectorThatAnotherDependsOnIsTheDeclaredOneWithItsDependencies() {
        repository().has("g:a:1", "g:b:1").has("g:b:2", "x:lib:2").has("x:lib:2");
        transitive("g:a:1");
        transitive("g:b:2");

        assertThat(jars()).isEqualTo("x:lib:2");
    }

    @Test
    void pomThatGathersOthersLeadsToThem() {
        repository().has("g:a:1", "g:all:1 type=pom").pom("g:all:1", "x:lib:1").has("x:lib:1");
        transitive("g:a:1");

        assertThat(jars()).isEqualTo("x:lib:1");
    }

    @Test
    void movedDependencyIsTakenWhereItIsNow() {
        repository().has("g:a:1", "old:lib:1").moved("old:lib:1", "fresh").has("fresh:lib:1");
        transitive("g:a:1");

        assertThat(jars()).isEqualTo("fresh:lib:1");
    }

    /** Who writes a POM must not have a token of this machine asked for, or told. */
    @Test
    void noVariableOfThisMachineIsPutIntoAPomOfOthers() {
        repository().has("g:a:1", "x:lib:1").moved("x:lib:1", "${env.TOKEN}").has("s3cret:lib:1");
        transitive("g:a:1");

        assertThat(problem().toText())
                .contains("[PYF-528] `${env.TOKEN}:lib:1` cannot be had, which `g:a:1` depends on")
                .doesNotContain("s3cret");
    }

    @Test
    void missingJarIsToldWithTheWayToItAndTheWaysOut() {
        repository().has("g:a:1", "g:m:1").has("g:m:1", "x:lib:3").pom("x:lib:3");
        transitive("g:a:1");

        assertThat(problem().blame()).isEqualTo(Blame.DECLARATION);
        assertThat(problem().toText())
                .contains(
                        "[PYF-528] `x:lib:3` cannot be had, which `g:a:1` depends on",
                        "no repository has the jar `x:lib:3`",
                        "it is a dependency: `g:a:1` -> `g:m:1` -> `x:lib:3`",
                        "asked were `team`",
                        "add the repository that has it to `<repositories>`",
                        "`<exclusions><exclusion>x:lib</exclusion></exclusions>` in the `<connector>` of `g:a:1`")
                .doesNotContain("correct it");
    }

    @Test
    void jarThatCannotBeFetchedIsNotTheAuthorsMistake() {
        repository().has("g:a:1", "x:lib:3").has("x:lib:3").breakBelow("x/lib/3/lib-3.jar");
        transitive("g:a:1");

        assertThat(problem().blame()).isEqualTo(Blame.ENVIRONMENT);
        assertThat(problem().toText())
                .contains("[PYF-528] `x:lib:3` cannot be had", "could not be downloaded", "`g:a:1` -> `x:lib:3`");
    }

    @Test
    void pomThatCannotBeFetchedIsToldWithTheWayToIt() {
        repository()
                .has("g:a:1", "g:m:1")
                .has("g:m:1", "x:lib:3")
                .has("x:lib:3")
                .breakBelow("x/");
        transitive("g:a:1");

        assertThat(problem().toText())
                .contains(
                        "[PYF-528] what `x:lib:3` depends on is not known, as its POM cannot be had",
                        "`g:a:1` -> `g:m:1` -> `x:lib:3`",
                        "<exclusion>x:lib</exclusion>");
    }

    @Test
    void connectorWithoutAPomIsNotTakenForOneWithoutDependencies() {
        transitive("g:a:1");

        assertThat(problem().toText())
                .contains(
                        "[PYF-528] what `g:a:1` depends on is not known",
                        "asked were `team`",
                        "`<connector>` (-Dpyflink.connectors) of its own, without `<transitive>`");
    }

    @Test
    void allMissingJarsAreToldTogether() {
        repository().has("g:a:1", "x:b:1", "x:c:1");
        transitive("g:a:1");

        assertThat(catchThrowableOfType(PyFlinkException.class, this::closure).problems())
                .hasSize(2);
    }

    @Test
    void offlineTakesWhatTheLocalRepositoryHas() {
        repository().has("g:a:1", "x:lib:1").has("x:lib:1");
        transitive("g:a:1");
        assertThat(jars()).isEqualTo("x:lib:1");
        offline = true;
        assertThat(jars()).isEqualTo("x:lib:1");

        repository().has("g:b:1");
        transitive("g:b:1");
        assertThat(problem().toText()).contains("PYF-528", "Maven works offline", "run once without `-o`");
    }

    @ParameterizedTest
    @ValueSource(strings = {"g:a:1-SNAPSHOT", "g:job:1"})
    void connectorWhoseDependenciesMayChangeSaysHowToDeclareIt(String connector) {
        transitive(connector);

        assertThat(problem().toText())
                .contains("[PYF-529] `%s`".formatted(connector), "<connector>%s</connector>".formatted(connector));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x:lib:1-SNAPSHOT", "g:job:1"})
    void dependencyThatMayChangeSaysHowToDeclareIt(String dependency) {
        repository().has("g:a:1", dependency).has(dependency);
        transitive("g:a:1");

        assertThat(problem().toText())
                .contains(
                        "[PYF-529] `%s`".formatted(dependency),
                        "`g:a:1` -> `%s`".formatted(dependency),
                        "<connector>%s</connector>".formatted(dependency),
                        "<exclusions><exclusion>");
        declared.add(coordinates(dependency));
        assertThat(jars()).isEmpty();
    }
}
