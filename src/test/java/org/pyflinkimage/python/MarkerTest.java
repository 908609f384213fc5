package org.pyflinkimage.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pyflinkimage.value.Platform;

class MarkerTest {

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
        MarkerEnvironment environment = MarkerEnvironment.of(
                        PythonVersion.parse(row.get(1)).orElseThrow(), platform)
                .withExtra(row.get(3));
        assertThat(marker.orElseThrow().evaluate(environment))
                .isEqualTo(row.get(4).equals("yes"));
    }
}
