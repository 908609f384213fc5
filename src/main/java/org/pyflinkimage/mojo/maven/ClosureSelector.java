package org.pyflinkimage.mojo.maven;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.collection.DependencyCollectionContext;
import org.eclipse.aether.collection.DependencySelector;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.graph.Exclusion;
import org.jspecify.annotations.Nullable;
import org.pyflinkimage.fetch.ClosureQuestion;
import org.pyflinkimage.fetch.ClosureQuestion.Brought;
import org.pyflinkimage.spec.JarPattern;

/**
 * Selects what Maven's own selector does, without what connectors exclude, what is declared itself, and what Flink has: it is cut off
 * where it is met, and what only that leads to is never looked at. Each decision is kept.
 *
 * <p>Connectors are direct dependencies; what they exclude stands in their {@link Dependency}, so that it holds for one that was
 * published anew under another name, too.
 */
final class ClosureSelector implements DependencySelector {

    /** A file of the machine that builds, named by its path, has no place in an image. */
    private static final Set<String> NOT_TAKEN_OVER = Set.of("test", "provided", "system");

    /** What was decided, in a search whose branches may be followed at the same time. */
    static final class Decisions {
        final Set<JarPattern> excluded = ConcurrentHashMap.newKeySet();
        final SortedMap<String, String> leftOut = new ConcurrentSkipListMap<>();
        private final Map<String, List<String>> ways = new ConcurrentHashMap<>();

        /** The dependencies that lead to an artifact, from a connector to itself; its version may be another than there was asked for. */
        List<String> wayTo(Artifact artifact) {
            List<String> way = new ArrayList<>(ways.getOrDefault(keyOf(artifact), List.of()));
            way.add(nameOf(artifact));
            return way;
        }

        private void met(Artifact artifact, List<String> way) {
            ways.putIfAbsent(keyOf(artifact), way);
        }

        private static String keyOf(Artifact artifact) {
            return artifact.getGroupId() + ":" + artifact.getArtifactId() + ":" + artifact.getClassifier();
        }
    }

    private final @Nullable DependencySelector mavens;
    private final ClosureQuestion question;
    private final Decisions decisions;
    private final List<String> way;
    private final List<JarPattern> exclusions;

    ClosureSelector(@Nullable DependencySelector mavens, ClosureQuestion question, Decisions decisions) {
        this(mavens, question, decisions, List.of(), List.of());
    }

    private ClosureSelector(
            @Nullable DependencySelector mavens,
            ClosureQuestion question,
            Decisions decisions,
            List<String> way,
            List<JarPattern> exclusions) {
        this.mavens = mavens;
        this.question = question;
        this.decisions = decisions;
        this.way = way;
        this.exclusions = exclusions;
    }

    @Override
    public boolean selectDependency(Dependency dependency) {
        Artifact artifact = dependency.getArtifact();
        if (way.isEmpty()) {
            decisions.met(artifact, way);
            return true;
        }
        // What nobody takes over from another is not left out by anybody.
        if (dependency.isOptional() || NOT_TAKEN_OVER.contains(dependency.getScope())) {
            return false;
        }
        // Before Maven's own, which knows exclusions too and does not say which of them it met.
        Optional<String> reason = reasonAgainst(artifact);
        reason.ifPresent(why -> decisions.leftOut.putIfAbsent(nameOf(artifact), why));
        if (reason.isEmpty()) {
            decisions.met(artifact, way);
        }
        return reason.isEmpty() && (mavens == null || mavens.selectDependency(dependency));
    }

    private Optional<String> reasonAgainst(Artifact artifact) {
        String group = artifact.getGroupId();
        String name = artifact.getArtifactId();
        List<JarPattern> matching =
                exclusions.stream().filter(each -> each.matches(group, name)).toList();
        decisions.excluded.addAll(matching);
        if (!matching.isEmpty()) {
            return Optional.of("it is excluded by `%s`".formatted(matching.get(0)));
        }
        if (isDeclared(artifact)) {
            return Optional.of("it is declared itself, or a part of Flink's distribution");
        }
        return question.brought().stream()
                .filter(each -> each.jars().matches(group, name))
                .map(Brought::why)
                .findFirst();
    }

    /** In whatever version. Another transitive connector is a direct dependency already, and Maven takes the nearest. */
    private boolean isDeclared(Artifact artifact) {
        return question.declared().stream()
                .filter(jar -> question.connectors().stream()
                        .noneMatch(connector -> connector.jar().equals(jar)))
                .anyMatch(jar -> jar.groupId().equals(artifact.getGroupId())
                        && jar.artifactId().equals(artifact.getArtifactId())
                        && jar.classifier().orElse("").equals(artifact.getClassifier()));
    }

    @Override
    public DependencySelector deriveChildSelector(DependencyCollectionContext context) {
        DependencySelector below = mavens == null ? null : mavens.deriveChildSelector(context);
        Dependency from = context.getDependency();
        if (from == null) {
            return new ClosureSelector(below, question, decisions, way, exclusions);
        }
        List<String> further = new ArrayList<>(way);
        further.add(nameOf(from.getArtifact()));
        return new ClosureSelector(
                below, question, decisions, further, way.isEmpty() ? exclusionsOf(from) : exclusions);
    }

    private static List<JarPattern> exclusionsOf(Dependency connector) {
        return connector.getExclusions().stream()
                .map(ClosureSelector::patternOf)
                .sorted()
                .toList();
    }

    private static JarPattern patternOf(Exclusion exclusion) {
        return new JarPattern(exclusion.getGroupId(), exclusion.getArtifactId());
    }

    /** Coordinates as people write them. */
    static String nameOf(Artifact artifact) {
        String kind = artifact.getClassifier().isEmpty()
                ? ""
                : artifact.getExtension() + ":" + artifact.getClassifier() + ":";
        return artifact.getGroupId() + ":" + artifact.getArtifactId() + ":" + kind + artifact.getBaseVersion();
    }

    /** Maven looks at an artifact once for all selectors that are equal, wherever it is met: the way to it makes no difference. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ClosureSelector selector
                && Objects.equals(mavens, selector.mavens)
                && decisions == selector.decisions
                && way.isEmpty() == selector.way.isEmpty()
                && exclusions.equals(selector.exclusions);
    }

    @Override
    public int hashCode() {
        return Objects.hash(mavens, way.isEmpty(), exclusions);
    }
}
