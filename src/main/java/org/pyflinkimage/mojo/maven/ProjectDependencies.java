package org.pyflinkimage.mojo.maven;

import java.util.List;
import java.util.Optional;
import org.apache.maven.artifact.ArtifactUtils;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Dependency;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;
import org.pyflinkimage.spec.MavenCoordinates;
import org.pyflinkimage.spec.ProjectDependency;

/** The jars that a project's POM names as its dependencies, in the versions that it and its parents manage. */
public final class ProjectDependencies {

    private static final String JAR = "jar";

    private ProjectDependencies() {}

    /** Those of a module, without what is no jar. */
    public static List<ProjectDependency> of(MavenProject project, MavenSession session) {
        ModuleJars modules = ModuleJars.of(project, session);
        return project.getDependencies().stream()
                .filter(dependency -> JAR.equals(dependency.getType()))
                .filter(dependency -> dependency.getVersion() != null)
                .map(dependency -> dependency(dependency, modules))
                .toList();
    }

    private static ProjectDependency dependency(Dependency dependency, ModuleJars modules) {
        MavenCoordinates coordinates = new MavenCoordinates(
                dependency.getGroupId(),
                dependency.getArtifactId(),
                dependency.getVersion(),
                Optional.ofNullable(dependency.getClassifier()).filter(text -> !text.isEmpty()));
        return new ProjectDependency(
                coordinates.toString(),
                orCompile(dependency.getScope()),
                dependency.getExclusions().stream()
                        .map(exclusion -> exclusion.getGroupId() + ":" + exclusion.getArtifactId())
                        .toList(),
                ArtifactUtils.isSnapshot(dependency.getVersion())
                        || modules.module(coordinates).isPresent());
    }

    private static String orCompile(@Nullable String scope) {
        return scope == null || scope.isEmpty() ? "compile" : scope;
    }
}
