package org.pyflinkimage.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pyflinkimage.layer.Layer;
import org.pyflinkimage.tree.LayerKind;
import org.pyflinkimage.tree.LayerName;
import org.pyflinkimage.value.DamagedFile;
import org.pyflinkimage.value.Sha256;

/** When an archive is written, and when the file that is there is left alone. */
class LayeredArchiveTest {

    @TempDir
    private Path folder;

    private Path file;
    private byte[] whole;
    private Object changed;

    @BeforeEach
    void writeOnce() throws IOException {
        file = folder.resolve("image.tar");
        archive("one", "two").write(file);
        whole = Files.readAllBytes(file);
        changed = changed();
    }

    @Test
    void sameArchiveIsNeitherReadNorWrittenAgain() throws IOException {
        LayeredArchive same = archive("one", "two");
        for (Layer layer : same.layers().values()) {
            Files.delete(layer.blob());
        }

        same.write(file);

        assertThat(changed()).isEqualTo(changed);
    }

    @ParameterizedTest
    @EnumSource(Damage.class)
    void fileThatWasTouchedIsWrittenAgain(Damage damage) throws IOException {
        damage.change(file);

        archive("one", "two").write(file);

        assertThat(file).hasBinaryContent(whole);
        assertThat(changed()).isNotEqualTo(changed);
    }

    /** What may happen to a file whose size stays what it was. */
    private enum Damage {
        FLIP {
            @Override
            void change(Path file) throws IOException {
                try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
                    bytes.seek(bytes.length() / 2);
                    bytes.write(0x55);
                }
            }
        },
        FLIP_WITH_THE_OLD_TIME {
            @Override
            void change(Path file) throws IOException {
                FileTime time = Files.getLastModifiedTime(file);
                FLIP.change(file);
                Files.setLastModifiedTime(file, time);
            }
        },
        REPLACE_WITH_THE_OLD_TIME {
            @Override
            void change(Path file) throws IOException {
                Path other = Files.copy(file, file.resolveSibling("other"), StandardCopyOption.COPY_ATTRIBUTES);
                Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
            }
        },
        LOSE_THE_STAMP {
            @Override
            void change(Path file) throws IOException {
                Files.delete(file.resolveSibling(".image.tar.written"));
            }
        },
        DAMAGE_THE_STAMP {
            @Override
            void change(Path file) throws IOException {
                FLIP.change(file.resolveSibling(".image.tar.written"));
            }
        };

        abstract void change(Path file) throws IOException;
    }

    @Test
    void damagedLayerLeavesTheOlderFileAsItIs() throws IOException {
        LayeredArchive other = archive("one", "new");
        Layer layer = List.copyOf(other.layers().values()).get(1);
        Files.writeString(layer.blob(), "wen");

        assertThatExceptionOfType(DamagedFile.class)
                .isThrownBy(() -> other.write(file))
                .satisfies(damaged -> assertThat(damaged.file()).isEqualTo(layer.blob()));

        assertThat(file).hasBinaryContent(whole);
        assertThat(changed()).isEqualTo(changed);
    }

    @Test
    void whatKilledBuildsLeftIsDeletedWhereNothingIsWrittenToo() throws IOException {
        Path old = Files.writeString(folder.resolve(".image.tar.a.unfinished"), "x");
        Path young = Files.writeString(folder.resolve(".image.tar.b.unfinished"), "x");
        Path other = Files.writeString(folder.resolve(".other.tar.c.unfinished"), "x");
        for (Path file : List.of(old, other)) {
            Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofMinutes(61))));
        }

        archive("one", "two").write(file);

        assertThat(old).doesNotExist();
        assertThat(young).exists();
        assertThat(other).exists();
        assertThat(changed()).isEqualTo(changed);
    }

    @Test
    void otherLayerOfTheSameSizeIsWritten() throws IOException {
        archive("one", "owt").write(file);

        assertThat(Files.readAllBytes(file)).hasSameSizeAs(whole).isNotEqualTo(whole);
    }

    @Test
    void shortenedFileIsWrittenAgain() throws IOException {
        Files.write(file, Arrays.copyOf(whole, whole.length - 512));

        archive("one", "two").write(file);

        assertThat(file).hasBinaryContent(whole);
    }

    @Test
    void missingFileIsWritten() throws IOException {
        Files.delete(file);

        archive("one", "two").write(file);

        assertThat(file).hasBinaryContent(whole);
    }

    private Object changed() throws IOException {
        return file.getFileSystem().supportedFileAttributeViews().contains("unix")
                ? Files.getAttribute(file, "unix:ctime")
                : Files.getLastModifiedTime(file);
    }

    private LayeredArchive archive(String... contents) throws IOException {
        List<Layer> layers = Arrays.stream(contents).map(this::layer).toList();
        return LayeredArchive.of(layers, Sha256::hex, tar -> {
            for (Layer layer : layers) {
                tar.file("names/" + layer.digest().hex(), new byte[0]);
            }
        });
    }

    private Layer layer(String content) {
        Sha256 sum = Sha256.of(content);
        try {
            Path blob = Files.writeString(folder.resolve(sum.hex()), content);
            return new Layer(LayerName.of(LayerKind.JOB), blob, sum, sum, content.length(), content.length());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
