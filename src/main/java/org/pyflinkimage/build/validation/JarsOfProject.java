package org.pyflinkimage.build.validation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.pyflinkimage.facts.ConnectorFacts;
import org.pyflinkimage.facts.Facts;
import org.pyflinkimage.facts.KeptOutJars;
import org.pyflinkimage.facts.ScalaName;
import org.pyflinkimage.spec.ConnectorPlace;
import org.pyflinkimage.spec.Declaration;
import org.pyflinkimage.spec.DependenciesText;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.JarPattern;
import org.pyflinkimage.spec.MavenCoordinates;
import org.pyflinkimage.spec.ProjectDependency;
import org.pyflinkimage.value.Problem;

/** The project's own dependencies as connectors, where a scope of them is declared; what Flink has is none. */
final class JarsOfProject {

    /** By the word for it, as the goals of Maven's dependency plugin have it. */
    private static final Map<String, Set<String>> SCOPES = Map.of(
            "runtime", Set.of("compile", "runtime"),
            "compile", Set.of("compile", "provided"),
            "provided", Set.of("provided"));

    private final Declaration declaration;
    private final ConnectorFacts facts = Facts.shipped().connectors();
    private final List<JarPattern> keptOut = KeptOutJars.shipped().stream()
            .flatMap(fact -> fact.jars().stream())
            .flatMap(text -> JarPattern.parse(text).stream())
            .toList();

    private JarsOfProject(Declaration declaration) {
        this.declaration = declaration;
    }

    /**
     * Declares them beside the connectors, with what they depend on.
     *
     * @return {@code PYF-093} where the scope is none
     */
    static List<Problem> declare(Declaration declaration) {
        Optional<String> scope =
                declaration.values(Element.INCLUDE_SCOPE).stream().findFirst();
        if (scope.isEmpty()) {
            return List.of();
        }
        Set<String> wanted = SCOPES.get(scope.get());
        if (wanted == null) {
            return List.of(noScope(scope.get()));
        }
        new JarsOfProject(declaration).declare(wanted);
        return List.of();
    }

    private void declare(Set<String> scopes) {
        List<String> connectors = new ArrayList<>(declaration.exactValues(Element.CONNECTORS));
        Set<String> there = Set.copyOf(connectors);
        List<DependenciesText> dependencies = new ArrayList<>();
        for (ProjectDependency dependency : declaration.projectDependencies()) {
            Optional<MavenCoordinates> jar = MavenCoordinates.parse(dependency.coordinates());
            if (scopes.contains(dependency.scope())
                    && !there.contains(dependency.coordinates())
                    && jar.filter(this::isOfFlink).isEmpty()) {
                connectors.add(dependency.coordinates());
                if (jar.isPresent() && hasClosure(dependency, jar.get())) {
                    dependencies.add(new DependenciesText(
                            dependency.coordinates(), Optional.of("true"), dependency.exclusions()));
                }
            }
        }
        declaration.with(Element.CONNECTORS, connectors).withDependencies(dependencies);
    }

    /** A plugin has inside what it needs, and what a jar depends on that is made anew may be another tomorrow. */
    private static boolean hasClosure(ProjectDependency dependency, MavenCoordinates jar) {
        return !dependency.changing() && ConnectorPlace.isUsuallyOnClassPath(jar);
    }

    private boolean isOfFlink(MavenCoordinates jar) {
        return facts.isInDistribution(
                        jar.groupId(), ScalaName.of(jar.artifactId()).artifact())
                || keptOut.stream().anyMatch(pattern -> pattern.matches(jar.groupId(), jar.artifactId()));
    }

    private static Problem noScope(String text) {
        return Problem.declaration("PYF-093", "`%s` in `<includeScope>` is no scope".formatted(text))
                .why(
                        "`runtime` takes the project's dependencies of the scopes compile and runtime, `compile` those of compile and"
                                + " provided, `provided` those alone")
                .remedy(Element.INCLUDE_SCOPE.with("runtime"));
    }
}
