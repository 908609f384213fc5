package org.pyflinkimage.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemsPageTest {

    private static final Path PAGE = Path.of("docs/problems.md");
    private static final Path SOURCES = Path.of("src/main/java");

    private static final Pattern SAID =
            Pattern.compile("Problem\\s*[.]\\s*(?:declaration|environment)\\(\\s*\"(PYF-[0-9]{3})\"");

    /** One mistake that several rooms can come upon, in whatever words; each was read side by side with the others. */
    private static final Set<String> SAID_ELSEWHERE_TOO =
            Set.of("PYF-020", "PYF-050", "PYF-077", "PYF-078", "PYF-488", "PYF-494", "PYF-508", "PYF-751", "PYF-926");

    @Test
    void pageIsCurrent() throws Exception {
        String current = ProblemsPage.write();
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(PAGE, current);
        }

        assertThat(Files.readString(PAGE))
                .as("`mvn test -Dtest=ProblemsPageTest -Dgolden.update=true` writes it anew")
                .isEqualTo(current);
    }

    @Test
    void everyCodeOfTheSourcesIsThere() throws Exception {
        Set<String> there = new TreeSet<>(ProblemsPage.codes(MessageSources.of(SOURCES)));

        assertThat(there).containsExactlyElementsOf(new TreeSet<>(MessageSources.codes(SOURCES)));
    }

    /** Its meaning is a sentence or a reviewed message; what to try is in the message, or said of the code. */
    @Test
    void everyEntrySaysWhatItMeansAndWhatToDo() throws Exception {
        String[] entries = Files.readString(PAGE).split("\n### ", -1);

        assertThat(entries).hasSizeGreaterThan(200);
        assertThat(Stream.of(entries).skip(1).map(entry -> entry.split("\n## ", -1)[0]))
                .allSatisfy(entry -> assertThat(entry.lines().skip(1))
                        .anyMatch(line -> line.matches("[^- ].* .*"))
                        .anyMatch(line -> line.matches("(- try|  try:   ) .*[A-Za-z]{2}.*")));
    }

    /** Who searches for a code finds one meaning: a code that a second room wants for something else is taken already. */
    @Test
    void codeIsSaidInOneRoomAlone() throws Exception {
        TreeMap<String, Set<String>> rooms = new TreeMap<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                SAID.matcher(Files.readString(file))
                        .results()
                        .forEach(said -> rooms.computeIfAbsent(said.group(1), code -> new TreeSet<>())
                                .add(String.valueOf(file.getParent())));
            }
        }
        rooms.values().removeIf(said -> said.size() == 1);

        assertThat(rooms.keySet()).containsExactlyInAnyOrderElementsOf(SAID_ELSEWHERE_TOO);
    }

    /** A remedy of the page's own, where the messages have one, would contradict them some day. */
    @Test
    void pageAddsNothingToWhatMessagesSay() throws Exception {
        assertThat(ProblemsPage.idleRemedies()).isEmpty();
    }

    /** Whoever searches for what another program printed lands here. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "No module named pyflink",
                "libgomp.so.1: cannot open",
                "Include folder should be at",
                "attempted relative import with no known parent package",
                "No module named pip",
                "Could not find any factory for identifier"
            })
    void textsOfOtherProgramsLeadToAWayOut(String text) throws Exception {
        assertThat(Files.readString(PAGE).lines().filter(line -> line.startsWith("| `") && line.contains(text)))
                .singleElement()
                .asString()
                .containsPattern("\\[PYF-[0-9]{3}]\\(#pyf-[0-9]{3}\\)|<packages>");
    }

    /** A table of symptoms that names a code which is no more would lead nowhere. */
    @Test
    void everyCodeThatThePageNamesHasAnEntry() throws Exception {
        String page = Files.readString(PAGE);
        Set<String> entries = ProblemsPage.codes(MessageSources.of(SOURCES));

        assertThat(Pattern.compile("PYF-[0-9]{3}").matcher(page).results().map(result -> result.group()))
                .isSubsetOf(entries);
    }
}
