package org.pyflinkimage.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rooms name the kinds of what they derive: one that the store does not know would never be counted, pruned or deleted. */
class StoreKindsTest {

    private static final Pattern KIND = Pattern.compile("String KIND[A-Z_]* = \"([a-z-]+)\"");
    private static final Pattern ROW = Pattern.compile("`derived/([a-z-]+)`");

    @Test
    void kindsThatRoomsNameAreKnown() throws IOException {
        Set<String> named = new TreeSet<>();
        for (Path source : sources()) {
            KIND.matcher(Files.readString(source)).results().forEach(found -> named.add(found.group(1)));
        }

        assertThat(named).hasSizeGreaterThan(6);
        assertThat(StoreContents.KINDS).containsAll(named);
    }

    @Test
    void pageTellsOfEach() throws IOException {
        Set<String> told = new TreeSet<>();
        ROW.matcher(Files.readString(Path.of("docs/store.md"))).results().forEach(found -> told.add(found.group(1)));

        assertThat(told).isEqualTo(new TreeSet<>(StoreContents.KINDS));
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }
}
