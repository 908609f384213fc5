package org.pyflinkimage.resolve.sources;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.python.Metadata;

/** What is known of the requirements of source distributions that need running. */
class PublishedRequirementsTest {

    private static final String RUNS = "from setuptools import setup\nsetup(cmdclass=commands)\n";

    @TempDir
    Path place;

    private SourceProject.Reading read(String... more) throws IOException {
        Map<String, String> files = SdistScene.acme(RUNS, more);
        Path sdist = Files.write(place.resolve("sdist"), SdistScene.tar("acme-1.0", files));
        return SourceProject.readSdist(sdist, Files.createDirectories(place.resolve("folder")));
    }

    /** A tilde is the end of a line. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            2.2~Requires-Dist: six                                    | acme.py                          | x                     | six
            2.4~Requires-Dist: six~Dynamic: description               | acme.py                          | x                     | six
            2.3                                                       | acme.py                          | x                     |
            2.1~Requires-Dist: six                                    | acme.egg-info/SOURCES.txt        | x                     | six
            1.1                                                       | src/acme.egg-info/requires.txt   | six~[x]~seven         | six;seven
            2.2~Requires-Dist: six~Dynamic: requires-dist             | acme.egg-info/SOURCES.txt        | x                     | six
            2.1~Requires-Dist: six                                    | pyproject.toml                   | [project]~name='acme' | six
            2.1~Requires-Dist: six                                    | pyproject.toml                   | [tool.poetry]~name='a'| six
            """)
    void whatEveryBuildRequiresIsKnown(String info, String file, String text, String requires) throws IOException {
        SourceProject.Reading reading = read(
                "PKG-INFO",
                "Name: acme\nVersion: 1.0\nMetadata-Version: %s\n".formatted(info.replace("~", "\n")),
                file,
                text.replace("~", "\n"));

        assertThat(reading.project()).isEmpty();
        Metadata published = reading.published().orElseThrow();
        assertThat(published.name().value()).isEqualTo("acme");
        assertThat(published.requires().stream().map(it -> it.name().value()))
                .isEqualTo(requires == null ? List.of() : List.of(requires.split(";", -1)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            2.1~Requires-Dist: six                               | acme.py        | x
            2.2~Dynamic: Requires-Dist                           | acme.py        | x
            2.2~Dynamic: Provides-Extra                          | acme.py        | x
            2.2~Dynamic: Requires-Python                         | acme.py        | x
            2.2~Requires-Dist: a @ https://example.com/a.tar.gz  | acme.py        | x
            2.2~Requires-Dist: ==1                               | acme.py        | x
            2.1                                                  | pyproject.toml | [project]~dynamic=['dependencies']
            2.1                                                  | pyproject.toml | [project]~dynamic=['optional-dependencies']
            2.1                                                  | pyproject.toml | [tool.poetry
            """)
    void whatABuildMayChangeIsNot(String info, String file, String text) throws IOException {
        SourceProject.Reading reading = read(
                "PKG-INFO",
                "Name: acme\nVersion: 1.0\nMetadata-Version: %s\n".formatted(info.replace("~", "\n")),
                file,
                text.replace("~", "\n"));

        assertThat(reading.project()).isEmpty();
        assertThat(reading.published()).isEmpty();
    }

    @Test
    void whatIsReadOrCannotBeUnpackedHasNone() throws IOException {
        assertThat(read("setup.py", "from setuptools import setup\nsetup(py_modules=['acme'])\n"))
                .satisfies(reading -> {
                    assertThat(reading.project()).isPresent();
                    assertThat(reading.published()).isEmpty();
                });
        Path sdist =
                Files.write(place.resolve("hostile"), SdistScene.tar("acme-1.0", SdistScene.acme(RUNS, "../x", "")));
        assertThat(SourceProject.readSdist(sdist, Files.createDirectories(place.resolve("other")))
                        .published())
                .isEmpty();
    }
}
