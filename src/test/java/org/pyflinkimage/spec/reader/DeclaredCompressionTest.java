package org.pyflinkimage.spec.reader;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.value.Compression;

/** {@code <compression>}. */
class DeclaredCompressionTest extends DeclarationFixture {

    @Test
    void gzipIsUsual() {
        assertThat(spec().destination().compression()).isEqualTo(Compression.GZIP);
    }

    @Test
    void zstdIsRead() {
        declare(Element.COMPRESSION, "zstd");

        assertThat(spec().destination().compression()).isEqualTo(Compression.ZSTD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ZSTD", "none", "xz"})
    void unknownCompressionListsAll(String text) {
        declare(Element.COMPRESSION, text);

        assertThat(problem().toText())
                .contains(
                        "[PYF-094] `%s` in `<compression>` is no compression".formatted(text),
                        "one of gzip, zstd in `<compression>` (-Dpyflink.compression)");
    }
}
