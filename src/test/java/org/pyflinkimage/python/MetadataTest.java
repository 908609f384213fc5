package org.pyflinkimage.python;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MetadataTest {

    @Test
    void readsTheFieldsThatInstallingNeeds() {
        Metadata metadata = Metadata.parse("""
                        Metadata-Version: 2.1
                        Name: Ruamel.Yaml
                        Version: 0.18.06
                        requires-dist: ruamel.yaml.clib (>=0.2.7) ; python_version < "3.13"
                        Requires-Dist: mercurial>5.7; extra ==
                          'docs'
                        Requires-Python: >=3.7
                        Provides-Extra: docs
                        Provides-Extra: jinja2

                        Requires-Dist: not-a-field
                        """).orElseThrow();

        assertThat(metadata.name()).isEqualTo(new NormalizedName("ruamel-yaml"));
        assertThat(metadata.version()).isEqualTo("0.18.06");
        assertThat(metadata.requires())
                .extracting(Requirement::toString)
                .containsExactly("ruamel.yaml.clib>=0.2.7", "mercurial>5.7");
        assertThat(metadata.requiresPython()).map(SpecifierSet::toString).contains(">=3.7");
        assertThat(metadata.extras()).containsExactly("docs", "jinja2");
    }

    @Test
    void foldedBlankLineDoesNotEndTheFields() {
        Metadata metadata = Metadata.parse(
                        "Name: a\r\nDescription: one\r\n        \r\n        two\r\nVersion: 1\r\n\r\nbody")
                .orElseThrow();

        assertThat(metadata.version()).isEqualTo("1");
    }

    @Test
    void requirementThatFollowsNoStandardIsKeptApart() {
        Metadata metadata = Metadata.parse("Name: a\nVersion: 1\nRequires-Dist: pytz (>dev)\nRequires-Dist: six\n")
                .orElseThrow();

        assertThat(metadata.unreadable()).containsExactly("pytz (>dev)");
        assertThat(metadata.requires()).hasSize(1);
    }

    @Test
    void withoutNameOrVersionThereIsNothing() {
        assertThat(Metadata.parse("Name: a\n")).isEmpty();
        assertThat(Metadata.parse("Version: 1\n")).isEmpty();
        assertThat(Metadata.parse("Name: a\nVersion: one\n")).isEmpty();
        assertThat(Metadata.parse("Name: ../a\nVersion: 1\n")).isEmpty();
        assertThat(Metadata.parse("")).isEmpty();
    }
}
