package org.pyflinkimage.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each way out is one for what went wrong. */
class HttpProblemsTest {

    private static final URI ADDRESS = URI.create("https://packages.example.com/x.whl");

    @ParameterizedTest
    @CsvSource({
        "401, ~/.netrc, HTTPS_PROXY",
        "403, ~/.netrc, HTTPS_PROXY",
        "407, HTTPS_PROXY, ~/.netrc",
        "418, another client, ~/.netrc"
    })
    void proxyThatWantsALoginIsNotTheHost(int status, String remedy, String other) {
        assertThat(HttpProblems.refused(ADDRESS, status).toText())
                .contains("[PYF-505]", "HTTP " + status, remedy)
                .doesNotContain(other);
    }

    @Test
    void hostThatIsBusyWasReached() {
        assertThat(HttpProblems.unreachable(ADDRESS, 5, new HttpTransport.BusyServer(503, ""))
                        .toText())
                .contains("[PYF-504]", "503", "try again later");
        assertThat(HttpProblems.unreachable(ADDRESS, 5, new IOException("reset"))
                        .toText())
                .doesNotContain("try again later");
    }

    @ParameterizedTest
    @CsvSource({
        "http://packages.example.com/x.whl, 401, true",
        "http://packages.example.com/x.whl, 403, true",
        "http://packages.example.com/x.whl, 418, false",
        "http://127.0.0.1/x.whl, 401, false",
        "https://packages.example.com/x.whl, 401, false"
    })
    void whereALoginIsHeldBackIsSaid(String address, int status, boolean said) {
        assertThat(HttpProblems.refused(URI.create(address), status).toText().contains("-DsendCredentialsOverHttp"))
                .isEqualTo(said);
    }
}
