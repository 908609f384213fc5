package org.pyflinkimage.debian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

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
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

class PackagesIndexTest {

    private static final byte[] TEXT = DependencyClosureTest.stanza("a", "1").getBytes(StandardCharsets.UTF_8);

    @Test
    void packageIsReadWithAllThatALockFileNeeds() {
        DebianPackage offer = PackagesIndex.of(TEXT, "amd64").named("a").get(0);

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

        PackagesIndex index = PackagesIndex.of(text.getBytes(StandardCharsets.UTF_8), "amd64");

        assertThat(index.size()).isEqualTo(2);
        assertThat(index.named("b")).hasSize(1);
        assertThat(index.named("c")).isEmpty();
    }

    @Test
    void descriptionThatLooksLikeAFieldIsNoField() {
        String text = "Package: a\nDescription: x\n Package: b\n Provides: c\n";

        PackagesIndex index = PackagesIndex.of(text.getBytes(StandardCharsets.UTF_8), "amd64");

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

        PackagesIndex index = PackagesIndex.of(text.getBytes(StandardCharsets.UTF_8), "amd64");

        for (String virtual : List.of("v", "w", "x", "y", "1", "2")) {
            assertThat(index.providing(virtual))
                    .extracting(DebianPackage::name)
                    .isEqualTo(List.of(provided.split(" ")).contains(virtual) ? List.of("a") : List.of());
        }
    }

    @Test
    void provisionsOfTheNextParagraphAreItsOwn() {
        String text = DependencyClosureTest.stanza("a", "1", "Provides: v")
                + "\n"
                + DependencyClosureTest.stanza("b", "1", "Provides: v", "Priority: required")
                        .strip();

        PackagesIndex index = PackagesIndex.of(text.getBytes(StandardCharsets.UTF_8), "amd64");

        assertThat(index.providing("v")).extracting(DebianPackage::name).containsExactly("a", "b");
        assertThat(index.named("b")).extracting(DebianPackage::priority).containsExactly("required");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "Package:", "Package:\n", "Packag", "Provides", "Version: 1\n"})
    void textWithoutANameHoldsNoPackage(String text) {
        PackagesIndex index = PackagesIndex.of(text.getBytes(StandardCharsets.UTF_8), "amd64");

        assertThat(index.size()).isZero();
        assertThat(index.named("")).isEmpty();
    }

    @Test
    void severalVersionsOfAPackageComeInTheOrderOfTheIndex() {
        String text = DependencyClosureTest.stanza("a", "2") + "\n" + DependencyClosureTest.stanza("a", "1");

        PackagesIndex index = PackagesIndex.of(text.getBytes(StandardCharsets.UTF_8), "amd64");

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

    @Test
    void paragraphWithoutASumIsRefusedWhenItIsWanted() {
        PackagesIndex index = PackagesIndex.of("Package: a\nVersion: 1\n".getBytes(StandardCharsets.UTF_8), "amd64");

        assertThatIllegalArgumentException().isThrownBy(() -> index.named("a"));
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
