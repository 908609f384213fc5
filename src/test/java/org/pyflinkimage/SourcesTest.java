package org.pyflinkimage;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every source file, those of tests too. */
class SourcesTest {

    private static final int LONGEST = 400;
    private static final Pattern WRITTEN =
            Pattern.compile(".*([.](java|py|sh|ftl|groovy|bsh|json|md|xml|yaml|go)|/run)");

    /** What is recorded or rendered is data, as are the projects of Maven, whose form Maven gives. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "src/main",
                "src/test/java",
                "src/test/scripts",
                "src/facts",
                "src/it",
                "templates",
                "examples",
                ".ci"
            })
    void noFileIsLongerThanCanBeReadInOneGo(String folder) throws IOException {
        TreeMap<String, Integer> tooLong = new TreeMap<>();
        try (Stream<Path> files = Files.walk(Path.of(folder))) {
            for (Path file : files.filter(
                            path -> WRITTEN.matcher(path.toString()).matches())
                    .filter(Files::isRegularFile)
                    .toList()) {
                int lines = Files.readAllLines(file).size();
                if (lines > LONGEST) {
                    tooLong.put(file.toString(), lines);
                }
            }
        }

        assertThat(tooLong).isEmpty();
    }

    /** {@code %d} and {@code %f} write the digits of the machine's language, {@code %s} does not. */
    @Test
    void numbersAreWrittenWithoutTheMachinesLanguage() throws IOException {
        Pattern number = Pattern.compile("(?s)[^;{}]*%[0-9$,.]*[df](?![{])[^;]*;");
        TreeMap<String, String> localized = new TreeMap<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                number.matcher(Files.readString(file))
                        .results()
                        .map(MatchResult::group)
                        .filter(statement -> !statement.contains("Locale.ROOT"))
                        .forEach(statement -> localized.put(file.toString(), statement.strip()));
            }
        }

        assertThat(localized).isEmpty();
    }

    @Test
    void testsThatNeedUvAreTaggedSoThatVerifyRunsThem() {
        noClasses()
                .that()
                .haveSimpleNameEndingWith("Test")
                .and()
                .areNotAnnotatedWith(Tag.class)
                .should()
                .dependOnClassesThat()
                .haveNameMatching(".*\\.(RealUv|PythonScene)")
                .because("`mvn test` has no network, and skips what cannot have a uv")
                .check(new ClassFileImporter().importPackages("org.pyflinkimage.resolve"));
    }
}
