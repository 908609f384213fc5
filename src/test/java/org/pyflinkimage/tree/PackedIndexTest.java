package org.pyflinkimage.tree;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.value.DamagedFile;
import org.pyflinkimage.value.Sealed;

/** Indexes that are sealed as they are, and are none: of fewer members than none, of more than there are, of what is no path, mode or kind. */
class PackedIndexTest {

    private static final long MARK = 0x7079666c696e6b32L;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ffffffff",
                "7fffffff",
                "000000010001610064000001ed0000000000000000",
                "0000000100022f61006400ffffff0000000000000000",
                "0000000100022f610078000001ed0000000000000000"
            })
    void whatIsNoIndexIsDamage(String hex) throws IOException {
        byte[] index = Sealed.seal("key", HexFormat.of().parseHex(hex));
        Path file = folder.resolve("key");
        Files.write(
                file,
                ByteBuffer.allocate(index.length + 16)
                        .put(index)
                        .putLong(0)
                        .putLong(MARK)
                        .array());

        assertThatExceptionOfType(DamagedFile.class).isThrownBy(() -> PackedArchive.read(file));
    }
}
