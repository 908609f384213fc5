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
import org.pyflinkimage.fetch.FoundJar;
import org.pyflinkimage.fetch.JarSource;
import org.pyflinkimage.plan.Source;
import org.pyflinkimage.spec.MavenCoordinates;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;

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
            ArtifactResult result = resolved(coordinates);
            Source source = coordinates.isSnapshot()
                    ? Source.SNAPSHOTS
                    : result.getRepository() instanceof LocalRepository && wasInstalled(coordinates)
                            ? Source.INSTALLED
                            : Source.MAVEN;
            return new FoundJar(fileOf(result), source);
        } catch (ArtifactResolutionException e) {
            throw failure(coordinates, e);
        }
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

    private PyFlinkException failure(MavenCoordinates coordinates, ArtifactResolutionException exception) {
        if (session.isOffline()) {
            return Problem.environment("PYF-512", "the jar `%s` is not in the local repository".formatted(coordinates))
                    .why("Maven works offline")
                    .remedy("run once without `-o`")
                    .toException();
        }
        List<String> asked = repositories.stream().map(RemoteRepository::getId).toList();
        return new JarFailure(coordinates, asked, exception.getResult().getExceptions())
                .toProblem()
                .toException(exception);
    }
}
