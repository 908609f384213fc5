package org.pyflinkimage.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.value.UnixPath;

/** Layers of few bytes that are to cost whoever reads them much more. */
class HostileLayersTest {

    /** What is read of extended headers has no more. */
    private static final String GIGABYTES = Integer.toString(Integer.MAX_VALUE);

    @TempDir
    private Path folder;

    /** Each form of GNU's files with holes, of which gigabytes of zeros are made. */
    @Test
    void fileWithHolesIsRefused() {
        List<byte[]> layers = List.of(
                oldSparse(),
                new ForeignLayer()
                        .extended("GNU.sparse.size", GIGABYTES, "GNU.sparse.numblocks", "1", "GNU.sparse.map", "0,1")
                        .file("zeros", new byte[1])
                        .plain(),
                new ForeignLayer()
                        .extended(
                                "GNU.sparse.size",
                                GIGABYTES,
                                "GNU.sparse.numblocks",
                                "1",
                                "GNU.sparse.offset",
                                "0",
                                "GNU.sparse.numbytes",
                                "1")
                        .file("zeros", new byte[1])
                        .plain(),
                new ForeignLayer()
                        .extended(
                                "GNU.sparse.major",
                                "1",
                                "GNU.sparse.minor",
                                "0",
                                "GNU.sparse.name",
                                "zeros",
                                "GNU.sparse.realsize",
                                GIGABYTES)
                        .file("GNUSparseFile.0/zeros", "1\n0\n1\n".repeat(100).getBytes(StandardCharsets.US_ASCII))
                        .plain());

        for (byte[] layer : layers) {
            assertTimeoutPreemptively(
                    Duration.ofSeconds(60), () -> assertRefused(layer, Bounds.USUAL, "a file with holes"));
        }
    }

    @Test
    void whatIsReadOfFilesCountsToo() throws IOException {
        Allowance allowance = new Allowance(new Bounds(100, 100, 100, 100));
        BoundedStream files = new BoundedStream(new ByteArrayInputStream(new byte[101]), allowance::takeFile);

        assertThat(files.readNBytes(100)).hasSize(100);
        assertThatThrownBy(files::read)
                .isInstanceOf(RefusedImage.class)
                .hasMessage("its files have more than 100 bytes");
        allowance.takeUnpacked(100);
    }

    /** The longest path has 2046 folders, and each costs as much as the path. */
    @Test
    void foldersThatNoMemberNamesCount() {
        ForeignLayer deep = new ForeignLayer();
        for (int i = 0; i < 2; i++) {
            deep.file(i + "/a".repeat(2000), new byte[0]);
        }

        assertRefused(deep.plain(), new Bounds(1 << 30, 1 << 30, 5000, 10), "characters");
    }

