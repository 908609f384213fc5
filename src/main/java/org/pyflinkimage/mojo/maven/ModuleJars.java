package org.pyflinkimage.mojo.maven;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.project.MavenProject;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.MavenCoordinates;
import org.pyflinkimage.value.Problem;

/** The jars that the modules of a build make, as far as they are made already. */
public final class ModuleJars {

    private final List<MavenProject> all;
    private final List<MavenProject> built;
    private final MavenProject current;

    /**
     * Those of a build.
     *
     * @param current the module that is built now
     * @param built the modules that Maven works on, from the first
     * @param all with those that are left out
     */
    ModuleJars(MavenProject current, List<MavenProject> built, List<MavenProject> all) {
        this.current = current;
        this.built = List.copyOf(built);
        this.all = List.copyOf(all);
    }

    /** Those of the build that a module belongs to. */
    public static ModuleJars of(MavenProject current, MavenSession session) {
        List<MavenProject> built = session.getProjects();
        return new ModuleJars(
                current, built, Optional.ofNullable(session.getAllProjects()).orElse(built));
    }

    /** The module that makes a jar; empty where it is no jar of this build. */
    Optional<MavenProject> module(MavenCoordinates coordinates) {
        return all.stream()
                .filter(module -> module.getGroupId().equals(coordinates.groupId())
                        && module.getArtifactId().equals(coordinates.artifactId())
                        && module.getVersion().equals(coordinates.version()))
                .findFirst();
    }

    /** Whether Maven works on a module in this build, so that no older jar of it may stand in for the one that is made. */
    boolean isBuilt(MavenProject module) {
        return built.contains(module);
    }

    /** The jar as it was made in this build; empty where it was not made yet. */
    Optional<Path> made(MavenProject module, MavenCoordinates coordinates) {
        return Stream.concat(Stream.ofNullable(module.getArtifact()), module.getAttachedArtifacts().stream())
                .filter(artifact -> isJar(artifact, coordinates.classifier()))
                .map(Artifact::getFile)
                .filter(file -> file != null && file.isFile())
                .findFirst()
                .map(File::toPath);
    }

    private static boolean isJar(Artifact artifact, Optional<String> classifier) {
        return Optional.ofNullable(artifact.getClassifier())
                        .filter(text -> !text.isEmpty())
                        .equals(classifier)
                && "jar".equals(artifact.getArtifactHandler().getExtension());
    }

    /** {@code PYF-523}: a jar of this build that is not there yet. */
    Problem missing(MavenProject module, MavenCoordinates coordinates) {
        Problem problem = Problem.declaration(
                "PYF-523", "the jar `%s` is made by this build, and not made yet".formatted(coordinates));
        if (coordinates.classifier().isPresent()
                && made(module, withoutClassifier(coordinates)).isPresent()) {
            return problem.why("the module `%s` has a jar, and none with the classifier `%s`"
                            .formatted(
                                    module.getArtifactId(),
                                    coordinates.classifier().get()))
                    .remedy("correct the classifier: " + Element.CONNECTORS.pathNamed())
                    .remedy("or let the plugin that makes it run before this one, in the phase `package`");
        }
        if (module.getPackaging().equals("pom")) {
            return problem.why("the module `%s` has the packaging `pom`, which makes no jar"
                            .formatted(module.getArtifactId()))
                    .remedy("give it the packaging `jar`, or name the module that has one");
        }
        return isBuilt(module) ? notPackaged(problem, module) : notBuilt(problem, module);
    }

    private Problem notPackaged(Problem problem, MavenProject module) {
        Problem known = problem.why("the module `%s` makes it in the phase `package`, which was not reached"
                        .formatted(module.getArtifactId()))
                .remedy("run `mvn package`, where the goal is bound to that phase, else `mvn package pyflink:image`")
                .remedy("or bind the goal to it: `<phase>package</phase>` in its `<execution>`");
        return module.equals(current)
                ? known
                : known.remedy("or let `%s` depend on it (`<dependency>`), so that Maven packages it before"
                        .formatted(current.getArtifactId()));
    }

    private Problem notBuilt(Problem problem, MavenProject module) {
        return problem.why("the module `%s` is left out of this build, and no repository has its jar"
                        .formatted(module.getArtifactId()))
                .remedy("build it as well: `mvn -pl :%s,:%s -am package`"
                        .formatted(module.getArtifactId(), current.getArtifactId()))
                .remedy("or put it into the local repository before: `mvn -pl :%s -am install`"
                        .formatted(module.getArtifactId()));
    }

    private static MavenCoordinates withoutClassifier(MavenCoordinates coordinates) {
        return new MavenCoordinates(
                coordinates.groupId(), coordinates.artifactId(), coordinates.version(), Optional.empty());
    }
}
