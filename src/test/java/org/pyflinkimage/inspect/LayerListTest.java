package org.pyflinkimage.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.fetch.FileArtifactStore;
import org.pyflinkimage.value.Sha256;

/** What is in a layer, kept and told again. */
class LayerListTest {

    private static final Bounds ROOMY = new Bounds(1 << 20, 1 << 20, 100, 100);

    @TempDir
    private Path folder;

    private LayerContent layer;
    private final List<LayerMember> told = new ArrayList<>();
    private byte[] list = new byte[0];

    @BeforeEach
    void write() throws IOException {
        byte[] tar = ForeignLayer.of(
                        "etc/",
                        "etc/a = 12345",
                        "etc/ä -> ../\n/b",
                        "etc/c => etc/a",
                        "etc/d => ../x",
                        "dev/e !",
                        "etc/.wh.f")
                .compressed("gzip");
        layer = LayerContent.of(Files.write(folder.resolve("layer"), tar));
        list = LayerList.write(layer, new Allowance(ROOMY), told::add);
    }

    @Test
    void listTellsWhatTheTarTells() throws IOException {
        List<LayerMember> again = new ArrayList<>();

        LayerList.read(list, new Allowance(ROOMY), again::add);

        assertThat(again).isEqualTo(told);
        assertThat(again)
                .extracting(member -> member.kind() + " " + member.path() + " " + member.size())
                .containsExactly(
                        "FOLDER /etc 0",
                        "FILE /etc/a 5",
                        "SYMBOLIC_LINK /etc/ä 0",
                        "HARD_LINK /etc/c 0",
                        "SPECIAL /etc/d 0",
                        "SPECIAL /dev/e 0",
                        "FILE /etc/.wh.f 9");
        assertThat(again.get(2).target()).isEqualTo("../\n/b");
    }

    /** Linux has numbers of 32 bits without a sign; what goes beyond is nobody's. */
    @ParameterizedTest
    @CsvSource({"0, 0", "2147483648, 2147483648", "4294967294, 4294967294", "4294967295, 0", "8589934592, 0"})
    void ownersStayThemselves(long number, long read) throws IOException {
        byte[] tar = new ForeignLayer().folder("home/", 0750, number, number).compressed("gzip");
        List<LayerMember> again = new ArrayList<>();

        byte[] written = LayerList.write(
                LayerContent.of(Files.write(folder.resolve("owned"), tar)), new Allowance(ROOMY), again::add);
        LayerList.read(written, new Allowance(ROOMY), again::add);

        assertThat(again).hasSize(2).extracting(LayerMember::rights).containsOnly(new Rights(0750, read, read));
    }

    /** Sealed as lists are, by whoever may write to the store: the layer is listed anew. */
    @Test
    void whatIsNoListIsNotKept() {
        KeptLists lists = new KeptLists(new FileArtifactStore(folder.resolve("store")));
        Sha256 digest = Sha256.of("layer");
        lists.keep(digest, list);
        assertThat(lists.find(digest)).isPresent();

        byte[] negative = list.clone();
        negative[0] = (byte) 0x80;
        for (byte[] other : List.of(
                new byte[0],
                new byte[8],
                negative,
                Arrays.copyOf(list, list.length / 2),
                Arrays.copyOf(list, Long.BYTES),
                new byte[list.length])) {
            lists.keep(digest, other);
            assertThat(lists.find(digest)).isEmpty();
        }
    }

    /** Or an image would be taken the second time that was refused the first. */
    @ParameterizedTest
    @CsvSource({"1000, 100, bytes", "1048576, 6, members"})
    void listIsHeldToTheBoundsOfItsTar(int unpacked, int members, String reason) {
        Bounds narrow = new Bounds(1 << 20, unpacked, members, 100);

        assertThatThrownBy(() -> layer.list(new Allowance(narrow), member -> {}))
                .isInstanceOf(RefusedImage.class)
                .hasMessageContaining(reason);
        assertThatThrownBy(() -> LayerList.read(list, new Allowance(narrow), member -> {}))
                .isInstanceOf(RefusedImage.class)
                .hasMessageContaining(reason);
    }

    @Test
    void damagedListIsNone() throws IOException {
        KeptLists lists = new KeptLists(new FileArtifactStore(folder.resolve("store")));
        Sha256 digest = Sha256.of("a layer");
        assertThat(lists.find(digest)).isEmpty();

        lists.keep(digest, list);
        assertThat(lists.find(digest))
                .hasValueSatisfying(kept -> assertThat(kept).isEqualTo(list));

        Path file = file();
        byte[] bytes = Files.readAllBytes(file);
        bytes[9] ^= 1;
        Files.write(file, bytes);
        assertThat(lists.find(digest)).isEmpty();
        lists.keep(digest, list);
        assertThat(lists.find(digest)).isPresent();
    }

    @Test
    void listThatEndsEarlyIsNoList() {
        byte[] cut = Arrays.copyOf(list, list.length / 2);

        assertThatThrownBy(() -> LayerList.read(cut, new Allowance(ROOMY), member -> {}))
                .isInstanceOf(IOException.class);
    }

    private Path file() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("store/derived/layer-list"))) {
            return files.findFirst().orElseThrow();
        }
    }
}
