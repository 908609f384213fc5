package org.pyflinkimage.tar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pyflinkimage.tar.RawTar.utf8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForeignTarTest {

    private static final String NONE = "no UTF-8";

    @ParameterizedTest
    @ValueSource(strings = {"a", "what?", "caf\u00e9", "F\u0151tan\u00fas\u00edtv\u00e1ny", "\ud83d\ude00", "\ufffd"})
    void nameIsWhatItsBytesSay(String name) throws IOException {
        String folder = "./" + "long/".repeat(30);
        RawTar tar = new RawTar()
                .file(utf8(name))
                .file(folder + utf8(name))
                .extended("path", utf8(name))
                .file("x")
                .extended("path", "/" + utf8(name))
                .file("x");

        assertThat(names(tar)).containsExactly(name, folder + name, name, name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"caf\u00e9", "\u00c3", "\u00ed\u00a0\u0080", "\u00ff?"})
    void nameThatIsNoneIsToldAsThat(String bytes) throws IOException {
        String folder = "./" + "long/".repeat(30);
        RawTar tar = new RawTar()
                .file(bytes)
                .file(folder + bytes)
                .extended("path", bytes)
                .file("x")
                .file("y");

        assertThat(names(tar)).containsExactly(NONE, NONE, NONE, "y");
    }

    /** By what bytes ever: two that are told alike would be one for whoever reads that. */
    @ParameterizedTest
    @CsvSource({
        "a b, a b",
        "caf\u00c3\u00a9, caf\u00e9",
        "caf\u00e9, caf\\xe9",
        "\u00c3, \\xc3",
        "\u00c3\u00a9\u00e9x, \u00e9\\xe9x",
        "\u00ef\u00bf\u00bd, \ufffd",
        "\u00ff?, \\xff?"
    })
    void everyNameCanBeShown(String bytes, String shown) throws IOException {
        String folder = "./" + "long/".repeat(30);
        RawTar tar = new RawTar()
                .file(bytes)
                .file(folder + bytes)
                .extended("path", bytes)
                .file("x")
                .extended("path", "/" + bytes)
                .file("x");

        List<String> names = new ArrayList<>();
        try (ForeignTar read = new ForeignTar(new ByteArrayInputStream(tar.bytes()))) {
            while (read.getNextEntry() != null) {
                names.add(read.shownName());
            }
        }
        assertThat(names).containsExactly(shown, folder + shown, shown, shown);
    }

    /** What is read as UTF-8 already is not read so again, and headers of one file are none of the next. */
    @Test
    void namesOfBothKindsOfHeadersAreKeptApart() throws IOException {
        RawTar tar = new RawTar()
                .extended("path", utf8(utf8("\u00e9")))
                .file("x")
                .file(utf8("\u00e9"))
                .extended("comment", "x")
                .file(utf8("\u00e9"))
                .extended("path", utf8("\u00e9"))
                .file("x")
                .file("\u00e9");

        assertThat(names(tar)).containsExactly(utf8("\u00e9"), "\u00e9", "\u00e9", "\u00e9", NONE);
    }

    @Test
    void targetsOfLinksAreReadAsNamesAre() throws IOException {
        RawTar tar = new RawTar()
                .link("a", utf8("\u00e9"))
                .hardLink("a", "\u00e9")
                .link("a", "x".repeat(200) + "\u00e9")
                .extended("linkpath", utf8("/\u00e9"))
                .link("a", "x")
                .extended("linkpath", "\u00e9")
                .link("a", "x");

        List<String> targets = new ArrayList<>();
        try (ForeignTar read = new ForeignTar(new ByteArrayInputStream(tar.bytes()))) {
            while (read.getNextEntry() != null) {
                targets.add(read.target().orElse(NONE));
            }
        }
        assertThat(targets).containsExactly("\u00e9", NONE, NONE, "/\u00e9", NONE);
    }

    @Test
    void aRecordsValueIsNoRecord() throws IOException {
        RawTar tar = new RawTar()
                .extended("comment", "x path=" + utf8(utf8("\u00e9")) + "\n")
                .file(utf8("\u00e9"));

        assertThat(names(tar)).containsExactly("\u00e9");
    }

    /** What reads tars takes such a header for one that removes a key. */
    @Test
    void aRecordMayEndBeforeItsKeyDoes() throws IOException {
        RawTar tar =
                new RawTar().records("2 a=\n").file("\u00e9").records("2 a=\n").file(utf8("\u00e9"));

        assertThat(names(tar)).containsExactly(NONE, "\u00e9");
    }

    @Test
    void contentIsReadAsItIs() throws IOException {
        RawTar tar = new RawTar().extended("path", "x").file("\u00e9\u00ff").file("b");

        try (ForeignTar read = new ForeignTar(new ByteArrayInputStream(tar.bytes()))) {
            read.getNextEntry();
            assertThat(read.readAllBytes()).containsExactly(0xe9, 0xff);
            read.getNextEntry();
            assertThat(read.readAllBytes()).asString().isEqualTo("b");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "2097152, 1",
        "2147483647, 0",
        "2147483648, 3000000000",
        "4294967296, 0",
        "0, 4294967297",
        "-1, 0",
        "0, -2147483649"
    })
    void ownersAreThoseOfTheHeader(long user, long group) throws IOException {
        RawTar tar = new RawTar().owned("a", user, group).file("b");

        try (ForeignTar read = new ForeignTar(new ByteArrayInputStream(tar.bytes()))) {
            assertThat(read.getNextEntry())
                    .extracting(TarArchiveEntry::getLongUserId, TarArchiveEntry::getLongGroupId)
                    .containsExactly(user, group);
            assertThat(read.getNextEntry())
                    .extracting(TarArchiveEntry::getLongUserId, TarArchiveEntry::getLongGroupId)
                    .containsExactly(0L, 0L);
        }
    }

    /** What an extended header says of an owner comes before what the plain one does. */
    @Test
    void ownersOfExtendedHeadersCount() throws IOException {
        RawTar tar = new RawTar().extended("uid", "5").owned("a", 4_294_967_301L, 4_294_967_301L);

        try (ForeignTar read = new ForeignTar(new ByteArrayInputStream(tar.bytes()))) {
            assertThat(read.getNextEntry())
                    .extracting(TarArchiveEntry::getLongUserId, TarArchiveEntry::getLongGroupId)
                    .containsExactly(5L, 4_294_967_301L);
        }
    }

    private static List<String> names(RawTar tar) throws IOException {
        List<String> names = new ArrayList<>();
        try (ForeignTar read = new ForeignTar(new ByteArrayInputStream(tar.bytes()))) {
            while (read.getNextEntry() != null) {
                names.add(read.name().orElse(NONE));
            }
        }
        return names;
    }
}
