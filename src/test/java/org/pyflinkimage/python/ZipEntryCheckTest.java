package org.pyflinkimage.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.zip.UnicodePathExtraField;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.value.Problem;

class ZipEntryCheckTest {

    private static final long GIBIBYTE = 1L << 30;

    /** Lies where it is told to; an archive's reader would set that. */
    private static class Entry extends ZipArchiveEntry {
        private long offset;

        private Entry(String name, long size) {
            super(name);
            setMethod(ZipEntry.DEFLATED);
            setUnixMode(0100644);
            setCompressedSize(0);
            setSize(size);
        }

        private static Entry stored(String name, long size) {
            Entry entry = new Entry(name, size);
            entry.setMethod(ZipEntry.STORED);
            entry.setCompressedSize(size);
            return entry;
        }

        private Entry at(long place, long length) {
            offset = place;
            setCompressedSize(length);
            return this;
        }

        private Entry withMode(int mode) {
            setUnixMode(mode);
            return this;
        }

        @Override
        public long getDataOffset() {
            return offset;
        }
    }

    private final List<Problem> problems = new ArrayList<>();

    @Test
    void filesAreKnownByTheirNormalizedPaths() {
        assertThat(check(new Entry("./b//c.py", 1), new Entry("a.py", 1))).containsExactlyInAnyOrder("a.py", "b/c.py");
        assertThat(problems).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/", "./", "a/b/"})
    void directoriesAreImplied(String name) {
        assertThat(check(new Entry(name, 0), new Entry("x.py", 1))).containsExactly("x.py");
        assertThat(problems).isEmpty();
    }

    @Test
    void directoryThatHasBytesIsTakenForTheFileThatItIs() {
        check(new Entry("a/", 1).withMode(0040755), new Entry("a", 1));

        assertThat(whats()).containsExactly("`a/` in `x.whl` is no regular file", "`a` in `x.whl` is there twice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "/a", "../a", "a/../b", "a/.."})
    void nameThatIsNoFileBelowTheRootIsRefused(String name) {
        assertThat(check(new Entry(name, 1))).isEmpty();
        assertThat(whats()).containsExactly("`%s` in `x.whl` is no path below its directory".formatted(name));
    }

    @Test
    void nameThatNoFileHasIsToldAsThat() {
        String name = "\u6771".repeat(86);

        assertThat(check(new Entry(name, 1))).isEmpty();
        assertThat(whats()).containsExactly("`%s` in `x.whl` is a longer name than any file has".formatted(name));
    }

    /** Of two that were one with question marks, each is told. */
    @ParameterizedTest
    @CsvSource({"e9, \\xe9", "c3a9, ''", "ff3f, \\xff?"})
    void nameThatIsNoUtf8IsRefused(String bytes, String refused) {
        check(new Entry("?", 1) {
            @Override
            public byte[] getRawName() {
                return HexFormat.of().parseHex(bytes);
            }
        });

        assertThat(whats())
                .isEqualTo(
                        refused.isEmpty()
                                ? List.of()
                                : List.of("`%s` in `x.whl` has a name that is no UTF-8".formatted(refused)));
    }

    /** A second name that says what the first one cannot. */
    @Test
    void nameOfTheExtraFieldCounts() {
        Entry entry = new Entry("\u00e9", 1) {
            @Override
            public byte[] getRawName() {
                return new byte[] {(byte) 0x82};
            }
        };
        entry.setNameSource(ZipArchiveEntry.NameSource.UNICODE_EXTRA_FIELD);
        entry.addExtraField(new UnicodePathExtraField("\u00e9", new byte[] {(byte) 0x82}));

        check(entry);

        assertThat(problems).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"000000, true", "100644, true", "100000, true", "040755, false", "120777, false", "060644, false"})
    void onlyRegularFilesAndThoseOfNoKindAreInstalled(String mode, boolean installed) {
        check(new Entry("a", 1).withMode(Integer.parseInt(mode, 8)));

        assertThat(whats()).isEqualTo(installed ? List.of() : List.of("`a` in `x.whl` is no regular file"));
    }

    @ParameterizedTest
    @CsvSource({
        "100755, true",
        "100100, true",
        "100010, true",
        "100001, true",
        "100644, false",
        "000755, false",
        "040755, false",
        "120777, false"
    })
    void programsAreRegularFilesThatSomebodyMayExecute(String mode, boolean executable) {
        assertThat(ZipEntryCheck.isExecutable(new Entry("a", 1).withMode(Integer.parseInt(mode, 8))))
                .isEqualTo(executable);
    }

    @Test
    void encryptedFileIsRefused() {
        Entry entry = new Entry("a", 1);
        entry.getGeneralPurposeBit().useEncryption(true);
        check(entry);

        assertThat(whats()).containsExactly("`a` in `x.whl` is encrypted");
    }

    @Test
    void fileOfUnknownCompressionIsRefused() {
        Entry entry = new Entry("a", 1);
        entry.setMethod(93);
        check(entry);

        assertThat(whats()).containsExactly("`a` in `x.whl` is compressed by the unknown method 93");
    }

    static Stream<Entry> withoutFittingSize() {
        return Stream.of(new Entry("a", 8 * GIBIBYTE + 1), new Entry("a", 1).at(0, -1), new Entry("a", 1) {
            @Override
            public long getSize() {
                return -1;
            }
        });
    }

    @ParameterizedTest
    @MethodSource("withoutFittingSize")
    void fileWithoutSizeOrOfTooLargeAOneIsRefused(Entry entry) {
        check(entry);

        assertThat(whats()).containsExactly("`a` in `x.whl` has no size or too large a one");
    }

    @Test
    void storedFileHasOneSize() {
        check(Entry.stored("a", 2), Entry.stored("b", 2).at(2, 1));

        assertThat(whats()).containsExactly("`b` in `x.whl` has two sizes");
    }

    @Test
    void asMuchAsIsAllowedIsAllowed() {
        check(largest("a"), largest("b"), largest("c"), largest("d"), new Entry("empty", 0));

        assertThat(problems).isEmpty();
    }

    @Test
    void moreThanThatInAllIsRefused() {
        check(largest("a"), largest("b"), largest("c"), largest("d"), new Entry("e", 1));

        assertThat(problems).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("PYF-454");
            assertThat(problem.what()).isEqualTo("`x.whl` unpacks to more than any wheel");
        });
    }

