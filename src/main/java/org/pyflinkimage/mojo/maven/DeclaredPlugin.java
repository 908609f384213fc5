package org.pyflinkimage.mojo.maven;

import java.util.List;
import java.util.Optional;
import org.apache.maven.model.Build;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.project.MavenProject;

/**
 * What a module's POM says of this plugin.
 *
 * @param plugin with all that is inherited; empty where the POM has nothing of it
 */
record DeclaredPlugin(MavenProject module, Optional<Plugin> plugin) {

    /** The execution that stands for a goal of the command line. */
    static final String OF_COMMAND_LINE = "default-cli";

    private static final String PLUGIN = "org.pyflinkimage:pyflink-maven-plugin";

    static DeclaredPlugin of(MavenProject module) {
        return new DeclaredPlugin(module, Optional.ofNullable(module.getPlugin(PLUGIN)));
    }

    /**
     * Whether the module declares an image: it has a configuration, own or inherited, or its own POM names the plugin. An inherited
     * execution is no declaration, as all modules inherit the one that a parent binds, and that parent is none.
     */
    boolean declaresImage() {
        return plugin.filter(DeclaredPlugin::isConfigured).isPresent() || isNamedByItself();
    }

    /** The ids of executions of a goal that have a configuration of their own, which the goal alone does not read. */
    List<String> configuredExecutions(String goal) {
        return plugin.stream()
                .flatMap(declared -> declared.getExecutions().stream())
                .filter(execution -> execution.getGoals().contains(goal)
                        && !execution.getId().equals(OF_COMMAND_LINE)
                        && execution.getConfiguration() != null
                        && !execution.getConfiguration().equals(plugin.get().getConfiguration()))
                .map(PluginExecution::getId)
                .toList();
    }

    /** Whether the plugin has a configuration beside those of executions. */
    boolean hasCommonConfiguration() {
        return plugin.map(Plugin::getConfiguration).isPresent();
    }

    private static boolean isConfigured(Plugin plugin) {
        return plugin.getConfiguration() != null
                || plugin.getExecutions().stream().anyMatch(execution -> execution.getConfiguration() != null);
    }

    private boolean isNamedByItself() {
        return module.getModel().getModules().isEmpty()
                && Optional.ofNullable(module.getOriginalModel().getBuild()).map(Build::getPlugins).stream()
                        .flatMap(List::stream)
                        .anyMatch(named -> PLUGIN.equals(named.getKey()));
    }
}
