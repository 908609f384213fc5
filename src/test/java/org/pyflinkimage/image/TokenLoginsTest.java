package org.pyflinkimage.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.cloud.tools.jib.api.Credential;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.image.RegistryHttp.Reach;
import org.pyflinkimage.image.StrayAddress.Errand;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.system.Login;
import org.pyflinkimage.value.SilentLog;

/** Which login a place of tokens gets, and by which ways. */
class TokenLoginsTest {

    private static final Credential OWN = Credential.from("jane", "s3cret");

    @ParameterizedTest
    @CsvSource({
        "https://r.example.com/token?service=x, false,",
        "https://auth.example.com:444/token?service=x, false,",
        "https://other.example.org/token?service=x, false,",
        "https://OTHER.example.org/token?service=x, false, LOGIN",
        "https://other.example.org:444/token?service=x, false, LOGIN",
        "https://third.example.net/token?service=x, false, LOGIN",
        "http://r.example.com/token?service=x, false, OPEN_LOGIN",
        "http://r.example.com/token?service=x, true, OPEN_LOGIN",
        "http://other.example.org/token?service=x, true, OPEN_LOGIN",
        "http://third.example.net/token?service=x, true, LOGIN",
    })
    void placeGetsItsOwnLoginByAWayThatIsSecret(URL address, boolean insecure, Errand refused) {
        StrayAddress thrown = catchThrowableOfType(
                StrayAddress.class,
                () -> logins("r.example.com", Optional.of(OWN), insecure).at(address));

        assertThat(thrown == null ? null : thrown.errand()).isEqualTo(refused);
    }

    @Test
    void registryOnThisMachineOpensNoOtherWay() throws IOException {
        TokenLogins logins = logins("127.0.0.1", Optional.of(OWN), false);

        assertThat(logins.at(new URL("https://other.example.org/token?service=x"))
                        .reach())
                .isEqualTo(new Reach(false, false));
        assertThat(logins.at(new URL("http://127.0.0.1:9/token?service=x")).reach())
                .isEqualTo(new Reach(true, true));
    }

    /** Jib goes on by plain HTTP where a certificate is not trusted, and takes no more than a header off. */
    @Test
    void tokenOfARegistryGoesByNoOpenWay() throws IOException {
        TokenLogins logins = logins("r.example.com", Optional.of(Credential.from("<token>", "t")), true);

        TokenLogins.Call call = logins.at(new URL("https://r.example.com:444/token?service=x&scope=y"));

        assertThat(call.reach()).isEqualTo(new Reach(false, false));
        assertThat(call.method()).isEqualTo("POST");
        assertThat(call.address()).hasToString("https://r.example.com:444/token");
    }

    @Test
    void whoHasNoLoginAsksAsTheRegistryIsAsked() throws IOException {
        URL address = new URL("http://third.example.net/token?service=x");

        TokenLogins.Call call = logins("127.0.0.1", Optional.empty(), false).at(address);

        assertThat(List.of(call.method(), call.address(), call.reach()))
                .isEqualTo(List.of("GET", address, new Reach(true, true)));
    }

    private static TokenLogins logins(String registry, Optional<Credential> own, boolean insecure) {
        Map<String, Login> known = Map.of("other.example.org", new Login("joe", "t0psecret"));
        return new TokenLogins(
                registry,
                own,
                new RepositoryPush.Access(
                        host -> Optional.ofNullable(known.get(host)),
                        insecure,
                        List.of(),
                        new Environment(Map.of(), Path.of("nowhere")),
                        SilentLog.INSTANCE));
    }
}