    @Test
    void oneSizeThatIsNoneHidesNoOther() {
        Entry none = new Entry("none", 1) {
            @Override
            public long getSize() {
                return Long.MIN_VALUE;
            }
        };
        check(none, largest("a"), largest("b"), largest("c"), largest("d"), new Entry("e", 1));

        assertThat(whats()).contains("`x.whl` unpacks to more than any wheel");
    }

    @Test
    void numberOfEntriesIsBounded() {
        ZipArchiveEntry directory = new Entry("a/", 0);
        ZipEntryCheck check = new ZipEntryCheck("x.whl", problems);

        check.files(Collections.nCopies(500_000, directory));
        assertThat(problems).isEmpty();

        check.files(Collections.nCopies(500_001, directory));
        assertThat(whats()).containsExactly("`x.whl` unpacks to more than any wheel");
    }

    @Test
    void filesMayTouch() {
        check(new Entry("a", 9).at(10, 5), new Entry("b", 9).at(15, 5), new Entry("c", 9).at(0, 10));

        assertThat(problems).isEmpty();
    }

    @Test
    void emptyFileMayLieAtTheBeginningOfAnother() {
        check(new Entry("a", 9).at(10, 5), new Entry("b", 0).at(10, 0));

        assertThat(problems).isEmpty();
    }

    @Test
    void everyFileThatLiesInsideAnotherIsNamed() {
        check(
                new Entry("whole", 9).at(0, 100),
                new Entry("begin", 9).at(10, 10),
                new Entry("later", 9).at(99, 1),
                new Entry("after", 9).at(100, 1));

        assertThat(whats())
                .containsExactly(
                        "`begin` in `x.whl` lies inside another entry", "`later` in `x.whl` lies inside another entry");
    }

    private static Entry largest(String name) {
        return new Entry(name, 8 * GIBIBYTE);
    }

    private Set<String> check(ZipArchiveEntry... entries) {
        return new ZipEntryCheck("x.whl", problems).files(List.of(entries)).keySet();
    }

    private List<String> whats() {
        return problems.stream().map(Problem::what).toList();
    }
}
