package org.pyflinkimage.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.value.UnixPath;

class MountsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /data/checkpoints   | {data-checkpoints=/data/checkpoints}
            /Data/A_b           | {data-a-b=/Data/A_b}
            /data/a.b /data/a_b | {data-a-b=/data/a.b, data-a-b-2=/data/a_b}
            /@                  | {volume=/@}
            """)
    void namesSayThePath(String volumes, String names) {
        assertThat(Mounts.of(Arrays.stream(volumes.split(" ")).map(UnixPath::of).toList()))
                .hasToString(names);
    }

    @Test
    void namesAreNotLongerThanKubernetesTakesThem() {
        assertThat(Mounts.of(List.of(UnixPath.of("/a-b".repeat(40)))).keySet())
                .allMatch(name -> name.matches("[a-z0-9]([a-z0-9-]*[a-z0-9])?") && name.length() <= 60);
    }
}
