package org.pyflinkimage.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.value.Platform;

class MarkerTest {

    private static final MarkerEnvironment PYTHON_3_11 =
            MarkerEnvironment.of(new PythonVersion(new PythonMinor(11), 2), Platform.LINUX_ARM64);

    static List<List<String>> markers() {
        return Recorded.rows("markers.tsv");
    }

    @ParameterizedTest
    @MethodSource("markers")
    void holdsWherePackagingSaysSo(List<String> row) {
        var marker = Marker.parse(row.get(0));

        if (row.get(1).equals("-")) {
            assertThat(marker).isEmpty();
            return;
        }
        Platform platform = row.get(2).equals("x86_64") ? Platform.LINUX_AMD64 : Platform.LINUX_ARM64;
        MarkerEnvironment environment = withExtra(
                row.get(3), MarkerEnvironment.of(PythonVersion.parse(row.get(1)).orElseThrow(), platform));
        assertThat(marker.orElseThrow().evaluate(environment))
                .isEqualTo(row.get(4).equals("yes"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "os_name", "os_name == 'x' x", "os_name == 'x' and", "nothing == 'x'"})
    void isNoneOfOtherTexts(String text) {
        assertThat(Marker.parse(text)).isEmpty();
    }

    @Test
    void bracketsInEachOtherHaveABound() {
        String inner = "os_name == 'posix'";

        assertThat(Marker.parse("(".repeat(50) + inner + ")".repeat(50))).isPresent();
        assertThat(Marker.parse("(".repeat(51) + inner + ")".repeat(51))).isEmpty();
        assertThat(Marker.parse("(".repeat(1_000_000))).isEmpty();
        assertThat(Marker.parse(("(" + inner + ") and ").repeat(1000) + inner)).isPresent();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            python_version == '3.11'             | true
            '3.11' == python_version             | true
            python_full_version === '3.11.2'     | true
            python_full_version === '3.11.3'     | false
            python_version in '3.10 3.11'        | true
            python_version not in '3.10 3.11'    | false
            platform_version >= ''               | true
            os_name >= '1.0'                     | false
            implementation_name == '1'           | false
            platform_version <= 'x'              | false
            os_name > 'a'                        | false
            os_name != 'nt'                      | true
            os_name === 'posix'                  | true
            extra == 'A_b'                       | true
            'a.B' == extra                       | true
            extra == ''                          | false
            platform_release >= '5'              | false
            platform_release == ''               | true
            """)
    void comparesVersionsTextsAndExtras(String text, boolean holds) {
        assertThat(Marker.parse(text).orElseThrow().evaluate(withExtra("a-b", PYTHON_3_11)))
                .isEqualTo(holds);
    }

    @Test
    void environmentIsThatOfACPythonOnLinux() {
        assertThat(PYTHON_3_11.variables())
                .containsOnly(
                        Map.entry("implementation_name", "cpython"),
                        Map.entry("implementation_version", "3.11.2"),
                        Map.entry("os_name", "posix"),
                        Map.entry("platform_machine", "aarch64"),
                        Map.entry("platform_python_implementation", "CPython"),
                        Map.entry("platform_release", ""),
                        Map.entry("platform_system", "Linux"),
                        Map.entry("platform_version", ""),
                        Map.entry("python_full_version", "3.11.2"),
                        Map.entry("python_version", "3.11"),
                        Map.entry("sys_platform", "linux"),
                        Map.entry("extra", ""));
        assertThat(PYTHON_3_11.pythonVersion()).hasToString("3.11.2");
        assertThat(PYTHON_3_11.value("no_variable")).isEmpty();
    }

    /** Asked for the requirements of an extra. */
    private static MarkerEnvironment withExtra(String extra, MarkerEnvironment environment) {
        SortedMap<String, String> variables = new TreeMap<>(environment.variables());
        variables.put(MarkerEnvironment.EXTRA, extra);
        return new MarkerEnvironment(variables);
    }
}
