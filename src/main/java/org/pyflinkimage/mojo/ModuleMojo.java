package org.pyflinkimage.mojo;

import java.nio.file.Path;
import java.util.Optional;
import javax.inject.Inject;
import javax.inject.Provider;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.lifecycle.LifecycleExecutor;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.BuildPluginManager;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;
import org.pyflinkimage.build.validation.Places;
import org.pyflinkimage.mojo.console.MavenBuildLog;
import org.pyflinkimage.mojo.maven.Expressions;
import org.pyflinkimage.mojo.maven.GoalRun;
import org.pyflinkimage.mojo.maven.ModuleRound;
import org.pyflinkimage.mojo.maven.Modules;
import org.pyflinkimage.mojo.xml.DeclaredElements;
import org.pyflinkimage.mojo.xml.DeclaredValues;
import org.pyflinkimage.spec.Declaration;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.value.BuildLog;

/** A goal that runs in each module that it is for, with what Maven brings, and with a store. */
abstract class ModuleMojo extends AbstractMojo {

    @Parameter(defaultValue = "${session}", readonly = true, required = true)
    @SuppressWarnings("NullAway.Init")
    MavenSession session;

    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    @SuppressWarnings("NullAway.Init")
    MavenProject project;

    @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
    @SuppressWarnings("NullAway.Init")
    MojoExecution execution;

    @Inject
    @SuppressWarnings("NullAway.Init")
    Provider<LifecycleExecutor> lifecycles;

    @Inject
    @SuppressWarnings("NullAway.Init")
    Provider<BuildPluginManager> plugins;

    /** The folder that keeps downloaded and derived files for later builds. By default {@code ~/.cache/pyflink-maven-plugin}. */
    @Parameter(property = "pyflink.store")
    @Nullable
    String store;

    /**
     * How large the store may be once a build has ended: {@code 10 GB}, {@code 500 MiB}, {@code none}. What was used longest ago
     * goes first.
     */
    @Parameter(property = "pyflink.storeLimit", defaultValue = "10 GB")
    @Nullable
    String storeLimit;

    /** Does nothing. */
    @Parameter(property = "pyflink.skip", defaultValue = "false")
    @Nullable
    String skip;

    @Override
    public final void execute() throws MojoExecutionException, MojoFailureException {
        go(new GoalRun(project, session, execution), new ModuleRound(lifecycles, plugins));
    }

    /** Goes to the modules that the goal is for. */
    void go(GoalRun run, ModuleRound round) throws MojoExecutionException, MojoFailureException {
        round.go(run, getLog(), () -> work(run));
    }

    /** Does the goal's work in this module. */
    final void work(GoalRun run) {
        if (values().isOn(Element.SKIP, skip)) {
            getLog().info("Skipped: `pyflink.skip` is set");
            return;
        }
        BuildLog log = MavenBuildLog.of(getLog(), session);
        run.requireItsConfiguration(log);
        run(log);
    }

    /** Does the goal's work. */
    abstract void run(BuildLog log);

    final Places places() {
        return Modules.places(project, session);
    }

    final DeclaredValues values() {
        return new DeclaredValues(session.getUserProperties(), project.getProperties());
    }

    /** A path of the declaration. */
    final Optional<Path> path(String property, @Nullable String xml) {
        return places().at(property, values().text(property, xml));
    }

    /** Where the store is; empty where that is not said. */
    final Optional<Path> store() {
        return path("pyflink.store", store);
    }

    /** Puts elements into a declaration. */
    final DeclaredElements elements(Declaration declaration) {
        return new DeclaredElements(declaration, values(), new Expressions(session, execution));
    }

    final void declareOne(Declaration declaration, Element element, @Nullable String xml) {
        elements(declaration).one(element, xml);
    }
}
