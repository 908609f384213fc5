package org.pyflinkimage.mojo.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.VersionRangeRequest;
import org.eclipse.aether.resolution.VersionRangeResolutionException;
import org.eclipse.aether.resolution.VersionRangeResult;
import org.eclipse.aether.util.version.GenericVersionScheme;
import org.eclipse.aether.version.InvalidVersionSpecificationException;
import org.eclipse.aether.version.Version;
import org.junit.jupiter.api.Test;

class MavenVersionsTest {

    private static final RemoteRepository REPOSITORY =
            new RemoteRepository.Builder("team", "default", "https://repository.example.com/").build();

    private interface Answer {
        VersionRangeResult to(VersionRangeRequest request) throws VersionRangeResolutionException;
    }

    /** A repository system that knows versions and nothing else. */
    private static MavenVersions versions(Answer answer) {
        RepositorySystem system = (RepositorySystem) Proxy.newProxyInstance(
                MavenVersionsTest.class.getClassLoader(),
                new Class<?>[] {RepositorySystem.class},
                (proxy, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("resolveVersionRange");
                    return answer.to((VersionRangeRequest) arguments[1]);
                });
        return new MavenVersions(system, new DefaultRepositorySystemSession(), List.of(REPOSITORY));
    }

    @Test
    void asksTheProjectsRepositoriesForTheVersionsOfAJar() {
        MavenVersions versions = versions(request -> {
            assertThat(request.getArtifact()).hasToString("org.example:thing:jar:[1,3)");
            assertThat(request.getRepositories()).containsExactly(REPOSITORY);
            return new VersionRangeResult(request)
                    .setVersions(Stream.of("1.0", "2.0-SNAPSHOT")
                            .map(MavenVersionsTest::version)
                            .toList());
        });

        assertThat(versions.of("org.example", "thing", "[1,3)")).containsExactly("1.0", "2.0-SNAPSHOT");
    }

    @Test
    void rangeThatIsNoneHasNoVersions() {
        MavenVersions versions = versions(request -> {
            throw new VersionRangeResolutionException(new VersionRangeResult(request));
        });

        assertThat(versions.of("org.example", "thing", "[1,")).isEmpty();
    }

    private static Version version(String text) {
        try {
            return new GenericVersionScheme().parseVersion(text);
        } catch (InvalidVersionSpecificationException e) {
            throw new IllegalStateException(e);
        }
    }
}
