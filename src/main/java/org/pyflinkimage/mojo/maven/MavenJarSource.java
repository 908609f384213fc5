package org.pyflinkimage.mojo.maven;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.eclipse.aether.transfer.ArtifactNotFoundException;
import org.pyflinkimage.fetch.JarSource;
import org.pyflinkimage.spec.MavenCoordinates;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;

/** Jars out of the project's Maven repositories, with the user's mirrors, proxies and credentials, and the local repository. */
public final class MavenJarSource implements JarSource {

    private final RepositorySystem system;
    private final RepositorySystemSession session;
    private final List<RemoteRepository> repositories;

    /** @param repositories the project's */
    public MavenJarSource(
            RepositorySystem system, RepositorySystemSession session, List<RemoteRepository> repositories) {
        this.system = system;
        this.session = session;
        this.repositories = List.copyOf(repositories);
    }

    @Override
    public Path jar(MavenCoordinates coordinates) {
        DefaultArtifact artifact = new DefaultArtifact(
                coordinates.groupId(),
                coordinates.artifactId(),
                coordinates.classifier().orElse(""),
                "jar",
                coordinates.version());
        try {
            return system.resolveArtifact(session, new ArtifactRequest(artifact, repositories, null))
                    .getArtifact()
                    .getFile()
                    .toPath();
        } catch (ArtifactResolutionException e) {
            throw failure(coordinates, e);
        }
    }

    private PyFlinkException failure(MavenCoordinates coordinates, ArtifactResolutionException exception) {
        if (session.isOffline()) {
            return Problem.environment("PYF-512", "the jar `%s` is not in the local repository".formatted(coordinates))
                    .why("Maven works offline")
                    .remedy("run once without `-o`")
                    .toException();
        }
        boolean absent =
                exception.getResult().getExceptions().stream().allMatch(ArtifactNotFoundException.class::isInstance);
        return absent ? absent(coordinates) : unreachable(coordinates).toException(exception);
    }

    private PyFlinkException absent(MavenCoordinates coordinates) {
        return Problem.declaration("PYF-511", "no repository has the jar `%s`".formatted(coordinates))
                .why("asked were " + repositoryNames())
                .remedy("correct it: `<connectors><connector>` (-Dpyflink.connectors)")
                .remedy("add the repository that has it to `<repositories>` of the POM or of settings.xml;"
                        + " `-U` asks again for what was missing before")
                .toException();
    }

    private Problem unreachable(MavenCoordinates coordinates) {
        return Problem.environment("PYF-512", "the jar `%s` could not be downloaded".formatted(coordinates))
                .why("asked were " + repositoryNames())
                .remedy("look at the network, and at mirrors, proxies and servers of settings.xml; `-U` asks again");
    }

    /** Names, not addresses: those may carry passwords. */
    private String repositoryNames() {
        return repositories.isEmpty()
                ? "none"
                : repositories.stream()
                        .map(repository -> "`" + repository.getId() + "`")
                        .collect(Collectors.joining(", "));
    }
}
