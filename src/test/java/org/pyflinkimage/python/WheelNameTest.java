package org.pyflinkimage.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WheelNameTest {

    static List<List<String>> names() {
        return Recorded.rows("wheel-names.tsv");
    }

    @ParameterizedTest
    @MethodSource("names")
    void isTakenApartAsByPackaging(List<String> row) {
        var parsed = WheelName.parse(row.get(0));

        if (row.get(1).equals("-")) {
            assertThat(parsed).isEmpty();
            return;
        }
        WheelName name = parsed.orElseThrow();
        assertThat(name.name()).hasToString(row.get(1));
        assertThat(name.version()).hasToString(row.get(2));
        assertThat(name.build()
                        .map(build -> build.number() + "/" + build.rest())
                        .orElse(""))
                .isEqualTo(row.get(3));
        assertThat(name.tags().stream().map(WheelTag::toString).sorted().collect(Collectors.joining(" ")))
                .isEqualTo(row.get(4));
    }
}
