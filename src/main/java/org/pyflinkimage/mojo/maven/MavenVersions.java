package org.pyflinkimage.mojo.maven;

import java.util.List;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.VersionRangeRequest;
import org.eclipse.aether.resolution.VersionRangeResolutionException;
import org.pyflinkimage.spec.PublishedVersions;

/** The versions that the project's Maven repositories list, and the local one where Maven works offline. */
public final class MavenVersions implements PublishedVersions {

    private final RepositorySystem system;
    private final RepositorySystemSession session;
    private final List<RemoteRepository> repositories;

    /** @param repositories the project's */
    public MavenVersions(
            RepositorySystem system, RepositorySystemSession session, List<RemoteRepository> repositories) {
        this.system = system;
        this.session = session;
        this.repositories = List.copyOf(repositories);
    }

    @Override
    public List<String> of(String groupId, String artifactId, String range) {
        VersionRangeRequest request =
                new VersionRangeRequest(new DefaultArtifact(groupId, artifactId, "jar", range), repositories, null);
        try {
            return system.resolveVersionRange(session, request).getVersions().stream()
                    .map(Object::toString)
                    .toList();
        } catch (VersionRangeResolutionException e) {
            // It is asked for a message alone, which says enough without an answer.
            return List.of();
        }
    }
}
