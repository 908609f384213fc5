package org.pyflinkimage.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.system.Login;

class NetrcTest {

    @TempDir
    private Path folder;

    @Test
    void readsMachinesInAnyLayout() {
        assertThat(Netrc.parse("""
                        # comment
                        machine a.example.com login one password two
                        machine b.example.com
                          account none
                          password four
                          login three
                        macdef init
                        machine fake login x password y

                        default login five password six
                        machine a.example.com login late password late
                        """))
                .isEqualTo(Map.of(
                        "a.example.com", new Login("one", "two"),
                        "b.example.com", new Login("three", "four"),
                        "", new Login("five", "six")));
    }

    /** A comment in Latin-1, and what editors of Windows put before everything. */
    @ParameterizedTest
    @ValueSource(strings = {"# f\u00fcr den Server\n", "\u00ef\u00bb\u00bf", "\u00ef\u00bb\u00bf# f\u00fcr\n"})
    void oddBytesTakeNoLoginAway(String before) throws IOException {
        Files.write(
                folder.resolve(".netrc"),
                (before + "machine a login u password p\n").getBytes(StandardCharsets.ISO_8859_1));
        Files.copy(folder.resolve(".netrc"), folder.resolve("auth.conf"));

        assertThat(Netrc.read(machine(Map.of()))).isEqualTo(Map.of("a", new Login("u", "p")));
        assertThat(AptLogins.read(folder).find(URI.create("https://a/"))).contains(new Login("u", "p"));
    }

    @Test
    void aFileThatIsThereAndCannotBeReadIsKnown() throws IOException {
        Files.createDirectories(folder.resolve(".netrc"));
        Path named = Files.writeString(folder.resolve("named"), "machine a login u password p\n");

        assertThat(Netrc.read(machine(Map.of()))).isEmpty();
        assertThat(Logins.unread(machine(Map.of()))).containsExactly(folder.resolve(".netrc"));
        assertThat(Logins.unread(machine(Map.of("NETRC", named.toString())))).isEmpty();
        assertThat(Logins.unread(machine(Map.of("NETRC", "/nonexistent")))).isEmpty();
    }

    @Test
    void aNamedFileThatIsNoPathIsToldSo() {
        Environment machine = machine(Map.of("NETRC", "/no\0path"));

        assertThatThrownBy(() -> Netrc.read(machine)).hasMessageContaining("[PYF-530]");
        assertThatThrownBy(() -> Logins.unread(machine)).hasMessageContaining("in `NETRC` is no path");
    }

    private Environment machine(Map<String, String> variables) {
        return new Environment(variables, folder);
    }

    @Test
    void passwordsAreNotPrinted() {
        assertThat(Netrc.parse("machine a login u password secret").toString()).doesNotContain("secret");
    }

    @Test
    void brokenTextIsNoLogin() {
        assertThat(Netrc.parse("machine")).isEmpty();
        assertThat(Netrc.parse("machine a login")).containsKey("a");
    }
}
