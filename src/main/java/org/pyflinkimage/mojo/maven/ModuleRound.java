package org.pyflinkimage.mojo.maven;

import java.io.IOError;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.ServiceConfigurationError;
import javax.inject.Provider;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.lifecycle.LifecycleExecutor;
import org.apache.maven.plugin.AbstractMojoExecutionException;
import org.apache.maven.plugin.BuildPluginManager;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.Log;
import org.apache.maven.project.MavenProject;
import org.pyflinkimage.value.PyFlinkException;

/** Does a goal's work in all modules that it is for, where Maven gives it to one of them alone; in each with its own configuration. */
public final class ModuleRound {

    private final Provider<LifecycleExecutor> lifecycles;
    private final Provider<BuildPluginManager> plugins;

    /** Neither is needed where there is one module. */
    public ModuleRound(Provider<LifecycleExecutor> lifecycles, Provider<BuildPluginManager> plugins) {
        this.lifecycles = lifecycles;
        this.plugins = plugins;
    }

    /**
     * Goes round.
     *
     * @param here the work in the module that Maven gave the goal to
     */
    public void go(GoalRun run, Log log, Runnable here) throws MojoExecutionException, MojoFailureException {
        mapped(() -> goRound(run, log, here));
    }

    /** Stays where it is: the work is the same for all modules. */
    public void stay(Runnable here) throws MojoExecutionException, MojoFailureException {
        mapped(here::run);
    }

    /** What may fail as Maven's goals do. */
    @FunctionalInterface
    private interface Work {
        void run() throws MojoExecutionException, MojoFailureException;
    }

    private static void mapped(Work work) throws MojoExecutionException, MojoFailureException {
        try {
            work.run();
        } catch (PyFlinkException e) {
            throwMavens(Failures.of(e));
        } catch (UncheckedIOException e) {
            throwMavens(Failures.of(e));
        } catch (IOError e) {
            throwMavens(Failures.of(e));
        } catch (RuntimeException | LinkageError | ServiceConfigurationError | AssertionError | VirtualMachineError e) {
            // What ends a thread on purpose is none of these.
            throwMavens(Failures.ofFault(e));
        }
    }

    private void goRound(GoalRun run, Log log, Runnable here) throws MojoExecutionException, MojoFailureException {
        List<MavenProject> modules = run.modules();
        if (modules.isEmpty()) {
            log.info("Nothing is declared in this module: it has no `<configuration>` of this plugin");
        }
        for (MavenProject module : modules) {
            if (!modules.equals(List.of(run.module()))) {
                log.info("Module " + module.getArtifactId());
            }
            if (module.equals(run.module())) {
                here.run();
            } else {
                runIn(module, run);
            }
        }
    }

    private void runIn(MavenProject module, GoalRun run) throws MojoExecutionException, MojoFailureException {
        MavenSession session = run.session();
        MavenProject before = session.getCurrentProject();
        session.setCurrentProject(module);
        try {
            for (MojoExecution execution :
                    lifecycles.get().calculateExecutionPlan(session, run.task()).getMojoExecutions()) {
                plugins.get().executeMojo(session, execution);
            }
        } catch (MojoExecutionException | MojoFailureException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new MojoExecutionException(String.valueOf(e.getMessage()), e);
        } finally {
            session.setCurrentProject(before);
        }
    }

    private static void throwMavens(AbstractMojoExecutionException exception)
            throws MojoExecutionException, MojoFailureException {
        if (exception instanceof MojoFailureException failure) {
            throw failure;
        }
        throw (MojoExecutionException) exception;
    }
}
