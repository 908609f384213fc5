package org.pyflinkimage.resolve.uv;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.system.Environment;

/** Which of the user's variables uv is given. */
class UvEnvironmentTest {

    /** What uv is given in any case. */
    private static final Map<String, String> ALWAYS = Map.of(
            "UV_SYSTEM_CERTS",
            "true",
            "UV_NATIVE_TLS",
            "true",
            "PATH",
            "",
            "UV_PYTHON_DOWNLOADS",
            "never",
            "UV_HTTP_TIMEOUT",
            "18",
            "UV_HTTP_RETRIES",
            "2");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HOME",
                "SystemRoot",
                "SSL_CERT_FILE",
                "NETRC",
                "UV_INDEX_STRATEGY",
                "UV_OFFLINE",
                "UV_PRERELEASE"
            })
    void whatSaysHowPackagesAreReachedIsKept(String name) {
        assertThat(given(Map.of(name, "x")))
                .containsAllEntriesOf(ALWAYS)
                .containsEntry(name, "x")
                .hasSize(ALWAYS.size() + 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UV_PYTHON",
                "UV_NO_BUILD",
                "UV_NO_BINARY",
                "UV_BUILD_CONSTRAINT",
                "UV_INDEXES",
                "UV_NO_INDEX",
                "VIRTUAL_ENV",
                "PYTHONPATH",
                "GIT_DIR",
                "HOMES",
                "MY_UV_INDEX_URL"
            })
    void whatCouldLetUvBuildIsNot(String name) {
        assertThat(given(Map.of(name, "x"))).isEqualTo(ALWAYS);
    }

    /** uv puts variables of capitals into addresses that packages name. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "UV_INDEX",
                "UV_DEFAULT_INDEX",
                "UV_INDEX_URL",
                "UV_EXTRA_INDEX_URL",
                "UV_FIND_LINKS",
                "UV_PYTHON_INSTALL_MIRROR",
                "UV_INDEX_CORP_USERNAME",
                "uv_index_corp_password"
            })
    void whatMayHaveALoginIsNot(String name) {
        assertThat(given(Map.of(name, "x"))).isEqualTo(ALWAYS);
    }

    @ParameterizedTest
    @CsvSource({
        "HTTP_PROXY, http_proxy",
        "http_proxy, http_proxy",
        "HTTPS_PROXY, https_proxy",
        "ALL_PROXY, all_proxy",
        "NO_PROXY, no_proxy"
    })
    void proxiesHaveSmallLetters(String name, String small) {
        assertThat(given(Map.of(name, "x"))).containsEntry(small, "x").hasSize(ALWAYS.size() + 1);
    }

    @Test
    void ofTwoProxiesThatInCapitalsCountsAsItDoesForUv() {
        assertThat(given(Map.of("HTTP_PROXY", "one", "http_proxy", "two")))
                .containsEntry("http_proxy", "one")
                .doesNotContainKey("HTTP_PROXY");
    }

    @Test
    void certificatesAreTheMachinesUnlessTheUserSaysOtherwise() {
        assertThat(given(Map.of("UV_SYSTEM_CERTS", "false", "UV_NATIVE_TLS", "false")))
                .containsEntry("UV_SYSTEM_CERTS", "false")
                .containsEntry("UV_NATIVE_TLS", "false");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UV_HTTP_TIMEOUT", "UV_REQUEST_TIMEOUT"})
    void patienceIsAMinuteUnlessTheUserSaysOtherwise(String name) {
        assertThat(given(Map.of(name, "300")))
                .containsEntry(name, "300")
                .doesNotContainEntry("UV_HTTP_TIMEOUT", "18")
                .doesNotContainKey("UV_HTTP_RETRIES");
        assertThat(given(Map.of("UV_HTTP_RETRIES", "9")))
                .containsEntry("UV_HTTP_RETRIES", "9")
                .containsEntry("UV_HTTP_TIMEOUT", "18");
    }

    @Test
    void whatIsSaidBesideComesFirstButNoInterpreterIsDownloaded() {
        Environment environment =
                new Environment(Map.of("PATH", "/usr/bin", "UV_OFFLINE", "a"), Path.of("/nonexistent"));

        assertThat(UvEnvironment.of(
                        environment,
                        Map.of("PATH", "/programs", "UV_OFFLINE", "b", "UV_PYTHON_DOWNLOADS", "automatic")))
                .containsEntry("PATH", "/programs")
                .containsEntry("UV_OFFLINE", "b")
                .containsEntry("UV_PYTHON_DOWNLOADS", "never");
    }

    private static Map<String, String> given(Map<String, String> variables) {
        return UvEnvironment.of(new Environment(variables, Path.of("/nonexistent")), Map.of());
    }
}
