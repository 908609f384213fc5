package org.pyflinkimage.debian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DebianVersionTest {

    @Test
    void orderIsThatOfDpkg() throws IOException {
        List<String> recorded = lines("versions.txt");

        assertThat(recorded).hasSizeGreaterThan(1000);
        for (String line : recorded) {
            String[] parts = line.split(" ", -1);
            DebianVersion left = DebianVersion.parse(parts[0]);
            DebianVersion right = DebianVersion.parse(parts[2]);
            int expected = List.of("lt", "eq", "gt").indexOf(parts[1]) - 1;
            assertThat(Integer.signum(left.compareTo(right))).as(line).isEqualTo(expected);
        }
    }

    @Test
    void equalVersionsHaveOneHashCode() throws IOException {
        for (String line : lines("versions.txt")) {
            String[] parts = line.split(" ", -1);
            if (parts[1].equals("eq")) {
                assertThat(DebianVersion.parse(parts[0])).as(line).hasSameHashCodeAs(DebianVersion.parse(parts[2]));
            }
        }
    }

    @Test
    void differentVersionsHaveDifferentHashCodesMostly() {
        assertThat(List.of("1.2", "1.3", "1:1.2", "1.2~rc1").stream()
                        .map(text -> DebianVersion.parse(text).hashCode())
                        .distinct())
                .hasSize(4);
    }

    @Test
    void versionIsEqualToVersionsAlone() {
        assertThat(DebianVersion.parse("1")).isNotEqualTo("1").isNotEqualTo(DebianVersion.parse("2"));
    }

    @Test
    void upstreamPartStandsBetweenEpochAndLastDash() {
        assertThat(DebianVersion.parse("2:3.11.2-6-7+deb12u6").upstream()).isEqualTo("3.11.2-6");
        assertThat(DebianVersion.parse("3.11.2").upstream()).isEqualTo("3.11.2");
    }

    @Test
    void textIsKeptAsItWasWritten() {
        assertThat(DebianVersion.parse(" 0:1.0-0 ")).hasToString("0:1.0-0").isEqualTo(DebianVersion.parse("1.0"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ":", ":1", "a:1", "1:", "1-", "1 2", "1_2", "1-2_3", "-1:1"})
    void textThatIsNoVersionIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> DebianVersion.parse(text));
    }

    /** The lines of a recorded table, without its header. */
    static List<String> lines(String resource) throws IOException {
        try (var stream = DebianVersionTest.class.getResourceAsStream(resource)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        }
    }
}
