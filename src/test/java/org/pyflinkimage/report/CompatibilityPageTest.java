package org.pyflinkimage.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.pyflinkimage.facts.Facts;

class CompatibilityPageTest {

    private static final Path PAGE = Path.of("docs/compatibility.md");

    @Test
    void pageIsCurrent() throws Exception {
        String current = CompatibilityPage.write(Facts.shipped());
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(PAGE, current);
        }

        assertThat(Files.readString(PAGE))
                .as("`mvn test -Dtest=CompatibilityPageTest -Dgolden.update=true` writes it anew")
                .isEqualTo(current);
    }

    @Test
    void pageSaysWhatTheResolverSaid() {
        assertThat(CompatibilityPage.write(Facts.shipped()).lines())
                .anyMatch(line -> line.startsWith("| 1.16.1 | ==2.38.0 | ==0.2.6 | · | · | ○ | ○ | · |"));
    }
}
