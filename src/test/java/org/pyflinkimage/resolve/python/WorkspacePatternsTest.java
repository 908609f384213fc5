package org.pyflinkimage.resolve.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.value.PyFlinkException;

class WorkspacePatternsTest {

    private static final Duration LONGEST = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private Set<Path> matching(String pattern) {
        return assertTimeoutPreemptively(
                LONGEST, () -> new WorkspacePatterns(folder, new WorkspaceEffort()).matching(pattern));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            libs/*      | libs/a libs/b libs/.hidden
            libs/[!b]   | libs/a
            ./libs//a   | libs/a
            libs/a/../b | libs/b
            **/b        | libs/b libs/a/b
            **/**/b     | libs/b libs/a/b
            libs/a/**   | libs/a libs/a/b
            none/*      |
            libs/a.txt  |
            libs/[      |
            """)
    void foldersAreThoseThatThePatternNames(String pattern, String expected) throws IOException {
        Files.createDirectories(folder.resolve("libs/a/b"));
        Files.createDirectories(folder.resolve("libs/b"));
        Files.createDirectories(folder.resolve("libs/.hidden/b"));
        Files.writeString(folder.resolve("libs/a.txt"), "");

        assertThat(matching(pattern))
                .extracting(place -> folder.relativize(place).toString().replace('\\', '/'))
                .containsExactlyInAnyOrder(expected == null ? new String[0] : expected.split(" "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            libs/*          | libs/a libs/b
            libs/[!b]       | libs/a
            ./libs//a       | libs/a
            libs/none/../b  | libs/b
            libs/*/../b     | libs/b
            libs/../../next | ../next
            ../*            | ../next
            **/b            | libs/b libs/a/b
            **/**/b         | libs/b libs/a/b
            **/../b         | libs/b libs/a/b
            libs/a/**       | libs/a libs/a/b
            **              | libs/a libs/b libs/a/b
            *               |
            .               |
            libs/[          |
            """)
    void amongFoldersAreThoseThatThePatternNames(String pattern, String expected) {
        Set<Path> folders = Stream.of("libs/a", "libs/b", "libs/a/b", "../next")
                .map(name -> folder.resolve(name).normalize())
                .collect(Collectors.toSet());

        assertThat(assertTimeoutPreemptively(
                        LONGEST, () -> new WorkspacePatterns(folder, new WorkspaceEffort()).among(folders, pattern)))
                .extracting(place -> folder.relativize(place).toString().replace('\\', '/'))
                .containsExactlyInAnyOrder(expected == null ? new String[0] : expected.split(" ", -1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"**/", "**/*/", "*/", "*/../", "**/../", "**/a*a*a*a*a*a*a*a*a*/", "**/./", "[a-z]*/"})
    void patternsOfManyPartsEndInTime(String part) throws IOException {
        Path deep = folder;
        for (int i = 0; i < 60; i++) {
            deep = deep.resolve("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" + i);
        }
        Files.createDirectories(deep);

        try {
            assertThat(matching(part.repeat(6))).hasSizeLessThan(100);
            matching(part.repeat(20_000));
            Set<Path> folders = Set.of(deep);
            WorkspacePatterns patterns = new WorkspacePatterns(folder, new WorkspaceEffort());
            assertTimeoutPreemptively(LONGEST, () -> patterns.among(folders, part.repeat(20_000)));
        } catch (PyFlinkException e) {
            assertThat(e.problems().get(0).code()).isEqualTo("PYF-488");
        }
    }

    @Test
    void patternsThatTakeTooLongAreToldOf() throws IOException {
        for (int i = 0; i < 300; i++) {
            Files.createDirectories(folder.resolve("a" + i));
        }

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> matching("*/../".repeat(100_000)))
                .withMessageContainingAll("[PYF-488]", "not looked for any longer", "[tool.uv.workspace]");
    }
}
