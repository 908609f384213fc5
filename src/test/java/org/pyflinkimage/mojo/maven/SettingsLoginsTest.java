package org.pyflinkimage.mojo.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.maven.settings.Proxy;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.crypto.DefaultSettingsDecrypter;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.codehaus.plexus.util.xml.Xpp3DomBuilder;
import org.junit.jupiter.api.Test;
import org.pyflinkimage.system.Login;
import org.pyflinkimage.value.PyFlinkException;
import org.sonatype.plexus.components.cipher.DefaultPlexusCipher;
import org.sonatype.plexus.components.sec.dispatcher.DefaultSecDispatcher;

/** The fixtures are made by src/test/scripts/mojo-settings-security.sh. */
class SettingsLoginsTest {

    private final Settings settings = new Settings();

    private SettingsLogins logins() throws URISyntaxException {
        return new SettingsLogins(settings, decrypter("settings-security.xml"));
    }

    private static SettingsDecrypter decrypter(String securityFile) throws URISyntaxException {
        URL folder = Objects.requireNonNull(SettingsLoginsTest.class.getResource("encrypted-password.txt"));
        Path file = Path.of(folder.toURI()).resolveSibling(securityFile);
        return new DefaultSettingsDecrypter(
                new DefaultSecDispatcher(new DefaultPlexusCipher(), Map.of(), file.toString()));
    }

    private static String encryptedPassword() throws IOException {
        try (InputStream stream =
                Objects.requireNonNull(SettingsLoginsTest.class.getResourceAsStream("encrypted-password.txt"))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }

    private void server(String id, String password) {
        Server server = new Server();
        server.setId(id);
        server.setUsername("ann");
        server.setPassword(password);
        settings.addServer(server);
    }

    @Test
    void serverIsFoundByHostAndPort() throws Exception {
        server("registry.example.com", "other");
        server("registry.example.com:5000", "secret");

        assertThat(logins().find("registry.example.com:5000")).isEqualTo(Optional.of(new Login("ann", "secret")));
        assertThat(logins().find("example.com")).isEmpty();
    }

    @Test
    void encryptedPasswordIsDecrypted() throws Exception {
        server("registry.example.com", encryptedPassword());

        assertThat(logins().find("registry.example.com")).isEqualTo(Optional.of(new Login("ann", "fixture password")));
    }

    @Test
    void passwordThatCannotBeDecryptedIsAProblemOfItsServerAlone() throws Exception {
        server("broken.example.com", encryptedPassword());
        server("registry.example.com", "secret");
        SettingsLogins logins = new SettingsLogins(settings, decrypter("no-such-file.xml"));

        assertThat(logins.find("registry.example.com")).isPresent();
        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> logins.find("broken.example.com"))
                .withMessageContainingAll("PYF-051", "`broken.example.com`", "mvn --encrypt-password");
    }

    @Test
    void serverWithoutPasswordIsNone() throws Exception {
        server("registry.example.com", null);

        assertThat(logins().find("registry.example.com")).isEmpty();
    }

    @Test
    void aServerIsRequiredByItsName() throws Exception {
        server("corp", encryptedPassword());

        assertThat(logins().require("corp")).isEqualTo(new Login("ann", "fixture password"));
    }

    /** As tokens are. */
    @Test
    void aPasswordNeedsNoName() throws Exception {
        server("corp", "token");
        settings.getServers().get(0).setUsername(null);

        assertThat(logins().require("corp")).isEqualTo(new Login("", "token"));
    }

    @Test
    void aServerThatIsNotThereIsToldWithTheNearestAndWhatToWrite() throws Exception {
        server("corp-pypi", "secret");

        assertProblem(
                "corp-pipy",
                "PYF-052",
                "settings.xml has no `<server>` `corp-pipy`",
                "`<server>corp-pypi</server>` in that `<index>`",
                "<server><id>corp-pipy</id><username>");
        assertProblem("other", "PYF-052", "`other`", "mvn -s FILE");
    }

    @Test
    void aServerWithoutALoginIsTold() throws Exception {
        server("corp", null);
        assertProblem("corp", "PYF-052", "has no password");

        settings.getServers()
                .get(0)
                .setConfiguration(
                        Xpp3DomBuilder.build(
                                new StringReader(
                                        "<configuration><httpHeaders><property><name>A</name><value>hidden</value></property></httpHeaders></configuration>")));
        assertProblem("corp", "PYF-052", "`<httpHeaders>` are for Maven's own transport");
    }

    @Test
    void aVariableThatIsNotSetIsNoPassword() throws Exception {
        server("corp", "${env.CORP_TOKEN}");

        assertProblem("corp", "PYF-052", "is `${env.CORP_TOKEN}`", "there is no such variable");
        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> logins().find("corp"))
                .withMessageContainingAll("PYF-052", "`<server>` `corp`");
    }

    @Test
    void aPropertyThatIsNotSetIsNoPasswordEither() throws Exception {
        server("corp", "${corp.token}");

        assertProblem("corp", "PYF-052", "is `${corp.token}`");
    }

    @Test
    void aPasswordThatCannotBeDecryptedIsToldOfARequiredServerToo() throws Exception {
        server("corp", encryptedPassword());
        SettingsLogins logins = new SettingsLogins(settings, decrypter("no-such-file.xml"));

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> logins.require("corp"))
                .withMessageContainingAll("PYF-051", "`corp`");
    }

    private void assertProblem(String name, String... words) {
        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> logins().require(name))
                .withMessageContainingAll(words)
                .matches(failure -> !failure.getMessage().contains("secret")
                        && !failure.getMessage().contains("hidden"));
    }

    @Test
    void proxyPasswordIsDecryptedToo() throws Exception {
        Proxy proxy = new Proxy();
        proxy.setHost("proxy.example.com");
        proxy.setUsername("ann");
        proxy.setPassword(encryptedPassword());

        assertThat(logins().proxy(proxy)).isEqualTo(Optional.of(new Login("ann", "fixture password")));
    }

    @Test
    void openProxyHasNoLogin() throws Exception {
        assertThat(logins().proxy(new Proxy())).isEmpty();
    }

    @Test
    void loginKeepsItsPasswordOutOfLogs() {
        assertThat(new Login("ann", "secret")).asString().doesNotContain("secret");
    }
}
