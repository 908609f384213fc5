package org.pyflinkimage.debian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

class PackagesIndexTest {

    private static final byte[] TEXT = DependencyClosureTest.stanza("a", "1").getBytes(StandardCharsets.UTF_8);

    @Test
    void packageIsReadWithAllThatALockFileNeeds() {
        DebianPackage offer =
                index(DependencyClosureTest.stanza("a", "1")).named("a").get(0);

        assertThat(offer.path()).isEqualTo("pool/a.deb");
        assertThat(offer.size()).isEqualTo(1);
        assertThat(offer.sha256().hex()).isEqualTo("0".repeat(64));
        assertThat(offer.priority()).isEqualTo("optional");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s\n%s", "%s\n%s\n\n\n", "\n\n%s\n\n%s"})
    void blankLinesAroundParagraphsDoNotMatter(String form) {
        String text = form.formatted(
                DependencyClosureTest.stanza("a", "1"),
                DependencyClosureTest.stanza("b", "1").strip());

        PackagesIndex index = index(text);

        assertThat(index.size()).isEqualTo(2);
        assertThat(index.named("b")).hasSize(1);
        assertThat(index.named("c")).isEmpty();
    }

    @Test
    void descriptionThatLooksLikeAFieldIsNoField() {
        String text = "Package: a\nDescription: x\n Package: b\n Provides: c\n";

        PackagesIndex index = index(text);

        assertThat(index.named("b")).isEmpty();
        assertThat(index.providing("c")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'Provides: v, w', 'v w'",
        "'Provides: v (= 1),w:any', 'v w'",
        "'Provides: v,\n w (= 2),\n x', 'v w x'",
        "'Provides: v,\n w\nSection: y', 'v w'",
        "'Provides:v', 'v'",
        "'Provides: v,\n w\n', 'v w'"
    })
    void provisionsAreFoundOverAllTheirLines(String field, String provided) {
        // The field may be the last of the file, with or without a newline behind it.
        String text = DependencyClosureTest.stanza("a", "1") + field;

        PackagesIndex index = index(text);

        for (String virtual : List.of("v", "w", "x", "y", "1", "2")) {
            assertThat(index.providing(virtual))
                    .isEqualTo(List.of(provided.split(" ")).contains(virtual) ? List.of("a") : List.of());
        }
    }

    @Test
    void provisionsOfTheNextParagraphAreItsOwn() {
        String text = DependencyClosureTest.stanza("a", "1", "Provides: v")
                + "\n"
                + DependencyClosureTest.stanza("b", "1", "Provides: v", "Priority: required")
                        .strip();

        PackagesIndex index = index(text);

        assertThat(index.providing("v")).containsExactly("a", "b");
        assertThat(index.named("b")).extracting(DebianPackage::priority).containsExactly("required");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "Package:", "Package:\n", "Packag", "Provides", "Version: 1\n"})
    void textWithoutANameHoldsNoPackage(String text) {
        PackagesIndex index = index(text);

        assertThat(index.size()).isZero();
        assertThat(index.named("")).isEmpty();
    }

    @Test
    void severalVersionsOfAPackageComeInTheOrderOfTheIndex() {
        String text = DependencyClosureTest.stanza("a", "2") + "\n" + DependencyClosureTest.stanza("a", "1");

        PackagesIndex index = index(text);

        assertThat(index.size()).isEqualTo(1);
        assertThat(index.named("a"))
                .extracting(offer -> offer.version().toString())
                .containsExactly("2", "1");
    }

    @Test
    void zeroBehindTheTextIsMoreThanItsSize() {
        byte[] longer = Arrays.copyOf(TEXT, TEXT.length + 1);

        assertThatIOException()
                .isThrownBy(() -> PackagesIndex.inflate(longer, "Packages", OptionalLong.of(TEXT.length)))
                .withMessage("it does not inflate to the %s bytes that it should", TEXT.length);
    }

    /** What a Release says of a size is as good as who signed it. */
    @ParameterizedTest
    @ValueSource(longs = {PackagesIndex.LARGEST + 1L, 1L << 31, Long.MAX_VALUE})
    void sizeThatNoIndexHasIsRefusedBeforeItIsRead(long size) {
        assertThatIOException()
                .isThrownBy(() -> PackagesIndex.inflate(TEXT, "Packages", OptionalLong.of(size)))
                .withMessage("it is said to have more than 512 MiB");
    }

