package org.pyflinkimage.resolve.uv;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
                "https_proxy",
                "No_Proxy",
                "SystemRoot",
                "SSL_CERT_FILE",
                "NETRC",
                "UV_INDEX",
                "UV_PYTHON_INSTALL_MIRROR",
                "UV_INDEX_URL",
                "UV_INDEX_STRATEGY",
                "UV_INDEX_CORP_USERNAME",
                "uv_index_corp_password",
                "UV_OFFLINE",
                "UV_PRERELEASE"
            })
    void whatSaysWherePackagesLieIsKept(String name) {
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
                "VIRTUAL_ENV",
                "PYTHONPATH",
                "GIT_DIR",
                "HOMES",
                "MY_UV_INDEX_URL"
            })
    void whatCouldLetUvBuildIsNot(String name) {
        assertThat(given(Map.of(name, "x"))).isEqualTo(ALWAYS);
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
        Environment environment = new Environment(Map.of("PATH", "/usr/bin", "UV_INDEX", "a"), Path.of("/nonexistent"));

        assertThat(UvEnvironment.of(
                        environment, Map.of("PATH", "/programs", "UV_INDEX", "b", "UV_PYTHON_DOWNLOADS", "automatic")))
                .containsEntry("PATH", "/programs")
                .containsEntry("UV_INDEX", "b")
                .containsEntry("UV_PYTHON_DOWNLOADS", "never");
    }

    private static Map<String, String> given(Map<String, String> variables) {
        return UvEnvironment.of(new Environment(variables, Path.of("/nonexistent")), Map.of());
    }
}
