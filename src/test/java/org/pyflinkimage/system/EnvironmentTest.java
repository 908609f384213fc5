package org.pyflinkimage.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

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
    void authoritiesAreNamedOnceEach() {
        Environment environment = environment(
                Map.of("CURL_CA_BUNDLE", "/c", "REQUESTS_CA_BUNDLE", "/s", "PIP_CERT", "/p", "SSL_CERT_FILE", "/s"));

        assertThat(environment.authorities()).containsExactly(Path.of("/s"), Path.of("/p"), Path.of("/c"));
    }

    @Test
    void foldersLieInTheHomeFolderWhereNothingElseIsSaid() {
        assertThat(environment(Map.of()).configurationFolder()).isEqualTo(folder.resolve(".config"));
        assertThat(environment(Map.of()).cacheFolder()).isEqualTo(folder.resolve(".cache"));
        Environment told = environment(Map.of("XDG_CONFIG_HOME", "/configuration", "XDG_CACHE_HOME", "/caches"));
        assertThat(told.configurationFolder()).isEqualTo(Path.of("/configuration"));
        assertThat(told.cacheFolder()).isEqualTo(Path.of("/caches"));
    }

    @Nested
    @DisabledOnOs(OS.WINDOWS)
    class Programs {

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
