package org.pyflinkimage.mojo.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.util.Arrays;
import java.util.List;
import org.apache.maven.execution.MavenExecutionRequest;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution.Source;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.value.KeptLog;

class GoalRunTest {

    private static final String DECLARED = "<configuration><image>x</image></configuration>";
    private static final String BOUND =
            "<executions><execution><goals><goal>image</goal></goals></execution></executions>";

    private final Reactor reactor = new Reactor();

    /** A parent, a library, and two jobs that declare images; one of them needs the library. */
    @BeforeEach
    void modules() {
        reactor.module(
                "parent", Reactor.plugin(BOUND) + "<modules><module>library</module></modules>", Reactor.plugin(BOUND));
        reactor.inheriting("library", BOUND);
        reactor.inheriting("orders", DECLARED);
        reactor.inheriting("clicks", DECLARED);
        reactor.dependents("library", "orders");
    }

    private static List<String> byCommandLine(MavenSession session) {
        return names(new GoalRun(session.getTopLevelProject(), session, Reactor.image("default-cli", Source.CLI)));
    }

    private static List<String> byPhase(String module, Reactor reactor, MavenSession session) {
        return names(new GoalRun(reactor.module(module), session, Reactor.image("image", Source.LIFECYCLE)));
    }

    private static List<String> names(GoalRun run) {
        return run.modules().stream().map(MavenProject::getArtifactId).toList();
    }

    @Nested
    class OfTheCommandLine {

        @Test
        void goesRoundAllModulesThatDeclareAnImage() {
            assertThat(byCommandLine(reactor.session())).containsExactly("orders", "clicks");
        }

        @Test
        void goesRoundWhatIsLeftOfThemAfterAResumption() {
            assertThat(byCommandLine(reactor.session("orders", "clicks"))).containsExactly("orders", "clicks");
        }

        /** What Maven builds, what {@code -pl} names, what is made with it, and what the goal is for. */
        @ParameterizedTest
        @CsvSource({
            "parent library orders, orders,               make-upstream,   orders",
            "parent library orders, :orders,              make-upstream,   orders",
            "parent library orders, com.example:orders,   make-upstream,   orders",
            "parent library orders, orders/pom.xml,       make-upstream,   orders",
            "parent library orders, ./clicks/../orders,   make-upstream,   orders",
            "parent library orders, ?orders,              make-upstream,   orders",
            "parent library orders, +:orders,             make-upstream,   orders",
            "library orders,        library,              make-downstream, library orders",
            "parent library orders, library,              make-both,       library orders",
            "orders clicks,         orders clicks,        ,                orders clicks",
            "library orders,        library orders,       ,                library orders",
            "orders,                orders,               ,                orders",
            "library,               library,              ,                library",
            "parent,                parent,               ,                parent",
            "parent,                ,                     ,                parent"
        })
        void goesToWhatIsSelected(String built, String named, String make, String wanted) {
            reactor.request.setSelectedProjects(named == null ? List.of() : Arrays.asList(named.split(" ", -1)));
            reactor.request.setMakeBehavior(make);

            assertThat(byCommandLine(reactor.session(built.split(" ", -1)))).containsExactly(wanted.split(" ", -1));
        }

        @ParameterizedTest
        @ValueSource(strings = {":other", "com.other:orders", "other", "orders/other.xml", "rders"})
        void whatNamesNoModuleOfTheBuildChoosesNone(String selector) {
            reactor.request.setSelectedProjects(List.of(selector));

            assertThat(byCommandLine(reactor.session("parent", "orders", "clicks")))
                    .containsExactly("orders", "clicks");
        }

        @Test
        void dependentsThatDeclareNothingAreLeftOut() {
            reactor.dependents("library", "parent", "orders");
            reactor.request
                    .setSelectedProjects(List.of("library"))
                    .setMakeBehavior(MavenExecutionRequest.REACTOR_MAKE_DOWNSTREAM);

            assertThat(byCommandLine(reactor.session("parent", "library", "orders")))
                    .containsExactly("library", "orders");
        }

        @Test
        void nothingToBuildIsNoSuccess() {
            assertThatThrownBy(() -> byCommandLine(reactor.session("parent", "library")))
                    .hasMessageContainingAll(
                            "[PYF-526]", "`pyflink:image`", "`mvn -pl MODULE pyflink:image`", "<artifactId>");
        }

        @Test
        void moduleThatTheGoalWasCarriedToDoesItsWorkAlone() {
            MavenSession session = reactor.session();

            assertThat(names(new GoalRun(reactor.module("library"), session, Reactor.image("default-cli", Source.CLI))))
                    .containsExactly("library");
        }
    }

