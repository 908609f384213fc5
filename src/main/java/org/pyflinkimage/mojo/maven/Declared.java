package org.pyflinkimage.mojo.maven;

import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Plugin;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/** Whether there is a project, and whether it declares an image. */
public final class Declared {

    private static final String PLUGIN = "org.pyflinkimage:pyflink-maven-plugin";

    private Declared() {}

    /** Without a POM, Maven makes up a project that has no file. */
    public static boolean isProject(MavenProject project) {
        return project.getFile() != null;
    }

    /**
     * Of several modules, those whose POM has the plugin with a configuration, own or inherited, declare an image; a module alone
     * always does. An execution is no declaration: all modules inherit the one that a parent binds.
     */
    public static boolean isDeclared(MavenProject project, MavenSession session) {
        return session.getProjects().size() < 2 || isConfigured(project.getPlugin(PLUGIN));
    }

    private static boolean isConfigured(@Nullable Plugin plugin) {
        return plugin != null
                && (plugin.getConfiguration() != null
                        || plugin.getExecutions().stream().anyMatch(execution -> execution.getConfiguration() != null));
    }
}
