package org.pyflinkimage.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.pyflinkimage.system.Login;

class NetrcTest {

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
