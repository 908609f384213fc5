package org.pyflinkimage.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentTest {

    @TempDir
    private Path folder;

    @Test
    void ofProcessIsThatOfThisProcess() {
        Environment environment = Environment.ofProcess();

        assertThat(environment.variables()).isEqualTo(System.getenv());
        assertThat(environment.home()).isEqualTo(Path.of(System.getProperty("user.home")));
    }

    @Test
    void firstVariableWithMoreThanBlanksCounts() {
        Environment environment = environment(Map.of("BLANK", " \t", "ONE", " 1 ", "TWO", "2"));

        assertThat(environment.variable("ABSENT", "BLANK", "ONE", "TWO")).contains("1");
        assertThat(environment.variable("ABSENT", "BLANK")).isEmpty();
    }

    @Test
    void defaultsLeaveWhatIsSet() {
        Environment environment = environment(Map.of("A", "set")).withDefaults(Map.of("A", "other", "B", "new"));

        assertThat(environment).isEqualTo(environment(Map.of("A", "set", "B", "new")));
    }

    @Test
    void othersComeInThePlaceOfWhatIsSet() {
        Environment environment = environment(Map.of("A", "set", "C", "kept")).with(Map.of("A", "other", "B", "new"));

        assertThat(environment).isEqualTo(environment(Map.of("A", "other", "B", "new", "C", "kept")));
    }

    @Test
    void authoritiesAreNamedOnceEach() {
        Environment environment = environment(
                Map.of("CURL_CA_BUNDLE", "/c", "REQUESTS_CA_BUNDLE", "/s", "PIP_CERT", "/p", "SSL_CERT_FILE", "/s"));

        assertThat(environment.authorities()).containsExactly(Path.of("/s"), Path.of("/p"), Path.of("/c"));
    }

    /** On Windows a path has no star, under {@code LANG=C} no letter beyond ASCII. */
    @ParameterizedTest
    @ValueSource(strings = {"SSL_CERT_FILE", "PIP_CERT", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"})
    void aBundleThatIsNoPathIsNotPassedOver(String variable) {
        Environment environment = environment(Map.of(variable, "/no\0path"));

        assertThatThrownBy(environment::authorities)
                .hasMessageContaining("[PYF-530]")
                .hasMessageContaining("in `" + variable + "` is no path on this machine");
    }

    @Test
    void aFileIsWhereItsVariableSays() {
        assertThat(environment(Map.of("FILE", " /a ")).file("FILE")).contains(Path.of("/a"));
        assertThat(environment(Map.of("FILE", " ")).file("FILE")).isEmpty();
    }

    @Test
    void foldersLieInTheHomeFolderWhereNothingElseIsSaid() {
        assertThat(environment(Map.of()).configurationFolder()).isEqualTo(folder.resolve(".config"));
        assertThat(environment(Map.of()).cacheFolder()).isEqualTo(folder.resolve(".cache"));
        String own = folder.resolve("configuration").toString();
        Environment told = environment(Map.of("XDG_CONFIG_HOME", own, "XDG_CACHE_HOME", "/caches"));
        assertThat(told.configurationFolder()).isEqualTo(Path.of(own));
        assertThat(told.cacheFolder()).isEqualTo(Path.of("/caches"));
    }

    /** On Linux no path has a zero in it; on Windows none has a star, under {@code LANG=C} none a letter beyond ASCII. */
    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            XDG_CONFIG_HOME, rel,      -
            XDG_CONFIG_HOME, /no~path, -
            XDG_CONFIG_HOME, ' ',      -
            XDG_CACHE_HOME,  /own,     /own
            XDG_CACHE_HOME,  rel,      rel
            XDG_CACHE_HOME,  /no~path, -
            """)
    void whatIsNoPathNamesNoFolder(String name, String value, @Nullable String cache) {
        Environment told = environment(Map.of(name, value.replace('~', '\0')));

        assertThat(told.configurationFolder()).isEqualTo(folder.resolve(".config"));
        assertThat(told.cacheFolder()).isEqualTo(cache == null ? folder.resolve(".cache") : Path.of(cache));
    }

    /** Its variable is {@code Path}, and programs ask for {@code PATH}. */
    @Test
    void caseOfNamesDoesNotCountOnWindows() {
        Environment windows = environment(Map.of("PathExt", ".EXE", "Path", "C:\\bin", "ComSpec", "cmd"));

        assertThat(windows.variable("PATH")).contains("C:\\bin");
        assertThat(windows.variables()).containsOnlyKeys("PathExt", "Path", "ComSpec");
        assertThat(windows.withDefaults(Map.of("PATH", "other", "NEW", "1")).variables())
                .hasSize(4)
                .containsEntry("Path", "C:\\bin");
        assertThat(windows.with(Map.of("PATH", "other")).variables()).hasSize(3).containsEntry("Path", "other");
        assertThat(environment(Map.of("Path", "/bin")).variable("PATH")).isEmpty();
    }

    @Nested
    @DisabledOnOs(OS.WINDOWS)
    class Programs {

        @Test
        void haveEndingsOnWindows() throws IOException {
            program("first/tool");
            program("first/tool.js");
            Path command = program("first/tool.cmd");
            Path second = program("second/tool.exe");
            String endings = ".COM;.EXE; .CMD;.JS";

            assertThat(onWindows(endings, "first").program("tool").map(Program::file))
                    .contains(command);
            assertThat(onWindows(endings, "second", "first").program("tool")).hasValueSatisfying(tool -> {
                assertThat(tool.file()).isEqualTo(second);
                assertThat(tool.name()).isEqualTo("tool");
            });
            assertThat(onWindows(endings, "second").program("tool.exe").map(Program::file))
                    .contains(second);
            assertThat(onWindows(".JS", "first", "second").program("tool")).isEmpty();
        }

        private Environment onWindows(String endings, String... folders) {
            String path = String.join(
                    File.pathSeparator,
                    Stream.of(folders)
                            .map(name -> folder.resolve(name).toString())
                            .toList());
            return environment(Map.of("Path", path, "PATHEXT", endings));
        }

        @Test
        void areFoundInTheFirstFolderThatHasThem() throws IOException {
            program("second/tool");
            Path first = program("first/tool");

            Environment environment = onPath("missing", "first", "second");

            assertThat(environment.program("tool")).contains(new Program(first, environment));
        }

        @Test
        void areFoundByTheirFirstNameInAFolder() throws IOException {
            Path other = program("first/tool.exe");
            Path named = program("second/tool");
            Environment environment = onPath("first", "second");

            assertThat(environment.program("tool", "tool.exe").map(Program::file))
                    .contains(other);
            assertThat(environment.program("tool").map(Program::file)).contains(named);
            program("first/tool");
            assertThat(environment.program("tool", "tool.exe").map(Program::file))
                    .contains(folder.resolve("first/tool"));
        }

        @Test
        void areFilesThatCanBeRun() throws IOException {
            Files.createDirectories(folder.resolve("first/tool"));
            Files.createDirectories(folder.resolve("second"));
            Files.writeString(folder.resolve("second/tool"), "text");

            assertThat(onPath("first", "second").program("tool").map(Program::file))
                    .isEmpty();
        }

        @Test
        void areNotSearchedInFoldersThatAreNone() throws IOException {
            Path tool = program("first/tool");
            String path = File.pathSeparator + " " + File.pathSeparator + "no\0path" + File.pathSeparator;

            assertThat(environment(Map.of("PATH", path + tool.getParent()))
                            .program("tool")
                            .map(Program::file))
                    .contains(tool);
            assertThat(environment(Map.of("PATH", path)).program("tool").map(Program::file))
                    .isEmpty();
            assertThat(environment(Map.of()).program("tool").map(Program::file)).isEmpty();
        }

        @Test
        void areKnownByTheirWholePath() throws IOException {
            Path tool = program("first/tool");
            Path here = Path.of("").toAbsolutePath();
            String relative = here.relativize(tool.getParent()).toString();

            assertThat(environment(Map.of("PATH", relative)).program("tool").map(Program::file))
                    .hasValueSatisfying(file -> assertThat(file).isAbsolute());
        }

        private Environment onPath(String... folders) {
            StringBuilder path = new StringBuilder();
            for (String name : folders) {
                path.append(folder.resolve(name)).append(File.pathSeparatorChar);
            }
            return environment(Map.of("PATH", path.toString()));
        }

        private Path program(String name) throws IOException {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, "#!/bin/sh\n");
            assertThat(file.toFile().setExecutable(true)).isTrue();
            return file;
        }
    }

    private Environment environment(Map<String, String> variables) {
        return new Environment(variables, folder);
    }
}
