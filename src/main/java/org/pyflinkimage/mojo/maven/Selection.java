package org.pyflinkimage.mojo.maven;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.maven.execution.MavenExecutionRequest;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.execution.ProjectDependencyGraph;
import org.apache.maven.project.MavenProject;

/**
 * The modules that a command line asks for: those that {@code -pl} names, with {@code -amd} what depends on them, and all where it names
 * none. What {@code -am} adds is there to be built before them, and nobody asked for it.
 */
record Selection(List<MavenProject> named, List<MavenProject> chosen) {

    private static final Set<String> WITH_DEPENDENTS =
            Set.of(MavenExecutionRequest.REACTOR_MAKE_DOWNSTREAM, MavenExecutionRequest.REACTOR_MAKE_BOTH);

    /** What a session was asked for, in the order in which it is built. */
    static Selection of(MavenSession session) {
        List<MavenProject> built = session.getProjects();
        MavenExecutionRequest request = session.getRequest();
        List<MavenProject> named = built.stream()
                .filter(module -> request.getSelectedProjects().stream()
                        .anyMatch(selector -> isMeant(selector, module, request.getBaseDirectory())))
                .toList();
        if (named.isEmpty()) {
            return new Selection(named, built);
        }
        List<MavenProject> dependents = WITH_DEPENDENTS.contains(String.valueOf(request.getMakeBehavior()))
                ? dependents(named, session.getProjectDependencyGraph())
                : List.of();
        return new Selection(
                named,
                built.stream()
                        .filter(module -> named.contains(module) || dependents.contains(module))
                        .toList());
    }

    private static List<MavenProject> dependents(List<MavenProject> named, ProjectDependencyGraph graph) {
        List<MavenProject> dependents = new ArrayList<>();
        named.forEach(module -> dependents.addAll(graph.getDownstreamProjects(module, true)));
        return dependents;
    }

    /** As Maven reads {@code -pl}: {@code [group]:artifact}, a folder, or a POM. */
    private static boolean isMeant(String written, MavenProject module, String start) {
        String selector = written.replaceFirst("^[+?]+", "");
        if (selector.contains(":")) {
            String artifact = ":" + module.getArtifactId();
            return Stream.of(artifact, module.getGroupId() + artifact).anyMatch(selector::equals);
        }
        File place = new File(new File(start, selector).toURI().normalize());
        return Stream.of(module.getFile(), module.getBasedir())
                .filter(Objects::nonNull)
                .anyMatch(place::equals);
    }

    /** Those of them that the goal is for: what was named, and of all others what declares an image. */
    List<MavenProject> wanted() {
        return chosen.stream()
                .filter(module ->
                        named.contains(module) || DeclaredPlugin.of(module).declaresImage())
                .toList();
    }

    /** The modules of a whole build, with those that are left out of it. */
    static List<MavenProject> all(MavenSession session) {
        return Optional.ofNullable(session.getAllProjects()).orElseGet(session::getProjects);
    }
}
