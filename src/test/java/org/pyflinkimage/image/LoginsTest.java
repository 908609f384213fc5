package org.pyflinkimage.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.tools.jib.api.Credential;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.system.Login;
import org.pyflinkimage.value.SilentLog;

class LoginsTest {

    @TempDir
    Path folder;

    @Test
    void whatMavenKnowsComesFirst() throws Exception {
        Path file = logins("registry.example.com:5000", "docker", "d");

        Optional<Credential> found = find(registry -> Optional.of(new Login(registry, "m")), List.of(file));

        assertThat(found).contains(Credential.from("registry.example.com:5000", "m"));
    }

    @Test
    void firstFileThatKnowsTheRegistryIsTaken() throws Exception {
        Path other = logins("other.example.com", "other", "o");
        Path file = logins("registry.example.com:5000", "docker", "d");

        Optional<Credential> found =
                find(registry -> Optional.empty(), List.of(folder.resolve("missing"), other, file));

        assertThat(found).contains(Credential.from("docker", "d"));
    }

    @Test
    void nobodyPushesAnonymously() throws Exception {
        assertThat(find(registry -> Optional.empty(), List.of())).isEmpty();
    }

    @Test
    void credentialHelperThatIsMissingIsPassedOver() throws Exception {
        Path file = Files.writeString(folder.resolve("config.json"), "{\"credsStore\":\"no-such-helper\"}");

        assertThat(find(registry -> Optional.empty(), List.of(file))).isEmpty();
    }

    @Test
    void loginsOfDockerAndPodmanAreLookedFor() {
        Map<String, String> environment =
                Map.of("DOCKER_CONFIG", "/d", "REGISTRY_AUTH_FILE", "/r.json", "XDG_RUNTIME_DIR", "/run/7");

        assertThat(Logins.loginFiles(new Environment(environment, Path.of("/home/jane"))))
                .containsExactly(
                        Path.of("/d/config.json"),
                        Path.of("/home/jane/.docker/config.json"),
                        Path.of("/r.json"),
                        Path.of("/run/7/containers/auth.json"),
                        Path.of("/home/jane/.config/containers/auth.json"));
        assertThat(Logins.loginFiles(new Environment(Map.of("DOCKER_CONFIG", ""), Path.of("/home/jane"))))
                .hasSize(2);
    }

    @Test
    void aNamedFileOfLoginsThatIsNoPathIsNotPassedOver() {
        Environment environment = new Environment(Map.of("REGISTRY_AUTH_FILE", "/no\0path"), folder);

        assertThatThrownBy(() -> Logins.loginFiles(environment)).hasMessageContaining("[PYF-530]");
    }

    @Test
    void whatMavenFailsWithPasses() {
        assertThatThrownBy(() -> find(
                        registry -> {
                            throw new IllegalStateException("from Maven");
                        },
                        List.of()))
                .hasMessage("from Maven");
    }

    private static Optional<Credential> find(RegistryCredentials known, List<Path> files)
            throws InvalidImageReferenceException {
        ImageReference repository = ImageReference.parse("registry.example.com:5000/team/wordcount:1");
        RepositoryPush.Access access = new RepositoryPush.Access(
                known, false, List.of(), new Environment(Map.of(), Path.of("/home/me")), SilentLog.INSTANCE);
        return new Logins(repository, access, files).find();
    }

    private Path logins(String registry, String user, String password) throws IOException {
        byte[] login = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        String text = "{\"auths\":{\"%s\":{\"auth\":\"%s\"}}}"
                .formatted(registry, Base64.getEncoder().encodeToString(login));
        return Files.writeString(folder.resolve(user + ".json"), text);
    }
}
