package org.pyflinkimage.spec.reader;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.spec.Element;

/** Packages of the operating system. */
class DeclaredPackagesTest extends DeclarationFixture {

    @Test
    void imagesHaveNoneOfThemselves() {
        assertThat(spec().packages()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"libgomp1", "libstdc++6", "libglib2.0-0", "gcc-12-base", "0ad", "a1"})
    void namesAreThoseOfDebian(String name) {
        declare(Element.PACKAGES, name);

        assertThat(spec().packages()).containsExactly(name);
    }

    @Test
    void orderDoesNotCount() {
        declare(Element.PACKAGES, "libgomp1", "libgl1");

        assertThat(spec().packages()).containsExactly("libgl1", "libgomp1");
    }

    @ParameterizedTest
    @CsvSource({
        "libgomp1:amd64, architecture, libgomp1",
        "libgomp1:, architecture, libgomp1",
        "libgomp1:amd64=12.2.0-14, architecture, libgomp1",
        "libgomp1=12.2.0-14, a version or a suite, libgomp1",
        "libgomp1/bookworm, a version or a suite, libgomp1",
        "libgomp1 (>= 12), a version or a suite, libgomp1",
        "LibGomp1, lower-case letters, libgomp1",
        "LibGomp1=12, lower-case letters, libgomp1",
        "libgomp1 libgl1, lower-case letters, libgomp1 libgl1",
        "'libgomp1,libgl1', lower-case letters, libgomp1 libgl1",
        "-libgomp1, lower-case letters, NAME",
        "g, at least two, NAME",
        "lib_gomp, lower-case letters, NAME",
        "../libgomp1, lower-case letters, NAME",
    })
    void whatIsNoNameIsRefusedWithTheReason(String text, String reason, String instead) {
        declare(Element.PACKAGES, text, "tini");
        String all = instead.replace(' ', ',') + ",tini";

        assertThat(problem().toText())
                .contains(
                        "[PYF-890]",
                        "`%s` in `<packages>`".formatted(text),
                        reason,
                        "`<packages><package>%s</package></packages>` (-Dpyflink.packages=%s)"
                                .formatted(all.replace(",", "</package><package>"), all));
    }

    @Test
    void namesThatAreTooLongAreNone() {
        declare(Element.PACKAGES, "a".repeat(201));

        assertThat(problem().code()).isEqualTo("PYF-890");
    }

    @Test
    void repeatedOnesAreToldOnceEach() {
        declare(Element.PACKAGES, "libgl1", "libgomp1", "libgl1", "libgl1");

        assertThat(problem().toText())
                .contains("[PYF-891]", "`libgl1` stands more than once", "(-Dpyflink.packages=libgl1,libgomp1)");
    }

    @Test
    void emptyOnesAreToldWithAllOtherEmptyValues() {
        declare(Element.PACKAGES, "libgl1", "");

        assertThat(problem().toText()).contains("[PYF-009]", "`<packages>`");
    }
}
