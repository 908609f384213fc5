package org.pyflinkimage.build.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.pyflinkimage.facts.SdistRecipes;
import org.pyflinkimage.tree.Owner;
import org.pyflinkimage.tree.PackedArchive;
import org.pyflinkimage.value.DamagedFile;
import org.pyflinkimage.value.Sha256;
import org.pyflinkimage.value.UnixPath;

class KeptFormsTest {

    private static final Sha256 SUM = Sha256.of("an archive");

    @TempDir
    private Path folder;

    static Stream<Arguments> packed() {
        return Stream.of(
                Arguments.of(Preparation.DEB, Preparation.DEB_FORM + SUM.hex()),
                Arguments.of(Preparation.INTERPRETER, Preparation.INTERPRETER_FORM + SUM.hex()),
                Arguments.of(
                        Preparation.SDIST, SdistRecipes.shipped().all().get(0).packedKey(SUM)));
    }

    /** No byte of it is of no account. */
    @ParameterizedTest
    @MethodSource("packed")
    void everyFlippedByteOfAPackedArchiveIsFound(String kind, String key) throws IOException {
        Path file = folder.resolve(key);
        pack(file, key);
        assertThat(KeptForms.verify(kind, file)).isTrue();
        byte[] whole = Files.readAllBytes(file);

        for (int place = 0; place < whole.length; place++) {
            byte[] flipped = whole.clone();
            flipped[place] ^= 1;
            Files.write(file, flipped);

            assertThatExceptionOfType(DamagedFile.class)
                    .as("byte %s", place)
                    .isThrownBy(() -> KeptForms.verify(kind, file));
        }
    }

    @Test
    void whatIsNoFormIsNotLookedAt() throws IOException {
        assertThat(KeptForms.verify("image", Files.writeString(folder.resolve("x"), "x")))
                .isFalse();
        assertThat(KeptForms.verify(Preparation.DEB, folder.resolve("0-" + SUM.hex())))
                .isFalse();
    }

    private static void pack(Path file, String key) throws IOException {
        try (PackedArchive.Writer writer = new PackedArchive.Writer(file, key)) {
            for (String name : new String[] {"/a.txt", "/b.jar"}) {
                writer.add(
                        UnixPath.of(name),
                        0644,
                        Owner.ROOT,
                        new ByteArrayInputStream("some text".repeat(9).getBytes(StandardCharsets.UTF_8)));
            }
        }
    }
}
