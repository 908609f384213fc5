package org.pyflinkimage.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.airlift.compress.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.tar.RawTar;
import org.pyflinkimage.value.UnixPath;

/** Which tars are read, and which are refused. */
class LayerTarTest {

    private static final Bounds ROOMY = new Bounds(1 << 20, 1 << 20, 100, 1 << 10);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"", "gzip", "zstd"})
    void tarIsReadHoweverItIsCompressed(String compression) throws IOException {
        assertThat(visited(ForeignLayer.of("etc/", "etc/a = text").compressed(compression), ROOMY))
                .containsExactly("/etc ", "/etc/a text");
    }

    /** As pigz, estargz and zstd's own program in parallel write them. */
    @ParameterizedTest
    @ValueSource(strings = {"gzip", "zstd"})
    void compressedInSeveralPiecesItIsOne(String compression) throws IOException {
        byte[] tar = ForeignLayer.of("a = 1", "b = 2").plain();
        ByteArrayOutputStream pieces = new ByteArrayOutputStream();
        for (int start = 0; start < tar.length; start += 700) {
            byte[] piece = Arrays.copyOfRange(tar, start, Math.min(tar.length, start + 700));
            try (var out = compression.equals("gzip")
                    ? new GZIPOutputStream(new Kept(pieces))
                    : new ZstdOutputStream(new Kept(pieces))) {
                out.write(piece);
            }
        }

        assertThat(visited(pieces.toByteArray(), ROOMY)).containsExactly("/a 1", "/b 2");
    }

    /** Podman's zstd:chunked has a table of contents behind the tar, which is none of it. */
    @Test
    void skippableFramesOfZstdArePassedOver() throws IOException {
        byte[] skippable = {0x5a, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3};
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(skippable);
        bytes.write(ForeignLayer.of("a = 1").compressed("zstd"));
        bytes.write(skippable);

        assertThat(visited(bytes.toByteArray(), ROOMY)).containsExactly("/a 1");
    }

    /** {@code zstd -19 --check} 1.5.4 of a tar with a word and 200000 zeros: sums, and blocks of one byte that is repeated. */
    @Test
    void recordedFileOfZstdItselfIsRead() throws IOException {
        byte[] recorded = Base64.getDecoder()
                .decode(
                        "KLUv/aQAIAMA1AIAMgMLEbCpA3+bkYD1YSKybXxmSQEyN36L8VApUetBJ5NB2W+WpVg7KEEkd0MYtwQQIFArbLUa/fk5GKNq7XQe"
                                + "YKrp1SMRBeAz2KXzed72hhuHIXBgUAD7qbQBAwAJAOQPdlk=");

        assertThat(visited(recorded, ROOMY)).containsExactly("/a recorded", "/zeros " + "\0".repeat(200_000));
    }

    @Test
    void whatFollowsZstdIsZstd() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(ForeignLayer.of("a = 1").compressed("zstd"));
        bytes.write("text".getBytes(StandardCharsets.US_ASCII));

        assertRefused(bytes.toByteArray(), ROOMY, "something else behind that");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../a", "etc/../../a", "/etc/a", "etc/..", "a/../b"})
    void nameThatLeadsOutIsRefused(String name) {
        assertRefused(ForeignLayer.of(name + " = x").plain(), ROOMY, "`%s` leads out of the root".formatted(name));
    }

    @ParameterizedTest
    @CsvSource({".wh.", ".wh..", ".wh...", "etc/.wh..."})
    void whiteoutOfNothingIsRefused(String name) {
        byte[] tar = ForeignLayer.of(name).plain();

        assertThatThrownBy(() ->
                        ImageView.of(List.of(LayerContent.of(Files.write(folder.resolve("layer"), tar))), ROOMY))
                .isInstanceOf(RefusedImage.class)
                .hasMessageContaining("hides no file");
    }

    @Test
    void bombIsRefusedBeforeItIsUnpacked() {
        byte[] bomb = new ForeignLayer().file("zeros", new byte[8 << 20]).compressed("gzip");

        assertThat(bomb.length).isLessThan(1 << 16);
        assertRefused(bomb, ROOMY, "unpack to more than 1048576 bytes");
    }

    @Test
    void bombOfNamesIsRefused() {
        byte[] name = new byte[3 << 20];
        Arrays.fill(name, (byte) 'a');

        assertRefused(
                new ForeignLayer().name(name).file("a", name).compressed("gzip"),
                new Bounds(1 << 30, 1 << 30, 100, 100),
                "larger than any file needs");
    }

    @Test
    void tooManyMembersAreRefused() throws IOException {
        assertThat(visited(ForeignLayer.of("a", "b").plain(), new Bounds(1 << 20, 1 << 20, 2, 10)))
                .hasSize(2);
        assertRefused(
                ForeignLayer.of("a", "b", "c").plain(), new Bounds(1 << 20, 1 << 20, 2, 10), "more than 2 members");
    }

    @Test
    void boundsHoldForAllLayersTogether() throws IOException {
        Path one = Files.write(folder.resolve("1"), ForeignLayer.of("a", "b").plain());
        Path two = Files.write(folder.resolve("2"), ForeignLayer.of("c", "d").plain());

        assertThatThrownBy(() -> ImageView.of(
                        List.of(LayerContent.of(one), LayerContent.of(two)), new Bounds(1 << 20, 1 << 20, 3, 10)))
                .hasMessageContaining("more than 3 members");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "zstd", ""})
    void layerThatBreaksOffIsRefused(String compression) throws IOException {
        byte[] whole = new ForeignLayer()
                .file("a", noise(1 << 16))
                .file("b", noise(1 << 16))
                .compressed(compression);
        Path cut = Files.write(folder.resolve("cut"), Arrays.copyOf(whole, whole.length / 2));

        assertThatThrownBy(() -> new LayerTar(cut, new Allowance(ROOMY)).visit((path, member, content) -> {}))
                .isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"no tar at all, but long enough to be taken for one", "\u001f\u008b\b garbage"})
    void whatIsNoTarIsRefused(String text) throws IOException {
        Path blob = Files.write(folder.resolve("layer"), text.repeat(40).getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> new LayerTar(blob, new Allowance(ROOMY)).visit((path, member, content) -> {}))
                .isInstanceOf(IOException.class);
    }

    /** Those of macOS for folders' icons, and what tests of others are made of: no fault of a base. */
    @ParameterizedTest
    @ValueSource(strings = {"Icon\r", "a\tb", "\u001b[31m", "a\u007f", "a\nb/c"})
    void nameWithControlCharactersIsPassedOver(String name) throws IOException {
        RawTar tar = new RawTar().file(name).file("x".repeat(256)).file("after");

        assertThat(visited(tar.bytes(), ROOMY)).containsExactly("/after after");
    }

    /** Numbers of 32 bits are some users', and none of them the superuser's. */
    @Test
    void ownerOfMoreThanThirtyOneBitsStaysWhoHeIs() throws IOException {
        Path blob = Files.write(
                folder.resolve("layer"),
                new RawTar().owned("a", 3_000_000_000L, 4_294_967_294L).bytes());
        List<Rights> rights = new ArrayList<>();

        new LayerTar(blob, new Allowance(ROOMY)).visit((path, member, content) -> rights.add(Rights.of(member)));

        assertThat(rights)
                .singleElement()
                .extracting(Rights::user, Rights::group)
                .containsExactly(3_000_000_000L, 4_294_967_294L);
    }

    /** With question marks in it, a name would be another's. */
    @Test
    void nameThatIsNoUtf8IsPassedOver() throws IOException {
        RawTar tar = new RawTar()
                .file("caf\u00e9")
                .file("caf?")
                .file(RawTar.utf8("caf\u00e9"))
                .extended("path", "etc/caf\u00e9")
                .file("x");

        assertThat(visited(tar.bytes(), ROOMY)).containsExactly("/caf? caf?", "/caf\u00e9 caf\u00e9");
    }

    @Test
    void linkToWhatIsNoUtf8LeadsNowhere() throws IOException {
        RawTar tar = new RawTar()
                .file("caf?")
                .link("link", "caf\u00e9")
                .hardLink("second", "caf\u00e9")
                .file(RawTar.utf8("\u00e9"))
                .link("right", RawTar.utf8("\u00e9"));
        Path blob = Files.write(folder.resolve("layer"), tar.bytes());

        ImageView view = ImageView.of(List.of(LayerContent.of(blob)), ROOMY);

        assertThat(view.isFile(UnixPath.of("/caf?"))).isTrue();
        assertThat(view.isFile(UnixPath.of("/link"))).isFalse();
        assertThat(view.isFile(UnixPath.of("/second"))).isFalse();
        assertThat(view.isFile(UnixPath.of("/right"))).isTrue();
    }

    private void assertRefused(byte[] blob, Bounds bounds, String reason) {
        assertThatThrownBy(() -> visited(blob, bounds))
                .isInstanceOf(RefusedImage.class)
                .hasMessageContaining(reason);
    }

    private List<String> visited(byte[] blob, Bounds bounds) throws IOException {
        List<String> visited = new ArrayList<>();
        Path file = Files.write(folder.resolve("layer"), blob);
        new LayerTar(file, new Allowance(bounds))
                .visit((path, member, content) ->
                        visited.add(path + " " + new String(content.readAllBytes(), StandardCharsets.UTF_8)));
        return visited;
    }

    private static byte[] noise(int length) {
        byte[] noise = new byte[length];
        new java.util.Random(7).nextBytes(noise);
        return noise;
    }

    /** A stream that stays open when what writes to it ends. */
    private static final class Kept extends java.io.FilterOutputStream {
        Kept(ByteArrayOutputStream out) {
            super(out);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
