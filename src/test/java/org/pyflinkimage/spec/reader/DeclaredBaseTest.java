package org.pyflinkimage.spec.reader;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.spec.DeclaredBase;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.SpecDigest;
import org.pyflinkimage.value.Problem;

class DeclaredBaseTest extends DeclarationFixture {

    @ParameterizedTest
    @CsvSource({
        "oci-archive:images/base.tar, images/base.tar, oci-archive:base.tar",
        "oci:images/../layout:1, layout, oci:layout:1",
        "docker-archive:images\\base.tar:team/base:1, images/base.tar, docker-archive:base.tar:team/base:1"
    })
    void archiveLiesWhereItsPathLeadsAndIsCalledByItsNameAlone(String base, String place, String name) {
        declare(Element.BASE, base);

        DeclaredBase declared = specs().get(0).contents().base().orElseThrow();

        assertThat(declared.image()).hasToString(name);
        assertThat(declared.place()).contains(folder.resolve(place));
        assertThat(declared.use()).isEqualTo(DeclaredBase.Use.LAYERS);
    }

    @Test
    void pathOfThisMachineDecidesNothing() {
        declare(Element.BASE, "oci-archive:images/base.tar");
        var relative = SpecDigest.of(specs().get(0));

        declare(Element.BASE, "oci-archive:" + folder.resolve("base.tar"));

        assertThat(SpecDigest.of(specs().get(0))).isEqualTo(relative);
    }

    @ParameterizedTest
    @ValueSource(strings = {"oci-archive:base.tar", "oci:layout", "docker-archive:base.tar", "daemon:debian:12"})
    void dockerfileBeginsWithNoneOfThem(String base) {
        declare(Element.BASE, base);
        declare(Element.BUILDER, "podman");

        assertThat(problems()).extracting(Problem::code).containsExactly("PYF-950");
        assertThat(problems().get(0).toText()).contains("-Dpyflink.base=", "-Dpyflink.builder", "FROM");
    }

    @Test
    void digestOfAnArchiveIsNotDeclared() {
        declare(Element.BASE, "oci-archive:base.tar@sha256:" + "0".repeat(64));

        assertThat(problem().toText()).contains("PYF-019", "oci-archive:FILE", "as the lock file has it");
    }
}
