package org.pyflinkimage.spec.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pyflinkimage.spec.DistributionParts;
import org.pyflinkimage.spec.Element;

/** Parts of Flink's distribution. */
class DeclaredPartsTest extends DeclarationFixture {

    @Test
    void withoutAWordTheUsualOnesAreMeant() {
        assertThat(spec().parts()).isEqualTo(DistributionParts.usual());
    }

    @Test
    void namesMayBeThoseOfTheArtifacts() {
        declare(Element.DISTRIBUTION, "sql-gateway", "flink-s3-fs-hadoop", "SQL-Gateway");

        assertThat(spec().parts().declared()).isEqualTo(Optional.of(List.of("s3-fs-hadoop", "sql-gateway")));
    }

    @Test
    void noneIsAWord() {
        declare(Element.DISTRIBUTION, "none");

        assertThat(spec().parts()).isEqualTo(DistributionParts.none());
        assertThat(spec().parts().isNone()).isTrue();
        assertThat(DistributionParts.usual().isNone()).isFalse();
    }

    @Test
    void noneAndSomeContradictEachOther() {
        declare(Element.DISTRIBUTION, "sql-gateway", "none", "s3-fs-presto");

        assertThat(problem().toText())
                .contains(
                        "PYF-076",
                        "beside `none` stands `sql-gateway`, `s3-fs-presto`",
                        "`<distribution><part>none</part></distribution>` (-Dpyflink.distribution=none)");
    }
}