    @Test
    void oneFolderOfManyFilesIsMadeOnce() throws IOException {
        ForeignLayer layer = new ForeignLayer();
        String deep = "a/".repeat(1000);
        for (int i = 0; i < 500; i++) {
            layer.file(deep + i, new byte[0]);
        }
        byte[] blob = layer.plain();

        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> view(blob, new Bounds(1 << 30, 1 << 30, 50_000, 10)));
        assertRefused(blob, new Bounds(1 << 30, 1 << 30, 1499, 10), "more than 1499 members", "characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "etc/.wh.", "l -> "})
    void namesAndWhatLinksLeadToCountTogether(String before) {
        ForeignLayer layer = new ForeignLayer();
        for (int i = 0; i < 4; i++) {
            layer.member(before + "x".repeat(200) + i);
        }
        byte[] blob = layer.plain();

        assertRefused(blob, new Bounds(1 << 20, 1 << 20, 6, 10), "more than 768 characters");
    }

    @Test
    void namesOfUsualLengthsAreTaken() throws IOException {
        ForeignLayer layer = new ForeignLayer();
        for (int i = 0; i < 99; i++) {
            layer.member("usr/" + "x".repeat(100) + i);
        }

        assertThat(view(layer.plain(), new Bounds(1 << 20, 1 << 20, 100, 10)).list(UnixPath.of("/usr")))
                .hasSize(99);
    }

    @ParameterizedTest
    @CsvSource({"4095, true", "4096, false", "1000000, false"})
    void linkLeadsNoFurtherThanLinuxTakesIt(int length, boolean taken) throws IOException {
        byte[] blob = new ForeignLayer()
                .extended("linkpath", "x".repeat(length))
                .member("etc/a -> x")
                .plain();

        if (taken) {
            assertThat(view(blob, Bounds.USUAL).list(UnixPath.of("/etc"))).hasSize(1);
        } else {
            assertRefused(blob, Bounds.USUAL, "the link `/etc/a` leads to what is no path");
        }
    }

    @Test
    void linkToANameWithANulIsRefused() {
        byte[] blob = new ForeignLayer()
                .extended("linkpath", "a\0b")
                .member("etc/a -> x")
                .plain();

        assertRefused(blob, Bounds.USUAL, "the link `/etc/a` leads to what is no path");
    }

    /** Each of forty links leads on over two thousand folders, which are not there. */
    @Test
    void longWaysToNowhereEndWhereTheyBegin() throws IOException {
        List<String> members = new ArrayList<>();
        for (int i = 0; i < 39; i++) {
            members.add("l%s -> l%s%s".formatted(i, i + 1, "/x".repeat(2000)));
        }
        members.add("l39 -> d");
        members.add("d/file");
        byte[] blob = linked(members);

        ImageView view = view(blob, Bounds.USUAL);

        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            for (int i = 0; i < 20; i++) {
                assertThat(view.list(UnixPath.of("/l0"))).isEmpty();
            }
        });
        assertThat(view.list(UnixPath.of("/l39"))).extracting(UnixPath::value).containsExactly("/l39/file");
    }

    /** Headers that hold for all members to come stay in memory, however many members there are between them. */
    @Test
    void headersForAllMembersDoNotGather() {
        ForeignLayer layer = new ForeignLayer();
        for (int i = 0; i < 40; i++) {
            layer.global("VENDOR.key" + i, "x".repeat(100_000)).file("a" + i, new byte[0]);
        }
        String[] many = new String[4000];
        for (int i = 0; i < many.length; i++) {
            many[i] = "V.k" + i;
        }

        assertRefused(layer.plain(), Bounds.USUAL, "more extended headers than any file needs");
        assertRefused(
                new ForeignLayer().global(many).file("a", new byte[0]).plain(),
                Bounds.USUAL,
                "more extended headers than any file needs");
    }

    private static byte[] linked(List<String> members) {
        ForeignLayer layer = new ForeignLayer();
        for (String member : members) {
            String[] words = member.split(" -> ", 2);
            if (words.length == 2) {
                layer.extended("linkpath", words[1]).member(words[0] + " -> x");
            } else {
                layer.member(member);
            }
        }
        return layer.plain();
    }

    /** As GNU's tar wrote it first: where which bytes belong stands in the header. */
    private static byte[] oldSparse() {
        TarArchiveEntry entry = new TarArchiveEntry("zeros", TarConstants.LF_GNUTYPE_SPARSE);
        entry.setSize(1);
        byte[] head = new byte[512];
        entry.writeEntryHeader(head);
        put(head, 257, "ustar  \0");
        put(head, 345, "\0".repeat(155));
        put(head, 386, "00000000000\0");
        put(head, 398, "00000000001\0");
        put(head, 483, "77777777777\0");
        put(head, 148, " ".repeat(8));
        int sum = 0;
        for (byte each : head) {
            sum += each & 0xff;
        }
        put(head, 148, String.format(Locale.ROOT, "%06o\0 ", sum));
        ByteArrayOutputStream tar = new ByteArrayOutputStream();
        tar.writeBytes(head);
        tar.writeBytes(new byte[512 + 1024]);
        return tar.toByteArray();
    }

    private static void put(byte[] head, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, head, at, bytes.length);
    }

    private void assertRefused(byte[] blob, Bounds bounds, String... oneOf) {
        assertThatThrownBy(() -> {
                    ImageView view = view(blob, bounds);
                    new LayerTar(folder.resolve("layer"), new Allowance(bounds))
                            .visit((path, member, content) -> content.transferTo(OutputStream.nullOutputStream()));
                    view.list(UnixPath.ROOT);
                })
                .isInstanceOf(RefusedImage.class)
                .satisfies(refused -> assertThat(oneOf)
                        .anySatisfy(reason -> assertThat(refused.getMessage()).contains(reason)));
    }

    private ImageView view(byte[] blob, Bounds bounds) throws IOException {
        return ImageView.of(List.of(LayerContent.of(Files.write(folder.resolve("layer"), blob))), bounds);
    }
}