    @Nested
    class OfAPhase {

        @ParameterizedTest
        @CsvSource({"parent, false", "library, false", "orders, true", "clicks, true"})
        void isForModulesThatDeclareAnImage(String module, boolean declares) {
            assertThat(byPhase(module, reactor, reactor.session())).isEqualTo(declares ? List.of(module) : List.of());
        }

        @Test
        void moduleOfManyIsTheSameAlone() {
            assertThat(byPhase("library", reactor, reactor.session("library"))).isEmpty();
        }

        @Test
        void moduleThatNamesThePluginItselfDeclaresAnImage() {
            reactor.module("plain", Reactor.plugin(BOUND), Reactor.plugin(""));

            assertThat(byPhase("plain", reactor, reactor.session())).containsExactly("plain");
        }

        @Test
        void configurationOfAnExecutionIsADeclaration() {
            reactor.inheriting("third", "<executions><execution>" + DECLARED + "</execution></executions>");

            assertThat(byPhase("third", reactor, reactor.session())).containsExactly("third");
        }

        @Test
        void nothingToBuildInAnyModuleIsNoSuccess() {
            Reactor other = new Reactor();
            other.inheriting("one", BOUND);
            other.plain("two");

            assertThatThrownBy(() -> byPhase("one", other, other.session()))
                    .hasMessageContaining("[PYF-526]")
                    .hasMessageNotContaining("mvn -pl");
        }

        @Test
        void projectWithoutOtherModulesNeedsNoConfiguration() {
            Reactor other = new Reactor();
            MavenProject one = other.inheriting("one", BOUND);
            assertThat(byPhase("one", other, other.session())).containsExactly("one");

            MavenProject parent = new MavenProject();
            one.setParent(parent);
            assertThat(byPhase("one", other, other.session())).containsExactly("one");

            parent.setFile(new File("/projects/pom.xml"));
            assertThat(byPhase("one", other, other.session())).isEmpty();
        }
    }

    @Nested
    class ConfigurationOfExecutions {

        private final KeptLog log = new KeptLog();

        private GoalRun run(String plugin, String id, Source source) {
            Reactor other = new Reactor();
            MavenProject module = other.inheriting("one", plugin);
            return new GoalRun(module, other.session(), Reactor.image(id, source));
        }

        private static String execution(String id, String goal, String configuration) {
            return "<execution><id>%s</id><goals><goal>%s</goal></goals>%s</execution>"
                    .formatted(id, goal, configuration);
        }

        @Test
        void isNotReadByTheGoalAlone() {
            String plugin = "<executions>" + execution("a", "image", DECLARED) + execution("b", "image", DECLARED)
                    + "</executions>";

            assertThatThrownBy(() -> run(plugin, "default-cli", Source.CLI).requireItsConfiguration(log))
                    .hasMessageContainingAll("[PYF-527]", "`a`, `b`", "`mvn pyflink:image@a`");
            run(plugin, "a", Source.CLI).requireItsConfiguration(log);
            run(plugin, "a", Source.LIFECYCLE).requireItsConfiguration(log);
            assertThat(log.warnings).isEmpty();
        }

        @Test
        void besideACommonOneItIsWarnedOf() {
            String other = "<configuration><image>other</image></configuration>";
            run("<executions>" + execution("a", "image", other) + "</executions>" + DECLARED, "default-cli", Source.CLI)
                    .requireItsConfiguration(log);

            assertThat(log.warnings).singleElement().asString().contains("PYF-527");
        }

        @ParameterizedTest
        @CsvSource({"a, validate, true", "default-cli, image, true", "a, image, false"})
        void thatOfAnotherGoalAndTheCommonOneItselfAreNone(String id, String goal, boolean own) {
            String configuration = own ? "<configuration><image>other</image></configuration>" : DECLARED;
            run(
                            "<executions>" + execution(id, goal, configuration) + "</executions>" + DECLARED,
                            "default-cli",
                            Source.CLI)
                    .requireItsConfiguration(log);

            assertThat(log.warnings).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "default-cli, org.pyflinkimage:pyflink-maven-plugin:7:image",
        "nightly, org.pyflinkimage:pyflink-maven-plugin:7:image@nightly"
    })
    void isATaskOfMavens(String id, String task) {
        assertThat(new GoalRun(reactor.module("orders"), reactor.session(), Reactor.image(id, Source.CLI)).task())
                .isEqualTo(task);
    }
}
