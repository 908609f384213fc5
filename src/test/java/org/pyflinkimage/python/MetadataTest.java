package org.pyflinkimage.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pyflinkimage.value.Platform;

class MetadataTest {

    @TempDir
    private Path folder;

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

    @Test
    void tellsWhatIsRequiredInAnEnvironment() {
        Metadata metadata = Metadata.parse("""
                        Name: a
                        Version: 1
                        Requires-Dist: pytz (>dev)
                        Requires-Dist: six (<2,>=1) ; platform_machine == "aarch64"
                        Requires-Dist: numpy ; platform_machine == "x86_64"
                        Requires-Dist: docs ; extra == "docs"
                        Requires-Dist: x [y] @ https://files.example.com/x-1-py3-none-any.whl
                        """).orElseThrow();

        assertThat(metadata.requirementsIn(
                        MarkerEnvironment.of(new PythonVersion(new PythonMinor(11), 2), Platform.LINUX_ARM64)))
                .containsExactly("six<2,>=1", "x[y] @ https://files.example.com/x-1-py3-none-any.whl", "pytz (>dev)");
    }

    @Test
    void isReadFromAWheel() throws IOException {
        WheelBuilder wheel = new WheelBuilder("a", "1").file("deeper/b-1.dist-info/METADATA", "Name: b\nVersion: 1\n");

        assertThat(Metadata.ofWheel(wheel.write(folder), "a-1-py3-none-any.whl").name())
                .isEqualTo(new NormalizedName("a"));
    }

    @Test
    void wheelWithoutOneMetadataIsAProblem() throws IOException {
        Path none = new WheelBuilder("a", "1").without("a-1.dist-info/METADATA").write(folder);
        assertThatThrownBy(() -> Metadata.ofWheel(none, "a-1-py3-none-any.whl"))
                .hasMessageContaining("[PYF-452] `a-1-py3-none-any.whl` has not one METADATA but 0");

        Path two = new WheelBuilder("a", "1").file("b-1.dist-info/METADATA", "").write(folder);
        assertThatThrownBy(() -> Metadata.ofWheel(two, "a-1-py3-none-any.whl"))
                .hasMessageContaining("[PYF-452] `a-1-py3-none-any.whl` has not one METADATA but 2");

        WheelBuilder unnamed = new WheelBuilder("a", "1");
        Path nameless =
                unnamed.file(unnamed.distInfo("METADATA"), "Version: 1\n").write(folder);
        assertThatThrownBy(() -> Metadata.ofWheel(nameless, "a-1-py3-none-any.whl"))
                .hasMessageContaining("[PYF-452] the METADATA of `a-1-py3-none-any.whl` has no name or version");

        Path text = Files.writeString(folder.resolve("a.whl"), "no zip");
        assertThatThrownBy(() -> Metadata.ofWheel(text, "a-1-py3-none-any.whl"))
                .hasMessageContaining("[PYF-450] `a-1-py3-none-any.whl` cannot be read as a wheel");
    }
}
