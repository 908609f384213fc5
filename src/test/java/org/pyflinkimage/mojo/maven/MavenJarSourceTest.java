package org.pyflinkimage.mojo.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.File;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.transfer.ArtifactNotFoundException;
import org.eclipse.aether.transfer.ArtifactTransferException;
import org.junit.jupiter.api.Test;
import org.pyflinkimage.spec.MavenCoordinates;
import org.pyflinkimage.value.Problem.Blame;
import org.pyflinkimage.value.PyFlinkException;

class MavenJarSourceTest {

    private static final MavenCoordinates JAR =
            MavenCoordinates.parse("org.example:thing:jar:all:1.0").orElseThrow();
    private static final RemoteRepository REPOSITORY =
            new RemoteRepository.Builder("team", "default", "https://ann:secret@repository.example.com/").build();

    private final DefaultRepositorySystemSession session = new DefaultRepositorySystemSession();

    private interface Answer {
        ArtifactResult to(ArtifactRequest request) throws ArtifactResolutionException;
    }

    /** A repository system that can resolve artifacts and nothing else. */
    private MavenJarSource source(Answer answer) {
        RepositorySystem system = (RepositorySystem) Proxy.newProxyInstance(
                MavenJarSourceTest.class.getClassLoader(),
                new Class<?>[] {RepositorySystem.class},
                (proxy, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("resolveArtifact");
                    return answer.to((ArtifactRequest) arguments[1]);
                });
        return new MavenJarSource(system, session, List.of(REPOSITORY));
    }

    private MavenJarSource failing(Exception reason) {
        return source(request -> {
            ArtifactResult result = new ArtifactResult(request).addException(reason);
            throw new ArtifactResolutionException(List.of(result), "failed", reason);
        });
    }

    @Test
    void asksTheProjectsRepositoriesForTheJarAlone() {
        MavenJarSource source = source(request -> {
            assertThat(request.getArtifact()).hasToString("org.example:thing:jar:all:1.0");
            assertThat(request.getRepositories()).containsExactly(REPOSITORY);
            return new ArtifactResult(request)
                    .setArtifact(request.getArtifact().setFile(new File("/repository/thing.jar")));
        });

        assertThat(source.jar(JAR)).isEqualTo(Path.of("/repository/thing.jar"));
    }

    @Test
    void missingJarNamesRepositoriesAndNoPassword() {
        MavenJarSource source = failing(new ArtifactNotFoundException(null, REPOSITORY));

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> source.jar(JAR))
                .withMessageContainingAll(
                        "PYF-511", "`org.example:thing:jar:all:1.0`", "`team`", "-Dpyflink.connectors")
                .satisfies(e -> assertThat(e.problems().get(0).blame()).isEqualTo(Blame.DECLARATION))
                .satisfies(e -> assertThat(e).asString().doesNotContain("secret", "example.com"));
    }

    @Test
    void unreachableRepositoryIsNotTheAuthorsMistake() {
        MavenJarSource source = failing(new ArtifactTransferException(null, REPOSITORY, "refused"));

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> source.jar(JAR))
                .withMessageContainingAll("PYF-512", "`team`")
                .satisfies(e -> assertThat(e.problems().get(0).blame()).isEqualTo(Blame.ENVIRONMENT));
    }

    @Test
    void offlineSaysSo() {
        session.setOffline(true);
        MavenJarSource source = failing(new ArtifactNotFoundException(null, REPOSITORY));

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> source.jar(JAR))
                .withMessageContainingAll("PYF-512", "offline", "`-o`");
    }
}
