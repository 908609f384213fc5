package org.pyflinkimage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every input that once showed a fault has a test, by name: one that is renamed or taken out is missed. */
class InputsTest {

    private static final Path SOURCES = Path.of("src/test/java/org/pyflinkimage");
    private static final Path INPUTS = Path.of("src/test/resources/org/pyflinkimage/inputs.tsv");
    private static final Path LISTS = Path.of("src/test/resources/org/pyflinkimage/resolve/python/lists");

    @Test
    void everyInputHasATest() throws IOException {
        List<String[]> inputs = inputs();

        assertThat(inputs).hasSize(49).allSatisfy(input -> assertThat(input).hasSize(3));
        assertThat(inputs.stream().map(input -> input[0])).doesNotHaveDuplicates();
        assertThat(inputs.stream().flatMap(input -> Stream.of(input[2].split(" "))))
                .allSatisfy(InputsTest::requireThere);
    }

    @Test
    void listsOfRequirementsAreInputsThatAreReadAsTheyAre() throws IOException {
        Map<String, String> tests = inputs().stream().collect(Collectors.toMap(input -> input[0], input -> input[2]));
        try (Stream<Path> folders = Files.list(LISTS)) {
            assertThat(folders.map(folder -> folder.getFileName().toString()))
                    .isNotEmpty()
                    .allSatisfy(name -> assertThat(tests.get(name)).contains("resolve.python.UsersLists"));
        }
    }

    private static List<String[]> inputs() throws IOException {
        return Files.readAllLines(INPUTS).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("\t", -1))
                .toList();
    }

    /** A folder of {@code src/it}, or a test class and mostly a method of it. */
    private static void requireThere(String test) throws IOException {
        if (test.startsWith("src/it/")) {
            assertThat(Path.of(test, "pom.xml")).exists();
            return;
        }
        String[] parts = test.split("#", -1);
        Path file = SOURCES.resolve(parts[0].replace('.', '/') + ".java");
        assertThat(file).exists();
        if (parts.length > 1) {
            assertThat(Files.readString(file)).contains("void " + parts[1] + "(");
        }
    }
}
