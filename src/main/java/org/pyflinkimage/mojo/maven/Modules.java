package org.pyflinkimage.mojo.maven;

import java.nio.file.Path;
import java.util.Optional;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Plugin;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;
import org.pyflinkimage.build.validation.Places;

/** Where a module lies, and whether it declares images. */
public final class Modules {

    private static final String PLUGIN = "org.pyflinkimage:pyflink-maven-plugin";

    private Modules() {}

    /** The places of a module. Without a POM, Maven makes up a project that has no file. */
    public static Places places(MavenProject project, MavenSession session) {
        Path start =
                Path.of(Optional.ofNullable(session.getExecutionRootDirectory()).orElse(""));
        return Optional.ofNullable(project.getFile())
                .map(pom -> Places.ofProject(
                        pom.toPath(), Path.of(project.getBuild().getDirectory()), start))
                .orElseGet(() -> Places.withoutProject(start));
    }

    /**
     * Of several modules, those whose POM has the plugin with a configuration, own or inherited, declare an image; a module alone
     * always does. An execution is no declaration: all modules inherit the one that a parent binds.
     */
    public static boolean declareImages(MavenProject project, MavenSession session) {
        return session.getProjects().size() < 2 || isConfigured(project.getPlugin(PLUGIN));
    }

    private static boolean isConfigured(@Nullable Plugin plugin) {
        return plugin != null
                && (plugin.getConfiguration() != null
                        || plugin.getExecutions().stream().anyMatch(execution -> execution.getConfiguration() != null));
    }
}
