package org.pyflinkimage.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.google.cloud.tools.jib.api.ImageReference;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.system.Login;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.SilentLog;

/** A registry that wants now this, now that: whatever it says, each login goes to the host that it belongs to, and to no other. */
class LoginPlacesTest {

    private static final String TOKEN = "{\"token\":\"given-token\"}";
    private static final Login OWN = new Login("jane", "secret-of-own");
    private static final Login OTHER = new Login("joe", "secret-of-other");

    /** As Docker keeps what a registry gives for a password. */
    private static final String REFRESH_TOKEN = "<token>";

    @TempDir
    private Path folder;

    private FakeRegistry registry;
    private FakeRegistry other;

    @BeforeEach
    void setUp() throws IOException {
        registry = new FakeRegistry();
        other = new FakeRegistry();
        registry.manifests.put("1", "{\"schemaVersion\": 2}".getBytes(StandardCharsets.UTF_8));
        registry.mediaTypes.put("1", "application/vnd.oci.image.manifest.v1+json");
    }

    @AfterEach
    void tearDown() throws IOException {
        registry.close();
        other.close();
    }

    /** The place of the other login: another host, where the other server answers. */
    private String elsewhere() {
        return other.alias();
    }

    @ParameterizedTest
    @ValueSource(strings = {"own", "own and other", "own as a token", "other as a token", "other alone", "none"})
    void whateverIsWantedEachLoginStaysWithItsHost(String known) throws Exception {
        List<String> challenges = List.of("basic", "own", "other", "fragment");
        int turn = 0;
        for (boolean redirected : List.of(false, true)) {
            for (String first : challenges) {
                for (String second : challenges) {
                    tearDown();
                    setUp();
                    List<String> told = List.of(first, second, challenges.get(turn++ % challenges.size()));
                    pull(wanted(told), redirected, logins(known));
                    requireAtHome(logins(known), told.toString());
                }
            }
        }
    }

    /** A first answer that leads to the other login, and a second that would have it sent to the registry itself. */
    @Test
    void loginOfAnotherPlaceIsNotTheRegistrys() throws Exception {
        for (String second : List.of("basic", "own")) {
            tearDown();
            setUp();
            pull(wanted(List.of("other", second, second)), false, logins("own and other"));
            requireAtHome(logins("own and other"), second);
        }
    }

    private Map<String, Login> logins(String known) {
        return switch (known) {
            case "own" -> Map.of(registry.name(), OWN);
            case "own and other" -> Map.of(registry.name(), OWN, elsewhere(), OTHER);
            case "own as a token" -> Map.of(registry.name(), refreshing(OWN), elsewhere(), OTHER);
            case "other as a token" -> Map.of(registry.name(), OWN, elsewhere(), refreshing(OTHER));
            case "other alone" -> Map.of(elsewhere(), OTHER);
            default -> Map.of();
        };
    }

    private static Login refreshing(Login login) {
        return new Login(REFRESH_TOKEN, login.password());
    }

    private List<String> wanted(List<String> kinds) {
        return kinds.stream()
                .map(kind -> switch (kind) {
                    case "basic" -> "Basic realm=\"x\"";
                    case "own" -> bearer("http://%s/token".formatted(registry.name()));
                    case "other" -> bearer("http://%s/token".formatted(elsewhere()));
                    default -> bearer("http://%s/token#".formatted(elsewhere()));
                })
                .toList();
    }

    private static String bearer(String realm) {
        return "Bearer realm=\"%s\",service=\"x\"".formatted(realm);
    }

    /** @param wanted what the registry answers its first requests with, whatever they are */
    private void pull(List<String> wanted, boolean redirected, Map<String, Login> logins) throws Exception {
        AtomicInteger asked = new AtomicInteger();
        for (FakeRegistry server : List.of(registry, other)) {
            String next = server == registry ? elsewhere() : registry.name();
            RegistryFault token =
                    redirected ? RegistryFault.redirectTo(307, next).atFirst(1) : RegistryFault.say(200, TOKEN);
            server.misbehave(token.of("/token"), RegistryFault.say(200, TOKEN).of("/token"));
        }
        registry.misbehave((exchange, request) -> request.contains("/v2/")
                && asked.get() < wanted.size()
                && RegistryFault.answer(401, "WWW-Authenticate", wanted.get(asked.getAndIncrement()))
                        .answers(exchange, request));
        try (RepositoryPull pull =
                new RepositoryPull(ImageReference.parse(registry.name() + "/team/x:1"), access(logins))) {
            pull.manifest();
        } catch (PyFlinkException e) {
            assertThat(e).hasMessageNotContaining("secret-of");
        }
    }

    private void requireAtHome(Map<String, Login> logins, String told) {
        List<FakeRegistry.Sent> all = new ArrayList<>(registry.sent);
        all.addAll(other.sent);
        assertThat(all).isNotEmpty();
        for (FakeRegistry.Sent sent : all) {
            if (!isAtHome(sent, Optional.ofNullable(logins.get(sent.host())))) {
                fail("%s got %s, after %s".formatted(sent.host(), sent, told));
            }
        }
    }

    private boolean isAtHome(FakeRegistry.Sent sent, Optional<Login> login) {
        boolean bodyIs = !sent.body().contains("secret-of")
                || login.filter(own -> own.user().equals(REFRESH_TOKEN)
                                && sent.body().endsWith("&refresh_token=" + own.password()))
                        .isPresent();
        boolean headerIs = sent.authorization().isEmpty()
                || (sent.authorization().equals("Bearer given-token")
                        && sent.host().equals(registry.name()))
                || login.filter(own -> !own.user().equals(REFRESH_TOKEN)
                                && sent.authorization().equals(basic(own)))
                        .isPresent();
        return bodyIs && headerIs && !sent.request().contains("secret-of");
    }

    private static String basic(Login login) {
        byte[] bytes = (login.user() + ":" + login.password()).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(bytes);
    }

    private RepositoryPush.Access access(Map<String, Login> logins) {
        return new RepositoryPush.Access(
                host -> Optional.ofNullable(logins.get(host)),
                false,
                List.of(),
                new Environment(Map.of(), folder),
                SilentLog.INSTANCE);
    }
}
