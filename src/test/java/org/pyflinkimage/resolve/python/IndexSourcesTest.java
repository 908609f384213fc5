package org.pyflinkimage.resolve.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.resolve.index.Toml;

class IndexSourcesTest {

    /** Which index of a lock file's is one that the project has a name for. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            https://x/cpu                | name = 'x', url = 'https://x/cpu', explicit = true | true
            https://x/cpu/               | name = 'x', url = 'https://x/cpu'                  | true
            https://x/cpu                | name = 'x', url = 'https://me:secret@x/cpu//'      | true
            https://x/cpu                | name = 'x', url = 'https://x/cpu', default = true  | false
            https://x/cpu                | url = 'https://x/cpu'                              | false
            https://x/gpu                | name = 'x', url = 'https://x/cpu'                  | false
            ../wheels                    | name = 'x', url = '../wheels'                      | false
            ~~                           | name = 'x', url = ''                               | false
            """)
    void indexesAreToldByTheirAddresses(String address, String index, boolean known) {
        assertThat(IndexSources.ofLock(
                                Map.of("a", address),
                                Toml.parse("index = [{ " + index + " }]", "x").path("index"))
                        .map(found -> found.sources().toString())
                        .orElse(""))
                .isEqualTo(known ? "{\"a\":{\"index\":\"x\"}}" : "");
    }

    @Test
    void aProjectHasThemAndTheRequirements() {
        IndexSources sources = IndexSources.ofLock(
                        Map.of("a", "https://x/cpu", "b-c", "https://x/cpu"),
                        Toml.parse("index = [{ name = 'x', url = 'https://x/cpu' }]", "x")
                                .path("index"))
                .orElseThrow();

        assertThat(Toml.parse(sources.project(List.of("a==1", "B_c @ https://y/b_c-1-py3-none-any.whl")), "x"))
                .isEqualTo(Toml.parse("""
                        [project]
                        name = "declared"
                        version = "0"
                        dependencies = ["a==1", "B_c @ https://y/b_c-1-py3-none-any.whl"]
                        [tool.uv.sources]
                        a = { index = "x" }
                        [[tool.uv.index]]
                        name = "x"
                        url = "https://x/cpu"
                        """, "x"));
    }
}