    /** Each name costs more memory than its bytes. */
    @ParameterizedTest
    @ValueSource(strings = {"Package: a\nProvides: %s\n", "Package: a\n\nPackage: b\nProvides: %s\n"})
    void moreNamesThanAnyArchiveHasAreRefused(String form) {
        String most = "a" + ",".repeat(PackagesIndex.MOST_NAMES);

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> PackagesIndex.of(
                        form.formatted(most).getBytes(StandardCharsets.UTF_8),
                        "amd64",
                        (name, reason) -> Problem.environment("PYF-000", name + ": " + reason)))
                .withMessageContaining("it and those before it have more than 1000000 names");
    }

    /** A form that a lock file would not take is none either: nobody could read that again. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SHA256: %s            | SHA256:                       | not a sha256
            SHA256: %s            | MD5sum: x                     | field `SHA256` is missing
            Size: 1               | Sized: 1                      | field `Size` is missing
            Size: 1               | Size: 0                       | its field `Size` cannot be `0`
            Size: 1               | Size: -1                      | its field `Size` cannot be `-1`
            Size: 1               | Size: 99999999999999999999    | its field `Size` cannot be
            Size: 1               | Size: 17179869185             | its field `Size` cannot be
            Version: 1            | Version: ${binary:Version}    | not a Debian version
            Package: a            | Package: a b                  | its field `Package` cannot be `a b`
            Architecture: amd64   | Architecture: ../amd64        | its field `Architecture` cannot be
            Filename: pool/a.deb  | Filename:                     | its field `Filename` cannot be
            Filename: pool/a.deb  | Filename: /pool/a.deb         | its field `Filename` cannot be
            Filename: pool/a.deb  | Filename: //host/a.deb        | its field `Filename` cannot be
            Filename: pool/a.deb  | Filename: pool/../../a.deb    | its field `Filename` cannot be
            Filename: pool/a.deb  | Filename: pool:a.deb          | its field `Filename` cannot be
            Filename: pool/a.deb  | Filename: http://host/a.deb   | its field `Filename` cannot be
            Filename: pool/a.deb  | Filename: pool/ä.deb          | its field `Filename` cannot be
            Filename: pool/a.deb  | Filename: pool\\..\\a.deb     | its field `Filename` cannot be
            Size: 1               | Size: 1~Depends: foo (1.0)    | not a package relation: foo (1.0)
            Size: 1               | Size: 1~Depends: ${shlibs:Depends} | not a package relation: ${shlibs:Depends}
            Size: 1               | Size: 1~Breaks: b (<< _)      | not a Debian version: _
            Size: 1               | Size: 1~Provides: b (= )      | not a package relation
            Size: 1               | Size: 1~no field              | neither a field nor
            Size: 1               | Size: 1~Size: 1               | field `Size` comes twice
            """)
    void paragraphThatIsNoneIsToldWhenItIsWanted(String field, String other, String reason) {
        String text = DependencyClosureTest.stanza("a", "1")
                .replace(field.formatted("0".repeat(64)) + "\n", other.replace('~', '\n') + "\n");
        PackagesIndex index = index(text + "\n" + DependencyClosureTest.stanza("b", "1"));
        String name = other.startsWith("Package") ? "a b" : "a";

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> index.named(name))
                .withMessageContaining("[PYF-307]")
                .withMessageContaining("`%s` is none".formatted(name))
                .withMessageContaining(reason);
        assertThat(index.named("b")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"./pool/a.deb", "pool//a.deb", "pool/a_1%3a1.deb", "pool/1:1 x+~.deb", "a.deb"})
    void pathThatLeadsToAFileOfTheArchiveIsTaken(String path) {
        String text = DependencyClosureTest.stanza("a", "1").replace("pool/a.deb", path);

        assertThat(index(text).named("a")).extracting(DebianPackage::path).containsExactly(path);
    }

    @Test
    void everyCompressionInflatesToTheSameText() throws IOException {
        assertThat(PackagesIndex.inflate(xz(), "Packages.xz", OptionalLong.of(TEXT.length)))
                .isEqualTo(TEXT);
        assertThat(PackagesIndex.inflate(gz(), "Packages.gz", OptionalLong.of(TEXT.length)))
                .isEqualTo(TEXT);
        assertThat(PackagesIndex.inflate(TEXT, "Packages", OptionalLong.of(TEXT.length)))
                .isEqualTo(TEXT);
    }

    @Test
    void otherSizeOrTruncatedStreamIsRefused() throws IOException {
        byte[] compressed = xz();

        assertThatIOException()
                .isThrownBy(() -> PackagesIndex.inflate(compressed, "Packages.xz", OptionalLong.of(TEXT.length - 1)));
        assertThatIOException()
                .isThrownBy(() -> PackagesIndex.inflate(compressed, "Packages.xz", OptionalLong.of(TEXT.length + 1)));
        byte[] half = Arrays.copyOf(compressed, compressed.length / 2);
        assertThatIOException()
                .isThrownBy(() -> PackagesIndex.inflate(half, "Packages.xz", OptionalLong.of(TEXT.length)));
    }

    /** The index of a text, for amd64. */
    static PackagesIndex index(String text) {
        return PackagesIndex.of(
                text.getBytes(StandardCharsets.UTF_8),
                "amd64",
                (name, reason) -> Problem.environment("PYF-307", "`%s` is none".formatted(name))
                        .why(reason));
    }

    private static byte[] xz() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (XZOutputStream stream = new XZOutputStream(bytes, new LZMA2Options(0))) {
            stream.write(TEXT);
        }
        return bytes.toByteArray();
    }

    private static byte[] gz() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream stream = new GZIPOutputStream(bytes)) {
            stream.write(TEXT);
        }
        return bytes.toByteArray();
    }
}
