package org.pyflinkimage.mojo.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PomFilesTest {

    private static byte[] pom(String element, String end) {
        return ("<project><plugin><artifactId>x</artifactId><configuration><%1$s>text<child/></%1$s></configuration></plugin>"
                                .formatted(element)
                        + end)
                .getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void pomThatCannotBeReadTakesNothingFromTheOthers() {
        Path first = Path.of("a/pom.xml");
        Path broken = Path.of("b/pom.xml");
        Path last = Path.of("c/pom.xml");
        PomFiles poms = new PomFiles(
                List.of(first, broken, Path.of("absent/pom.xml"), last),
                Map.of(first, pom("first", "</project>"), broken, pom("broken", "<"), last, pom("last", "</project>")));

        assertThat(poms.mixed("x")).containsExactly(new MixedText("first", "child"), new MixedText("last", "child"));
    }
}
