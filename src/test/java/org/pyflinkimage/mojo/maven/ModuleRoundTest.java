package org.pyflinkimage.mojo.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.lifecycle.DefaultLifecycles;
import org.apache.maven.lifecycle.Lifecycle;
import org.apache.maven.lifecycle.LifecycleExecutor;
import org.apache.maven.lifecycle.MavenExecutionPlan;
import org.apache.maven.lifecycle.internal.ExecutionPlanItem;
import org.apache.maven.plugin.BuildPluginManager;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecution.Source;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.PluginConfigurationException;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.codehaus.plexus.logging.Logger;
import org.codehaus.plexus.logging.console.ConsoleLogger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pyflinkimage.mojo.console.RecordingLog;
import org.pyflinkimage.value.Problem;

class ModuleRoundTest {

    private static final String DECLARED = "<configuration><image>x</image></configuration>";

    private static final DefaultLifecycles LIFECYCLES = new DefaultLifecycles(
            Stream.of("clean", "default", "site")
                    .collect(Collectors.toMap(id -> id, id -> new Lifecycle(id, List.of(), Map.of()))),
            new ConsoleLogger(Logger.LEVEL_DISABLED, "none"));

    private final Reactor reactor = new Reactor();
    private final RecordingLog log = new RecordingLog();
    private final List<String> done = new ArrayList<>();
    private @Nullable Exception failure;

    @BeforeEach
    void modules() {
        reactor.inheriting("first", DECLARED);
        reactor.plain("library");
        reactor.inheriting("last", DECLARED);
    }

    private void go(MavenSession session, MojoExecution execution) throws Exception {
        GoalRun run = new GoalRun(session.getTopLevelProject(), session, execution);
        new ModuleRound(() -> proxy(LifecycleExecutor.class, session), () -> proxy(BuildPluginManager.class, session))
                .go(run, log, () -> done.add("here"));
    }

    /** Maven's own: plans one execution, and runs it, for the session's current module. */
    private <T> T proxy(Class<T> type, MavenSession session) {
        return type.cast(Proxy.newProxyInstance(
                ModuleRoundTest.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    String module = session.getCurrentProject().getArtifactId();
                    if (method.getName().equals("executeMojo")) {
                        done.add("ran in " + module);
                        if (failure != null) {
                            throw failure;
                        }
                        return null;
                    }
                    done.add(((String[]) arguments[1])[0]);
                    return new MavenExecutionPlan(
                            List.of(new ExecutionPlanItem(Reactor.image("default-cli", Source.CLI))), LIFECYCLES);
                }));
    }

    @Test
    void doesTheWorkHereAndLetsMavenDoItElsewhere() throws Exception {
        MavenSession session = reactor.session();

        go(session, Reactor.image("default-cli", Source.CLI));

        assertThat(done).containsExactly("here", "org.pyflinkimage:pyflink-maven-plugin:7:image", "ran in last");
        assertThat(log.lines).containsExactly("[INFO] Module first", "[INFO] Module last");
        assertThat(session.getCurrentProject()).isEqualTo(reactor.module("first"));
    }

    @Test
    void oneModuleAloneIsNotNamed() throws Exception {
        go(reactor.session("last"), Reactor.image("default-cli", Source.CLI));

        assertThat(done).containsExactly("here");
        assertThat(log.lines).isEmpty();
    }

    @Test
    void nothingToDoIsSaid() throws Exception {
        go(reactor.session("library"), Reactor.image("image", Source.LIFECYCLE));

        assertThat(done).isEmpty();
        assertThat(log.lines).singleElement().asString().contains("Nothing is declared in this module");
    }

    @Test
    void failuresOfAModuleAreThoseOfTheGoal() {
        MavenSession session = reactor.session();
        MojoExecution execution = Reactor.image("default-cli", Source.CLI);

        failure = new MojoFailureException("its own");
        assertThatThrownBy(() -> go(session, execution)).isSameAs(failure);
        failure = new MojoExecutionException("its own");
        assertThatThrownBy(() -> go(session, execution)).isSameAs(failure);
        failure = new IllegalStateException("a fault");
        assertThatThrownBy(() -> go(session, execution))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageContainingAll("PYF-999", "a fault");
        failure = new PluginConfigurationException(new PluginDescriptor(), "Maven's");
        assertThatThrownBy(() -> go(session, execution))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageContaining("Maven's")
                .hasCause(failure);
        assertThat(session.getCurrentProject()).isEqualTo(reactor.module("first"));
    }

    /** None of them is left to Maven, which prints a stack trace of it; what ends a thread on purpose is. */
    @Test
    void errorsAreToldAsProblems() {
        MavenSession session = reactor.session();
        ModuleRound round = new ModuleRound(
                () -> proxy(LifecycleExecutor.class, session), () -> proxy(BuildPluginManager.class, session));
        for (Error error : List.of(
                new NoSuchMethodError("a method"),
                new ExceptionInInitializerError("a class"),
                new ServiceConfigurationError("a service"),
                new AssertionError("a thought"),
                new StackOverflowError("a depth"),
                new OutOfMemoryError("a heap"))) {
            assertThatThrownBy(() -> round.stay(() -> {
                        throw error;
                    }))
                    .isInstanceOf(MojoExecutionException.class)
                    .hasMessageContainingAll("[PYF-999]", error.getMessage());
        }
        assertThatThrownBy(() -> round.stay(() -> {
                    throw new IOError(new IOException("the disk"));
                }))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageContainingAll("[PYF-060]", "the disk");
        Error meant = new Error("meant");
        assertThatThrownBy(() -> round.stay(() -> {
                    throw meant;
                }))
                .isSameAs(meant);
    }

    @Test
    void problemsOfTheWorkHereAreMavensToo() {
        GoalRun run =
                new GoalRun(reactor.module("last"), reactor.session("last"), Reactor.image("default-cli", Source.CLI));
        ModuleRound round = new ModuleRound(
                () -> proxy(LifecycleExecutor.class, run.session()),
                () -> proxy(BuildPluginManager.class, run.session()));

        assertThatThrownBy(() -> round.go(run, log, () -> {
                    throw Problem.declaration("PYF-900", "x").toException();
                }))
                .isInstanceOf(MojoFailureException.class);
        assertThatThrownBy(() -> round.go(run, log, () -> {
                    throw new UncheckedIOException(new IOException("disk"));
                }))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageContaining("[PYF-060]");
    }
}
