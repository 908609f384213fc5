package org.pyflinkimage.mojo.maven;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.metadata.DefaultMetadata;
import org.eclipse.aether.metadata.Metadata;
import org.eclipse.aether.repository.LocalRepository;
import org.eclipse.aether.repository.LocalRepositoryManager;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.eclipse.aether.resolution.ArtifactResult;
import org.pyflinkimage.fetch.ClosureQuestion;
import org.pyflinkimage.fetch.FoundClosure;
import org.pyflinkimage.fetch.FoundJar;
import org.pyflinkimage.fetch.JarSource;
import org.pyflinkimage.plan.Source;
import org.pyflinkimage.spec.MavenCoordinates;
import org.pyflinkimage.value.Problem;

/**
 * Jars of the build's own modules, and those out of the project's Maven repositories, with the user's mirrors, proxies and credentials,
 * and the local repository.
 */
public final class MavenJarSource implements JarSource {

    private final RepositorySystem system;
    private final RepositorySystemSession session;
    private final List<RemoteRepository> repositories;
    private final ModuleJars modules;

    /**
     * A source of jars.
     *
     * @param repositories the project's
     * @param modules those of the build
     */
    public MavenJarSource(
            RepositorySystem system,
            RepositorySystemSession session,
            List<RemoteRepository> repositories,
            ModuleJars modules) {
        this.system = system;
        this.session = session;
        this.repositories = List.copyOf(repositories);
        this.modules = modules;
    }

    @Override
    public boolean isOfThisBuild(MavenCoordinates coordinates) {
        return modules.module(coordinates).isPresent();
    }

    @Override
    public FoundJar jar(MavenCoordinates coordinates) {
        return modules.module(coordinates)
                .map(module -> ofModule(module, coordinates))
                .orElseGet(() -> ofRepository(coordinates));
    }

    /** Maven would give the classes' folder, or the jar of an earlier build, for what this build is still to make. */
    private FoundJar ofModule(MavenProject module, MavenCoordinates coordinates) {
        Optional<Path> made = modules.made(module, coordinates);
        if (made.isPresent()) {
            return new FoundJar(made.get(), Source.BUILD);
        }
        if (modules.isBuilt(module)) {
            throw modules.missing(module, coordinates).toException();
        }
        try {
            return new FoundJar(fileOf(resolved(coordinates)), Source.BUILD);
        } catch (ArtifactResolutionException e) {
            throw modules.missing(module, coordinates).toException(e);
        }
    }

    private FoundJar ofRepository(MavenCoordinates coordinates) {
        try {
            return found(coordinates, resolved(coordinates));
        } catch (ArtifactResolutionException e) {
            throw problem(coordinates, e.getResult().getExceptions()).toException(e);
        }
    }

    /** The file that Maven's resolver has for a jar, which is none of this build. */
    FoundJar found(MavenCoordinates coordinates, ArtifactResult result) {
        Source source = coordinates.isSnapshot()
                ? Source.SNAPSHOTS
                : result.getRepository() instanceof LocalRepository && wasInstalled(coordinates)
                        ? Source.INSTALLED
                        : Source.MAVEN;
        return new FoundJar(fileOf(result), source);
    }

    @Override
    public FoundClosure closure(ClosureQuestion question) {
        return new ClosureSearch(system, session, repositories, this).answer(question);
    }

    private ArtifactResult resolved(MavenCoordinates coordinates) throws ArtifactResolutionException {
        DefaultArtifact artifact = new DefaultArtifact(
                coordinates.groupId(),
                coordinates.artifactId(),
                coordinates.classifier().orElse(""),
                "jar",
                coordinates.version());
        return system.resolveArtifact(session, new ArtifactRequest(artifact, repositories, null));
    }

    private static Path fileOf(ArtifactResult result) {
        return result.getArtifact().getFile().toPath();
    }

    /**
     * Whether the local repository has it from this machine: the record that {@code mvn install} keeps there names it. A file that only
     * has no record of where it came from may as well be a repository's.
     */
    private boolean wasInstalled(MavenCoordinates coordinates) {
        LocalRepositoryManager local = session.getLocalRepositoryManager();
        if (local == null) {
            return false;
        }
        Metadata metadata = new DefaultMetadata(
                coordinates.groupId(),
                coordinates.artifactId(),
                "maven-metadata.xml",
                Metadata.Nature.RELEASE_OR_SNAPSHOT);
        Path record = local.getRepository().getBasedir().toPath().resolve(local.getPathForLocalMetadata(metadata));
        try {
            return Files.readString(record).contains("<version>%s</version>".formatted(coordinates.version()));
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * {@code PYF-511}, {@code PYF-512}: what it means that a jar was not had.
     *
     * @param causes what Maven's attempts ended with
     */
    Problem problem(MavenCoordinates coordinates, List<Exception> causes) {
        if (session.isOffline()) {
            return Problem.environment("PYF-512", "the jar `%s` is not in the local repository".formatted(coordinates))
                    .why("Maven works offline")
                    .remedy("run once without `-o`");
        }
        List<String> asked = repositories.stream().map(RemoteRepository::getId).toList();
        return new JarFailure(coordinates, asked, causes).toProblem();
    }
}
