package org.pyflinkimage.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.pyflinkimage.image.RegistryFault.answer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.system.Login;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.SilentLog;

/** Whom a login is told where a registry has its tokens given out by somebody else. */
class RegistryLoginTest {

    private static final Login OWN = new Login("jane", "s3cret");
    private static final Login OTHER = new Login("joe", "t0psecret");

    @TempDir
    private Path folder;

    @AutoClose
    private final FakeRegistry registry = FakeRegistry.started();

    @Test
    void loginDoesNotGoToAnotherHost() {
        registry.requireTokenOf(registry.alias(), OWN.user(), OWN.password());

        PyFlinkException thrown = failure(Map.of(registry.name(), OWN));

        assertThat(thrown)
                .hasMessageContaining("[PYF-860] `%s` wants its login at another place, `%s`"
                        .formatted(registry.name(), registry.alias()))
                .hasMessageContaining("<id>%s</id>".formatted(registry.alias()));
        assertThat(registry.logins).isEmpty();
    }

    @Test
    void loginOfTheOtherHostGoesThere() throws IOException {
        registry.requireTokenOf(registry.alias(), OTHER.user(), OTHER.password());

        assertThat(push(Map.of(registry.name(), OWN, registry.alias(), OTHER)).uploaded())
                .isEqualTo(3);

        assertThat(registry.logins).first().asString().startsWith(registry.alias() + " GET /token");
    }

    /** Whoever is logged in to another registry never asked for its tokens to be given to this one. */
    @Test
    void whatDockerKnowsOfTheOtherHostStaysThere() throws IOException {
        registry.requireTokenOf(registry.alias(), OTHER.user(), OTHER.password());
        String login = Base64.getEncoder()
                .encodeToString((OTHER.user() + ":" + OTHER.password()).getBytes(StandardCharsets.UTF_8));
        Path docker = Files.createDirectories(folder.resolve(".docker"));
        Files.writeString(
                docker.resolve("config.json"),
                "{\"auths\": {\"%s\": {\"auth\": \"%s\"}}}".formatted(registry.alias(), login));

        assertThat(failure(Map.of(registry.name(), OWN)))
                .hasMessageContaining("[PYF-860]")
                .hasMessageContaining("<id>%s</id>".formatted(registry.alias()));

        assertThat(registry.logins).isEmpty();
    }

    @Test
    void onlyTheHostThatItBelongsToGetsALogin() throws IOException {
        try (FakeRegistry third = new FakeRegistry()) {
            registry.requireTokenOf(third.alias(), OTHER.user(), OTHER.password());

            PyFlinkException thrown = failure(Map.of(registry.name(), OWN, registry.alias(), OTHER));

            assertThat(thrown).hasMessageContaining("[PYF-860]").hasMessageContaining(third.alias());
            assertThat(third.logins).isEmpty();
        }
    }

    @Test
    void anotherPortOfTheSameHostMayGiveOutTokens() throws IOException {
        try (FakeRegistry tokens = new FakeRegistry()) {
            tokens.requireToken(OWN.user(), OWN.password());
            registry.requireTokenOf(tokens.name(), OWN.user(), OWN.password());

            assertThat(push(Map.of(registry.name(), OWN)).uploaded()).isEqualTo(3);
            assertThat(tokens.logins).hasSize(1);
        }
    }

    @Test
    void whoHasNoLoginAsksAnyHost() {
        registry.requireTokenOf(registry.alias(), OWN.user(), OWN.password());

        assertThat(failure(Map.of())).hasMessageContaining("PYF-841");

        assertThat(registry.requests).anyMatch(request -> request.startsWith("GET /token"));
    }

    @Test
    void anotherHostInTheMidstOfAPushIsRefusedToo() {
        registry.requireToken(OWN.user(), OWN.password());
        registry.misbehave(
                answer(401, "WWW-Authenticate", "Bearer realm=\"http://%s/token\"".formatted(registry.alias()))
                        .of("POST"));

        assertThat(failure(Map.of(registry.name(), OWN)))
                .hasMessageContaining("[PYF-860]")
                .hasMessageContaining(registry.alias());
        assertThat(registry.logins).noneMatch(request -> request.startsWith(registry.alias()));
    }

    @Test
    void tokenThatIsNeverEnoughEnds() {
        registry.requireToken(OWN.user(), OWN.password());
        registry.misbehave(
                answer(401, "WWW-Authenticate", "Bearer realm=\"http://%s/token\"".formatted(registry.name()))
                        .of("POST"));

        assertThat(failure(Map.of(registry.name(), OWN))).hasMessageContaining("PYF-841");
        assertThat(registry.requests)
                .filteredOn(request -> request.startsWith("GET /token"))
                .hasSizeLessThan(20);
    }

    @Test
    void tokenThatIsNoneIsTold() {
        registry.requireToken(OWN.user(), OWN.password());
        registry.misbehave(RegistryFault.say(200, "{}").of("/token"));

        PyFlinkException thrown = failure(Map.of(registry.name(), OWN));

        assertThat(thrown).hasMessageContaining("PYF-841").hasMessageNotContaining(OWN.password());
    }

    private PyFlinkException failure(Map<String, Login> logins) {
        return catchThrowableOfType(PyFlinkException.class, () -> push(logins));
    }

    private PushReport push(Map<String, Login> logins) throws IOException {
        RepositoryPush.Access access = new RepositoryPush.Access(
                host -> Optional.ofNullable(logins.get(host)),
                false,
                List.of(Duration.ofMillis(1)),
                new Environment(Map.of(), folder),
                SilentLog.INSTANCE);
        return new Registry(access)
                .push(SampleImages.image(folder), List.of(ImageReference.of(registry.name() + "/team/wordcount:1")));
    }
}
