package org.pyflinkimage.mojo.maven;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.collection.DependencyCollectionException;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.graph.DependencyNode;
import org.eclipse.aether.graph.Exclusion;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactDescriptorException;
import org.eclipse.aether.resolution.ArtifactDescriptorPolicy;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.VersionRangeResolutionException;
import org.pyflinkimage.fetch.ClosureQuestion;
import org.pyflinkimage.fetch.FoundClosure;
import org.pyflinkimage.fetch.FoundJar;
import org.pyflinkimage.spec.MavenCoordinates;
import org.pyflinkimage.spec.TransitiveConnector;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;

/**
 * What connectors depend on, by Maven's own resolver: all connectors are direct dependencies of one request, in the declared order, so
 * that it mediates between them. Only the project's repositories are asked: a locked build takes the same jars from those.
 */
final class ClosureSearch {

    private static final Set<String> SCOPES = Set.of("", "compile", "runtime");

    /** @param way the dependencies that lead to an artifact, from a connector to itself */
    private record Member(Artifact artifact, List<String> way) {}

    private final RepositorySystem system;
    private final RepositorySystemSession session;
    private final List<RemoteRepository> repositories;
    private final MavenJarSource source;
    private final ClosureSelector.Decisions decisions = new ClosureSelector.Decisions();

    /**
     * A search.
     *
     * @param source what tells of a file where it is from, and of a failure what it means
     */
    ClosureSearch(
            RepositorySystem system,
            RepositorySystemSession session,
            List<RemoteRepository> repositories,
            MavenJarSource source) {
        this.system = system;
        this.session = session;
        this.repositories = repositories;
        this.source = source;
    }

    /**
     * The jars that a question is for.
     *
     * @throws PyFlinkException {@code PYF-528}, {@code PYF-529}
     */
    FoundClosure answer(ClosureQuestion question) {
        PyFlinkException.throwIfAny(question.connectors().stream()
                .map(TransitiveConnector::jar)
                .filter(this::isChanging)
                .map(ClosureProblems::changing)
                .toList());
        Map<MavenCoordinates, Member> found = new LinkedHashMap<>();
        List<Problem> malformed = new ArrayList<>();
        collect(collected(question), List.of(), found, malformed);
        PyFlinkException.throwIfAny(malformed);
        question.declared().forEach(found::remove);
        PyFlinkException.throwIfAny(found.entrySet().stream()
                .filter(jar -> isChanging(jar.getKey()))
                .map(jar ->
                        ClosureProblems.changing(jar.getKey(), jar.getValue().way()))
                .toList());
        return new FoundClosure(resolved(found), decisions.leftOut, List.copyOf(decisions.excluded));
    }

    private DependencyNode collected(ClosureQuestion question) {
        DefaultRepositorySystemSession ours = new DefaultRepositorySystemSession(session);
        ours.setDependencySelector(new ClosureSelector(session.getDependencySelector(), question, decisions));
        ours.setIgnoreArtifactDescriptorRepositories(true);
        ours.setSystemProperties(withoutVariables(session.getSystemProperties()));
        ours.setArtifactDescriptorPolicy(policy(question));
        CollectRequest request = new CollectRequest().setRepositories(repositories);
        question.connectors().forEach(connector -> request.addDependency(dependency(connector)));
        try {
            return system.collectDependencies(ours, request).getRoot();
        } catch (DependencyCollectionException e) {
            throw failure(e);
        }
    }

    /** Of {@code ${env.TOKEN}} in a POM of others Maven would put the value into what it asks repositories for, and tells. */
    private static Map<String, String> withoutVariables(Map<String, String> properties) {
        Map<String, String> kept = new HashMap<>(properties);
        kept.keySet().removeIf(name -> name.startsWith("env."));
        return kept;
    }

    /** A connector whose POM is missing would seem to depend on nothing; of all others Maven says the same as ever. */
    private ArtifactDescriptorPolicy policy(ClosureQuestion question) {
        List<Artifact> connectors = question.connectors().stream()
                .map(connector -> artifact(connector.jar()))
                .toList();
        ArtifactDescriptorPolicy mavens = session.getArtifactDescriptorPolicy();
        return (asking, request) -> mavens == null || connectors.contains(request.getArtifact())
                ? ArtifactDescriptorPolicy.STRICT
                : mavens.getPolicy(asking, request);
    }

    private static Dependency dependency(TransitiveConnector connector) {
        List<Exclusion> exclusions = connector.exclusions().stream()
                .map(pattern -> new Exclusion(pattern.groupId(), pattern.artifactId(), "*", "*"))
                .toList();
        return new Dependency(artifact(connector.jar()), "compile", false, exclusions);
    }

