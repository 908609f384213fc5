package org.pyflinkimage.build.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sources that nobody writes by hand, of nearly a megabyte, are looked at in little time and memory. */
class HostileJobTest {

    private static final int SIZE = 900_000;
    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    static Stream<String> hostile() {
        return Stream.of(
                "import a\n",
                "import job\n",
                "import p.p.p.p.p.p.p.p, job.x\n",
                "from p import " + "p,".repeat(1000) + "p\n",
                "from job import *\n",
                "import " + "a.".repeat(90) + "b\n",
                "(",
                "x = [{(",
                "f'{",
                "f'''{f'{",
                "'''",
                "\\\n",
                "if x: import a\nelse: import b\n",
                "try: import a\nexcept X: raise\n",
                "sys.path.append(",
                "sys.path,",
                "sys.path = sys.path + ['/a']\n",
                "A = A + '/a'\n",
                "not ",
                "if not (",
                "x if y else ",
                "lambda: ",
                "match match: case ",
                ";import a",
                "\ufffd\u0000");
    }

    private static String nested(String head) {
        StringBuilder text = new StringBuilder();
        for (int depth = 0; text.length() < SIZE; depth++) {
            text.append(" ".repeat(depth)).append(head).append('\n');
        }
        return text.toString();
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void manyTimesTheSame(String text) {
        look(text.repeat(SIZE / text.length()));
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void behindAnIf(String text) {
        look("if " + text.repeat(SIZE / 4 / text.length()));
    }

    @Test
    void deepBlocks() {
        for (String head :
                new String[] {"if x:", "try:", "def f():", "while True:", "class A:", "else:", "except X:"}) {
            look(nested(head));
        }
    }

    @Test
    void manyDifferentModules() {
        JobImage image = new JobImage(folder);
        String source =
                IntStream.range(0, 60_000).mapToObj(i -> "import m" + i + "\n").collect(Collectors.joining());

        assertThat(source.length()).isLessThan(1 << 20);
        assertThat(Assertions.assertTimeoutPreemptively(LONG, () -> image.missing(source)))
                .hasSize(21);
    }

    @Test
    void modulesInACircle() {
        JobImage image = new JobImage(folder);
        String all =
                IntStream.range(0, 300).mapToObj(i -> "p.m" + i).collect(Collectors.joining(", ", "import ", "\n"));
        image.file(JobImage.USRLIB + "p/__init__.py", all);
        for (int i = 0; i < 300; i++) {
            image.file(JobImage.USRLIB + "p/m" + i + ".py", all + "from . import *\nimport absent" + i % 3);
        }

        assertThat(Assertions.assertTimeoutPreemptively(LONG, () -> image.missing("import p")))
                .containsExactlyInAnyOrder("absent0", "absent1", "absent2");
    }

    @Test
    void signsAtRandom() {
        Random random = new Random(7);
        String[] words = {
            "import a",
            "if ",
            "x",
            ":",
            "\n",
            " ",
            "(",
            ")",
            "[",
            "'",
            "f'{",
            "}",
            "sys.path",
            ".append",
            "=",
            "or",
            "not "
        };
        for (int i = 0; i < 300; i++) {
            String text = random.ints(200, 0, words.length)
                    .mapToObj(word -> words[word])
                    .collect(Collectors.joining());
            look(text);
        }
    }

    private void look(String source) {
        JobImage image = new JobImage(folder);
        image.file(JobImage.USRLIB + "p/__init__.py", "from . import p");
        image.file(JobImage.USRLIB + "p/p/__init__.py", "from . import p");

        assertThat(Assertions.assertTimeoutPreemptively(LONG, () -> image.missing(source)))
                .hasSizeLessThan(22);
    }
}
