package org.pyflinkimage.jar;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What this machine's Java tells of classes of another line. */
class PlatformTypesTest {

    private static final int OURS = Runtime.version().feature();

    @ParameterizedTest
    @CsvSource({
        "0, java/lang/Object, gone, true",
        "0, java/lang/Object, hashCode, false",
        "-1, java/lang/Object, gone, true",
        "-1, java/lang/Object, finalize, false",
        "7, java/io/Serializable, gone, true",
        "7, java/lang/RuntimeException, getMessage, false",
        "0, java/util/List, gone, true",
        "0, java/util/List, size, false",
        "-1, java/util/List, gone, false",
        "7, java/util/List, gone, false",
        "0, org/example/Any, gone, false"
    })
    void membersAreKnownOfOurLineAndOfWhatEveryLineHas(int further, String type, String member, boolean lacks) {
        assertThat(new PlatformTypes(OURS + further).lacks(type, member)).isEqualTo(lacks);
    }
}
