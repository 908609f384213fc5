package org.pyflinkimage.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ProblemsPageTest {

    private static final Path PAGE = Path.of("docs/problems.md");
    private static final Path SOURCES = Path.of("src/main/java");

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

    /** A table of symptoms that names a code which is no more would lead nowhere. */
    @Test
    void everyCodeThatThePageNamesHasAnEntry() throws Exception {
        String page = Files.readString(PAGE);
        Set<String> entries = ProblemsPage.codes(MessageSources.of(SOURCES));

        assertThat(Pattern.compile("PYF-[0-9]{3}").matcher(page).results().map(result -> result.group()))
                .isSubsetOf(entries);
    }
}
