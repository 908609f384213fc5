package org.pyflinkimage.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One lock file, several machines: the digest is the same. */
class DeterminismIT {

    private static final BuiltProject PROJECT = BuiltProject.NEWEST;

    private Path folder;

    @BeforeEach
    void makeFolder() {
        RequireTools.onPath("mvn");
        folder = Folders.empty("determinism");
    }

    @AfterEach
    void removeFolder() {
        Folders.delete(folder);
    }

    @Test
    void foldersLocaleTimeZoneAndUmaskLeaveNoTrace() {
        Path store = MavenBuild.storeOfArtifacts(folder.resolve("store"));

        assertThat(MavenBuild.withUmask("077", PROJECT, folder.resolve("another/place"), store)
                        .with("LC_ALL", "tr_TR.UTF-8")
                        .with("TZ", "Pacific/Kiritimati")
                        .with("MAVEN_OPTS", "-Duser.language=tr -Duser.country=TR -Dfile.encoding=ISO-8859-9")
                        .image())
                .isEqualTo(PROJECT.image());
    }

    /** One build for both, as each takes a minute; where there is one JDK alone, the digits are tried on that. */
    @Test
    void anotherJdkAndDigitsOfAnotherScriptLeaveNoTrace() {
        Optional<Path> jdk = anotherJdk();
        Path store = MavenBuild.storeOfArtifacts(folder.resolve("store"));
        MavenBuild build = MavenBuild.of(PROJECT, folder.resolve("project"), store)
                .with("MAVEN_OPTS", "-Duser.language=ar -Duser.country=EG -Duser.extensions=u-nu-arab");

        assertThat(jdk.map(home -> build.with("JAVA_HOME", home.toString()))
                        .orElse(build)
                        .image())
                .isEqualTo(PROJECT.image());
        if (jdk.isEmpty()) {
            throw RequireTools.skipped("only one JDK is installed: the digits alone were tried");
        }
    }

    /** A JDK other than the one that these tests run on: the newest of those that lie where Debian puts them. */
    private static Optional<Path> anotherJdk() {
        Path own = Path.of(System.getProperty("java.home"));
        TreeSet<Path> found = new TreeSet<>();
        Path folder = Path.of("/usr/lib/jvm");
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                if (Files.isExecutable(entry.resolve("bin/javac")) && isUsable(entry.resolve("bin/java"))) {
                    found.add(entry.toRealPath());
                }
            }
            found.remove(own.toRealPath());
            return found.isEmpty() ? Optional.empty() : Optional.of(found.last());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether a Java can run the plugin at all. */
    private static boolean isUsable(Path java) {
        String version = Command.of(java.toString(), "-XshowSettings:properties", "-version")
                .run()
                .errors();
        return version.lines()
                .map(String::strip)
                .filter(line -> line.startsWith("java.specification.version = "))
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .anyMatch(number -> number.matches("1[7-9]|[2-9][0-9]"));
    }
}
