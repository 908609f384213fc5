package org.pyflinkimage.resolve.debian;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.facts.Suite;
import org.pyflinkimage.facts.Suites;
import org.pyflinkimage.plan.Source;

class ArchiveSourcesTest {

    @ParameterizedTest
    @CsvSource({
        "debian, Debian",
        "debian-security-2, Debian",
        "ubuntu-3, Ubuntu",
        "ubuntu-security, Ubuntu",
        "acme, ''",
        "acme-security, ''",
        "python, ''",
        "maven, ''",
        "cpython, ''"
    })
    void sourceIsOfTheFamilyWhoseWordItHas(String source, String title) {
        assertThat(ArchiveSources.familyOf(Source.parse(source)).map(Suite.Family::title))
                .isEqualTo(Optional.of(title).filter(text -> !text.isEmpty()));
    }

    @Test
    void sourcesOfAFamilyAreItsOwn() {
        Suite.Family debian = Suites.shipped().families().get(0);
        Suite.Family ubuntu = Suites.shipped().families().get(1);

        assertThat(ArchiveSources.archive(debian)).hasToString("debian");
        assertThat(ArchiveSources.securityArchive(ubuntu)).hasToString("ubuntu-security");
        assertThat(ArchiveSources.isOf(debian, Source.parse("debian-2"))).isTrue();
        assertThat(ArchiveSources.isOf(debian, Source.parse("ubuntu"))).isFalse();
        assertThat(ArchiveSources.isOf(debian, Source.parse("acme"))).isFalse();
    }
}
