package org.pyflinkimage.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.system.Login;

class LoginsTest {

    private static final Login LOGIN = new Login("me", "secret");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"https://example.com/a", "https://example.com:443/b", "https://EXAMPLE.com/"})
    void aLoginHoldsForItsOrigin(String address) {
        assertThat(find(given("https://me:secret@example.com/simple/"), address))
                .contains(LOGIN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.com/a",
                "http://example.com:443/a",
                "https://example.com:8443/a",
                "https://b.example.com/"
            })
    void aLoginForHttpsGoesNowhereElse(String address) {
        assertThat(find(given("https://me:secret@example.com/simple/"), address))
                .isEmpty();
    }

    /** As GitLab has its projects' indexes: the files lie beside each. */
    @ParameterizedTest
    @CsvSource({
        "https://h/projects/1/simple/extra/, one",
        "https://h/projects/2/simple/extra/, two",
        "https://h/projects/2/files/extra.whl, two",
        "https://h/projects/22/files/extra.whl, one",
        "https://h/files/extra.whl, one",
        "https://h, one"
    })
    void ofSeveralOfOneHostTheNearestCounts(String address, String user) {
        Logins logins = given("https://one:1@h/projects/1/simple/", "https://two:2@h/projects/2/simple/");

        assertThat(find(logins, address)).map(Login::user).contains(user);
    }

    @Test
    void aRedirectionWithinItsOriginKeepsTheLoginThatTheAddressCarries() {
        URI asked = URI.create("https://me:secret@example.com/a");

        assertThat(Logins.none().find(asked, URI.create("https://example.com/b")))
                .contains(LOGIN);
        assertThat(Logins.none().find(asked, URI.create("http://example.com/b")))
                .isEmpty();
    }

    @Test
    void theDefaultOfNetrcIsKeptFromHostsThatARedirectionLeadsTo() throws IOException {
        Files.writeString(
                folder.resolve(".netrc"),
                "machine Files.example.com login f password x default login me password secret");
        Logins logins = given("https://example.com/simple/");
        URI asked = URI.create("https://example.com/a");

        assertThat(logins.find(asked, asked)).contains(LOGIN);
        assertThat(logins.find(asked, URI.create("https://example.com/b"))).contains(LOGIN);
        assertThat(logins.find(asked, URI.create("https://other.example.com/b")))
                .isEmpty();
        assertThat(logins.find(asked, URI.create("https://files.example.com/b")))
                .contains(new Login("f", "x"));
    }

    /** Whoever changes a lock file, or makes a base whose apt is asked, would have it. */
    @ParameterizedTest
    @CsvSource({
        "https://example.com/a, true",
        "https://EXAMPLE.com:8080/a, true",
        "http://example.com/a, false",
        "http://EXAMPLE.com:8080/a, false",
        "HTTP://example.com/a, false",
        "http://127.0.0.1:8080/a, true",
        "http://localhost/a, true",
        "https://files.example.com/a, false",
        "https://other.test/a, false"
    })
    void theDefaultOfNetrcGoesToHostsThatAreNamedHere(String address, boolean shown) throws IOException {
        Files.writeString(folder.resolve(".netrc"), "default login me password secret");

        Logins logins = given("https://example.com/simple/", "http://127.0.0.1/simple/", "http://localhost/simple/");

        assertThat(find(logins, address)).isEqualTo(shown ? Optional.of(LOGIN) : Optional.empty());
    }

    /** A listener in between would have it; who has written such an address himself has said that he bears that. */
    @ParameterizedTest
    @CsvSource({
        "https://other.test/a, true",
        "http://other.test/a, false",
        "HTTP://other.test/a, false",
        "http://other.test:8080/a, false",
        "http://named.test/a, true",
        "http://NAMED.test:80/files/a, true",
        "http://named.test:8080/a, false",
        "http://secure.test/a, false",
        "http://127.0.0.1:8080/a, true",
        "http://links.test/a, true"
    })
    void loginOfAHostGoesThereWhoeverNamesItButOverPlainHttp(String address, boolean shown) throws IOException {
        Files.writeString(folder.resolve(".netrc"), """
                machine other.test login me password secret
                machine named.test login me password secret
                machine secure.test login me password secret
                machine 127.0.0.1 login me password secret
                machine links.test login me password secret
                """);

        Logins logins = given("http://named.test/simple/", "https://secure.test/simple/")
                .withWritten(List.of(URI.create("http://links.test/wheels/")));

        assertThat(find(logins, address)).isEqualTo(shown ? Optional.of(LOGIN) : Optional.empty());
    }

    /** Even to where the user has named something: who redirects must not have it said aloud. */
    @Test
    void loginOfAHostFollowsNoRedirectionToPlainHttp() throws IOException {
        Files.writeString(folder.resolve(".netrc"), "machine named.test login me password secret");
        Logins logins = given("http://named.test/simple/");

        assertThat(logins.find(URI.create("http://other.test/a"), URI.create("http://named.test/a")))
                .isEmpty();
        assertThat(logins.find(URI.create("http://named.test/a"), URI.create("http://named.test/b")))
                .contains(LOGIN);
    }

    @Test
    void furtherAddressesGiveNoLogin() throws IOException {
        Files.writeString(folder.resolve(".netrc"), "default login other password x");
        Logins logins = given().withWritten(List.of(URI.create("https://me:secret@links.test/wheels/")));

        assertThat(find(logins, "https://links.test/wheels/a.whl")).isEmpty();
    }

    /** Its own login is what variables of this machine have for its name; who writes a lock file gets no other. */
    @Test
    void addressesOfLockFilesGiveTheirLoginAndGetNoDefault() throws IOException {
        Files.writeString(
                folder.resolve(".netrc"), "machine own.test login o password y default login other password x");
        Logins logins = given("https://example.com/simple/")
                .withLocked(Stream.of("https://me:secret@a.test/simple/", "https://b.test/simple/", "http://own.test/")
                        .map(URI::create)
                        .toList());

        assertThat(find(logins, "https://a.test/files/a.whl")).contains(LOGIN);
        assertThat(find(logins, "https://a.test:8443/a.whl")).isEmpty();
        assertThat(find(logins, "https://b.test/simple/a/")).isEmpty();
        assertThat(find(logins, "http://own.test/a/")).contains(new Login("o", "y"));
        assertThat(find(logins, "https://example.com/a")).contains(new Login("other", "x"));
    }

    @Test
    void trustedNetworkHearsLogins() throws IOException {
        Files.writeString(folder.resolve(".netrc"), "machine other.test login me password secret");
        System.setProperty("sendCredentialsOverHttp", "true");
        try {
            assertThat(find(given(), "http://other.test/a")).contains(LOGIN);
        } finally {
            System.clearProperty("sendCredentialsOverHttp");
        }
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            https://a.example.com/debian/x,      a
            https://a.example.com:8443/,         a
            http://a.example.com/,               -
            http://b.example.com/x,              b
            https://b.example.com/x,             -
            https://c.example.com:8443/debian/x, c
            https://c.example.com:8443/other,    -
            https://c.example.com/debian/x,      -
            https://d.example.com/,              d
            https://e.example.com/,              -
            """)
    void aptsLoginsHoldWhereAptWouldUseThem(String address, String user) throws IOException {
        Files.writeString(folder.resolve("auth.conf"), """
                machine a.example.com login a password p
                machine http://b.example.com/ login b password p
                machine c.example.com:8443/debian login c password p
                """);
        Files.createDirectory(folder.resolve("auth.conf.d"));
        Files.writeString(folder.resolve("auth.conf.d/d.conf"), "machine d.example.com login d password p");
        Files.writeString(folder.resolve("auth.conf.d/e.bak"), "machine e.example.com login e password p");

        assertThat(find(Logins.none().withApt(folder), address).map(Login::user))
                .isEqualTo(Optional.ofNullable(user));
    }

    /** A host of many repositories, each with a login of its own. */
    @ParameterizedTest
    @CsvSource(nullValues = "-", delimiter = '|', textBlock = """
            /repository/pypi/simple/ | machine h/repository/debian login apt password p | - | /repository/debian/x.deb          | apt
            /repository/pypi/simple/ | machine h login apt password p                   | - | /repository/debian/x.deb          | apt
            /repository/pypi/simple/ | -           | machine h login netrc password p       | /repository/debian/x.deb          | netrc
            /repository/pypi/simple/ | -           | machine h login netrc password p       | /repository/pypi/simple/x/        | given
            /repository/pypi/simple/ | -           | machine h login netrc password p       | /repository/pypi/packages/x.whl   | given
            /repository/pypi/simple  | -           | machine h login netrc password p       | /repository/pypi/simple/x/        | given
            /repository/pypi/simple/ | machine h/repository/pypi/packages/ login apt password p | - | /repository/pypi/packages/x.whl | apt
            /repository/pypi/simple/ | machine h/repository/ login apt password p       | - | /repository/pypi/simple/x/        | given
            /root/pypi/+simple/      | machine h login apt password p                   | - | /root/pypi/+f/x.whl               | given
            /root/pypi/+simple/      | machine h login apt password p                   | - | /root/pypi2/x.whl                 | apt
            /simple/                 | machine h login apt password p                   | - | /files/x.whl                      | apt
            /simple/                 | machine other login apt password p               | - | /files/x.whl                      | given
            /simple/                 | -           | default login netrc password p         | /files/x.whl                      | given
            /a/simple/               | -           | -                                      | /files/x.whl                      | given
            /                        | machine h login apt password p                   | - | /files/x.whl                      | given
            /                        | machine h/debian/ login apt password p           | - | /debian/x.deb                     | apt
            /root/pypi/+simple/      | machine https://h/ login apt password p          | - | /root/pypi/+f/x.whl               | given
            /root/pypi/+simple/      | machine https://h login apt password p           | - | /root/pypi/+f/x.whl               | given
            /root/pypi/+simple/      | machine https://h/root login apt password p      | - | /root/pypi/+f/x.whl               | apt
            """)
    void anIndexsLoginComesFirstWhereItsFilesLie(
            String index, @Nullable String apt, @Nullable String netrc, String file, String user) throws IOException {
        Files.writeString(folder.resolve("auth.conf"), Objects.requireNonNullElse(apt, ""));
        Files.writeString(folder.resolve(".netrc"), Objects.requireNonNullElse(netrc, ""));

        assertThat(find(given("https://given:1@h" + index).withApt(folder), "https://h" + file))
                .map(Login::user)
                .contains(user);
    }

    @Test
    void aMachineWithoutAptHasNoLoginsOfIt() {
        assertThat(find(Logins.none().withApt(folder.resolve("nothing")), "https://example.com/"))
                .isEmpty();
    }

    /** Java has no name for either of the hosts, and they are two. */
    @Test
    void theDefaultOfNetrcIsNotOfAllHostsThatJavaHasNoNameFor() throws IOException {
        Files.writeString(folder.resolve(".netrc"), "default login me password secret");
        Logins logins = given("https://pypi_server/simple/", "https://one:1@other_server/simple/");

        assertThat(find(logins, "https://pypi_server/a")).contains(LOGIN);
        assertThat(find(logins, "https://evil_server/a")).isEmpty();
        assertThat(find(logins, "https://other_server/a")).contains(new Login("one", "1"));
    }

    private Logins given(String... addresses) {
        return Logins.of(
                new Environment(Map.of(), folder),
                Stream.of(addresses).map(URI::create).toList());
    }

    private static Optional<Login> find(Logins logins, String address) {
        return logins.find(URI.create(address), URI.create(address));
    }
}
