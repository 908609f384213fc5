package org.pyflinkimage.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.plan.Source.Kind;

class SourceTest {

    @ParameterizedTest
    @CsvSource({
        "debian,                ARCHIVE,          debian,  1",
        "debian-2,              ARCHIVE,          debian,  2",
        "ubuntu-13,             ARCHIVE,          ubuntu,  13",
        "debian-security,       SECURITY_ARCHIVE, debian,  1",
        "ubuntu-security-2,     SECURITY_ARCHIVE, ubuntu,  2",
        "python,                INDEX,            python,  1",
        "python-3,              INDEX,            python,  3",
        "maven,                 REPOSITORY,       maven,   1",
        "local,                 INDEX,            local,   1",
        "local-2,               INDEX,            local,   2",
        "build,                 REPOSITORY,       build,   1",
        "installed,             REPOSITORY,       installed, 1",
        "snapshots,             REPOSITORY,       snapshots, 1",
        "python-security,       SECURITY_ARCHIVE, python,  1",
        "debian-1,              ARCHIVE,          debian-1, 1",
        "debian-02,             ARCHIVE,          debian-02, 1",
        "debian-12345678901,    ARCHIVE,          debian-12345678901, 1"
    })
    void nameSaysWhatItIs(String name, Kind kind, String family, int number) {
        Source source = Source.parse(name);

        assertThat(source).isEqualTo(new Source(kind, family, number));
        assertThat(source.name()).isEqualTo(name);
        assertThat(source).hasToString(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "my own mirror",
                "debian\nubuntu",
                "-debian",
                "debian-",
                "debian--2",
                "Debian",
                "../x",
                "1x",
                "$(id)"
            })
    void refusesWhatIsNoName(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Source.parse(name))
                .withMessageContaining("`" + name + "`");
    }

    @ParameterizedTest
    @CsvSource({
        "debian, true",
        "ubuntu-security, true",
        "cpython, true",
        "python-2, true",
        "local, true",
        "maven, false",
        "build, false",
        "installed, false",
        "snapshots, false"
    })
    void whereJarsLieMavenAloneKnows(String source, boolean hasAddress) {
        assertThat(Source.parse(source).hasAddress()).isEqualTo(hasAddress);
    }

    @Test
    void isMadeByWhatItIs() {
        assertThat(Source.archive("debian")).hasToString("debian");
        assertThat(Source.securityArchive("debian").numbered(2)).hasToString("debian-security-2");
        assertThat(Source.PYTHON.numbered(2)).isEqualTo(Source.parse("python-2"));
        assertThat(Source.MAVEN).isEqualTo(Source.parse("maven"));
    }

    @ParameterizedTest
    @CsvSource({
        "debian, false",
        "debian-security, false",
        "python, false",
        "python-2, false",
        "maven, false",
        "local, true",
        "local-2, true",
        "build, true",
        "installed, true",
        "snapshots, true"
    })
    void saysWhatMayHaveOtherBytesTomorrow(String name, boolean changing) {
        assertThat(Source.parse(name).isChanging()).isEqualTo(changing);
    }

    @Test
    void sourcesAreListedByTheirNames() {
        List<String> names = List.of("python-2", "python", "python-10", "debian-security", "debian", "debian-2");

        assertThat(names.stream().map(Source::parse).sorted())
                .extracting(Source::name)
                .containsExactly("debian", "debian-2", "debian-security", "python", "python-10", "python-2");
    }
}
