package org.pyflinkimage.mojo.maven;

import java.util.List;
import java.util.Optional;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.project.MavenProject;
import org.pyflinkimage.value.BuildLog;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.Problem.Severity;
import org.pyflinkimage.value.PyFlinkException;

/**
 * One run of a goal, and what it is for. In a phase Maven runs it in each module. Of a command line Maven gives a goal that needs no POM
 * to the first module alone, which then is the one that goes round.
 *
 * @param module that Maven runs it in
 */
public record GoalRun(MavenProject module, MavenSession session, MojoExecution execution) {

    /**
     * The modules to do the goal's work in; none where this module declares no image, and another does.
     *
     * @throws PyFlinkException {@code PYF-526} where no module declares one
     */
    public List<MavenProject> modules() {
        if (!isOfCommandLine()) {
            return ofPhase();
        }
        if (session.getProjects().size() < 2 || !module.equals(session.getTopLevelProject())) {
            return List.of(module);
        }
        List<MavenProject> wanted = Selection.of(session).wanted();
        if (wanted.isEmpty()) {
            throw nobody().remedy("name the module that it is for: `mvn -pl MODULE pyflink:%s`"
                            .formatted(execution.getGoal()))
                    .toException();
        }
        return wanted;
    }

    private boolean isOfCommandLine() {
        return execution.getSource() == MojoExecution.Source.CLI;
    }

    private List<MavenProject> ofPhase() {
        List<MavenProject> all = Selection.all(session);
        boolean alone = all.size() < 2 && !isBelowItsParent();
        if (alone || DeclaredPlugin.of(module).declaresImage()) {
            return List.of(module);
        }
        if (all.size() > 1
                && all.stream().noneMatch(other -> DeclaredPlugin.of(other).declaresImage())) {
            throw nobody().toException();
        }
        return List.of();
    }

    /** A module that is built alone inherits the same as with all others. */
    private boolean isBelowItsParent() {
        return Optional.ofNullable(module.getParent())
                .map(MavenProject::getFile)
                .isPresent();
    }

    private Problem nobody() {
        return Problem.declaration(
                        "PYF-526",
                        "`pyflink:%s` has nothing to do: no module declares an image".formatted(execution.getGoal()))
                .why(
                        "of several modules, those declare one whose POM has a `<configuration>` of this plugin, or names the plugin itself")
                .remedy(
                        "name it in the POM of the module that the image is of:"
                                + " `<plugin><groupId>org.pyflinkimage</groupId><artifactId>pyflink-maven-plugin</artifactId></plugin>`");
    }

    /**
     * Makes sure that what the module declares is what the goal was given: Maven reads the configurations of executions in their phases
     * alone.
     *
     * @throws PyFlinkException {@code PYF-527} where the module declares nothing else
     */
    public void requireItsConfiguration(BuildLog log) {
        Optional<Problem> passedOver = passedOver();
        PyFlinkException.throwIfAny(passedOver.filter(problem -> problem.severity() == Severity.ERROR).stream()
                .toList());
        passedOver.ifPresent(log::warn);
    }

    private Optional<Problem> passedOver() {
        DeclaredPlugin plugin = DeclaredPlugin.of(module);
        List<String> executions = plugin.configuredExecutions(execution.getGoal());
        boolean direct = isOfCommandLine() && execution.getExecutionId().equals(DeclaredPlugin.OF_COMMAND_LINE);
        if (!direct || executions.isEmpty()) {
            return Optional.empty();
        }
        Problem problem = Problem.declaration(
                        "PYF-527",
                        "the `<configuration>` of the execution `%s` is not read by `mvn pyflink:%s`"
                                .formatted(String.join("`, `", executions), execution.getGoal()))
                .why("Maven gives it to a goal that is run in its phase, or named with the execution")
                .remedy("name the execution: `mvn pyflink:%s@%s`".formatted(execution.getGoal(), executions.get(0)))
                .remedy(
                        "or write what holds for all executions beside them, into the `<configuration>` of the `<plugin>`");
        return Optional.of(plugin.hasCommonConfiguration() ? problem.withSeverity(Severity.WARNING) : problem);
    }

    /** The goal as Maven takes it for a task. */
    String task() {
        String id = execution.getExecutionId();
        return String.join(
                        ":",
                        execution.getGroupId(),
                        execution.getArtifactId(),
                        execution.getVersion(),
                        execution.getGoal())
                + (id.equals(DeclaredPlugin.OF_COMMAND_LINE) ? "" : "@" + id);
    }
}