    private static Artifact artifact(MavenCoordinates jar) {
        return new DefaultArtifact(
                jar.groupId(), jar.artifactId(), jar.classifier().orElse(""), "jar", jar.version());
    }

    /** Maven's mediation leaves each jar once in the graph. What is no jar may lead to some, and lies nowhere. */
    private static void collect(
            DependencyNode node, List<String> way, Map<MavenCoordinates, Member> found, List<Problem> malformed) {
        for (DependencyNode child : node.getChildren()) {
            Dependency dependency = child.getDependency();
            if (SCOPES.contains(dependency.getScope()) && !dependency.isOptional()) {
                List<String> here = new ArrayList<>(way);
                here.add(ClosureSelector.nameOf(child.getArtifact()));
                Member member = new Member(child.getArtifact(), here);
                if (child.getArtifact().getExtension().equals("jar")) {
                    coordinates(child.getArtifact())
                            .ifPresentOrElse(
                                    jar -> found.putIfAbsent(jar, member),
                                    () -> malformed.add(ClosureProblems.malformed(here)));
                }
                collect(child, here, found, malformed);
            }
        }
    }

    private static Optional<MavenCoordinates> coordinates(Artifact artifact) {
        String classifier = artifact.getClassifier().isEmpty() ? "" : artifact.getClassifier() + ":";
        return MavenCoordinates.parse("%s:%s:jar:%s%s"
                .formatted(artifact.getGroupId(), artifact.getArtifactId(), classifier, artifact.getBaseVersion()));
    }

    private boolean isChanging(MavenCoordinates jar) {
        return jar.isSnapshot() || source.isOfThisBuild(jar);
    }

    private SortedMap<MavenCoordinates, FoundJar> resolved(Map<MavenCoordinates, Member> found) {
        List<MavenCoordinates> order = List.copyOf(found.keySet());
        List<ArtifactRequest> requests = found.values().stream()
                .map(member -> new ArtifactRequest(member.artifact(), repositories, null))
                .toList();
        SortedMap<MavenCoordinates, FoundJar> jars = new TreeMap<>();
        List<Problem> problems = new ArrayList<>();
        List<ArtifactResult> results = results(requests);
        for (int i = 0; i < order.size(); i++) {
            ArtifactResult result = results.get(i);
            if (result.isResolved()) {
                jars.put(order.get(i), source.found(order.get(i), result));
            } else {
                MavenCoordinates jar = order.get(i);
                problems.add(ClosureProblems.missing(
                        source.problem(jar, result.getExceptions()),
                        Optional.ofNullable(found.get(jar)).orElseThrow().way()));
            }
        }
        PyFlinkException.throwIfAny(problems);
        return jars;
    }

    /** In the order of the requests, whether they could be answered or not. */
    private List<ArtifactResult> results(List<ArtifactRequest> requests) {
        try {
            return system.resolveArtifacts(session, requests);
        } catch (ArtifactResolutionException e) {
            return e.getResults();
        }
    }

    private PyFlinkException failure(DependencyCollectionException exception) {
        List<Problem> problems = new ArrayList<>();
        for (Exception cause : exception.getResult().getExceptions()) {
            artifactOf(cause).ifPresent(artifact -> {
                MavenCoordinates jar = new MavenCoordinates(
                        artifact.getGroupId(), artifact.getArtifactId(), artifact.getVersion(), Optional.empty());
                problems.add(ClosureProblems.unknown(source.problem(jar, causesOf(cause)), decisions.wayTo(artifact)));
            });
        }
        if (problems.isEmpty()) {
            problems.add(ClosureProblems.unexplained(JarFailure.said(String.valueOf(exception.getMessage()))));
        }
        PyFlinkException told =
                new PyFlinkException(problems.stream().distinct().toList());
        told.initCause(exception);
        return told;
    }

    private static Optional<Artifact> artifactOf(Exception cause) {
        if (cause instanceof ArtifactDescriptorException descriptor) {
            return Optional.of(descriptor.getResult().getRequest().getArtifact());
        }
        return cause instanceof VersionRangeResolutionException range
                ? Optional.of(range.getResult().getRequest().getArtifact())
                : Optional.empty();
    }

    private static List<Exception> causesOf(Exception cause) {
        for (Throwable deeper = cause.getCause(); deeper != null; deeper = deeper.getCause()) {
            if (deeper instanceof ArtifactResolutionException resolution) {
                return resolution.getResult().getExceptions();
            }
        }
        return List.of(cause);
    }
}
