package org.pyflinkimage.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.value.UnixPath;

class FileBundleTest {

    @Test
    void whatIsCutOrLongerIsNone() {
        SortedMap<UnixPath, byte[]> files = new TreeMap<>();
        files.put(UnixPath.of("/etc/apt/sources.list"), "deb".getBytes(StandardCharsets.UTF_8));
        byte[] whole = FileBundle.write(files);

        assertThat(FileBundle.read(whole)).isPresent();
        for (int length = 0; length <= whole.length + 1; length++) {
            assertThat(FileBundle.read(Arrays.copyOf(whole, length)).isPresent())
                    .as("%s bytes", length)
                    .isEqualTo(length == whole.length);
        }
    }

    @Test
    void noFilesAreABundleToo() {
        assertThat(FileBundle.read(FileBundle.write(new TreeMap<>())))
                .hasValueSatisfying(files -> assertThat(files).isEmpty());
    }

    /** No files less than none, no path that is none, no file of less or more than there is. */
    @ParameterizedTest
    @ValueSource(
            strings = {"ffffffff", "0000000100016100000000", "0000000100022f61ffffffff", "0000000100022f617fffffff"})
    void whatNoBundleHasIsNone(String hex) {
        assertThat(FileBundle.read(HexFormat.of().parseHex(hex))).isEmpty();
    }
}
