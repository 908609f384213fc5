package org.pyflinkimage.resolve.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.system.Environment;

class IndexAddressTest {

    @ParameterizedTest
    @CsvSource({
        "https://index.example.com/simple,         https://index.example.com/simple",
        "http://127.0.0.1:8080,                    http://127.0.0.1:8080",
        "file:///wheels/,                          file:///wheels/",
        "my-own.1_a=https://index.example.com/,    https://index.example.com/"
    })
    void addressesOnTheWebAndOnDiskAreTaken(String text, URI address) {
        assertThat(new IndexAddress(environment(Map.of())).parse(text)).contains(address);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "simple", "./wheels", "ftp://index.example.com/", "https://[", "https://a b", "a=b"})
    void whatIsNoAddressIsPassedOver(String text) {
        assertThat(new IndexAddress(environment(Map.of())).parse(text)).isEmpty();
    }

    @Test
    void aNamedIndexGetsTheLoginOfItsVariables() {
        Map<String, String> variables =
                Map.of("UV_INDEX_A_1_USERNAME", "me", "UV_INDEX_A_1_PASSWORD", "p", "UV_INDEX_B_USERNAME", "you");

        assertThat(parse("a.1=https://index.example.com/", variables)).hasToString("https://me:p@index.example.com/");
        assertThat(parse("b=https://index.example.com/", variables)).hasToString("https://you:@index.example.com/");
        assertThat(parse("c=https://x:y@index.example.com/", variables)).hasToString("https://x:y@index.example.com/");
        assertThat(parse("https://index.example.com/", variables)).hasToString("https://index.example.com/");
    }

    /** uv takes it as it is, too. */
    @Test
    void aPasswordMayBeginAndEndWithBlanks() {
        Map<String, String> variables = Map.of("UV_INDEX_A_USERNAME", "me", "UV_INDEX_A_PASSWORD", " p\t");

        assertThat(parse("a=https://index.example.com/", variables))
                .hasToString("https://me:%20p%09@index.example.com/");
    }

    @Test
    void loginsOfDeclaredIndexesAreNotWrittenOut() {
        IndexAddress reader = new IndexAddress(environment(Map.of("UV_INDEX_PYFLINK_DECLARED_1_PASSWORD", "word")));

        assertThat(reader.parseWithVariables("https://${UV_INDEX_PYFLINK_DECLARED_1_PASSWORD}.example.com/"))
                .isEmpty();
    }

    @Test
    void variablesInRequirementsAreWrittenOut() {
        IndexAddress reader = new IndexAddress(environment(Map.of("USER_1", "me$1")));

        assertThat(reader.parseWithVariables("https://${USER_1}:${NONE}@index.example.com/"))
                .isEmpty();
        assertThat(reader.parseWithVariables("https://${USER_1}@index.example.com/"))
                .contains(URI.create("https://me$1@index.example.com/"));
    }

    private static URI parse(String text, Map<String, String> variables) {
        return new IndexAddress(environment(variables)).parse(text).orElseThrow();
    }

    private static Environment environment(Map<String, String> variables) {
        return new Environment(variables, Path.of("/nonexistent"));
    }
}
