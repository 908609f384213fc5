package org.pyflinkimage.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContainerUserTest {

    @ParameterizedTest
    @CsvSource({
        "flink, 9999:9999, 9999, false",
        "flink:0, 9999:0, 0, false",
        "root, 0, 0, true",
        "root:5, 0:5, 5, true",
        "0, 0, 0, true",
        "7, 7, 0, false",
        "12345:0, 12345:0, 0, false",
        "999999999:999999999, 999999999:999999999, 999999999, false"
    })
    void nameBecomesANumber(String text, String number, int group, boolean root) {
        ContainerUser user = ContainerUser.parse(text).orElseThrow();

        assertThat(user).hasToString(number);
        assertThat(user.effectiveGid()).isEqualTo(group);
        assertThat(user.isRoot()).isEqualTo(root);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "airflow",
                "-1",
                "9999:flink",
                "flink:",
                "1:2:3",
                "9999999999",
                "1:9999999999",
                "00",
                "0:00",
                " 7"
            })
    void whatTheImageDoesNotKnowIsNone(String text) {
        assertThat(ContainerUser.parse(text)).isEmpty();
    }

    @Test
    void groupMayBeLeftOut() {
        assertThat(ContainerUser.parse("7")).contains(new ContainerUser(7, OptionalInt.empty()));
    }
}
