package org.pyflinkimage.mojo.maven;

import java.nio.file.Path;
import java.util.Optional;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.project.MavenProject;
import org.pyflinkimage.build.validation.Places;

/** Where a module lies. */
public final class Modules {

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
}
