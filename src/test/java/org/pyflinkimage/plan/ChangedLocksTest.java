package org.pyflinkimage.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.pyflinkimage.attack.Kind;
import org.pyflinkimage.attack.Outcome;
import org.pyflinkimage.attack.Tries;
import org.pyflinkimage.value.PyFlinkException;

/**
 * Every value of a good lock file in turn is another one, and every line of it is left out, doubled or moved: each such file is
 * refused with the place of the change, or means what it says to the letter.
 */
@Tag("attack")
@Timeout(120)
class ChangedLocksTest {

    @RegisterExtension
    static final Tries TRIES = Tries.of(Kind.CHANGED_LOCKS);

    private static final String GOOD = LockFileCodec.write(Locks.small());

    /** A value, as it stands in the text. */
    private static final Pattern VALUE =
            Pattern.compile("\"[^\"\\\\]*(?:\\\\.[^\"\\\\]*)*\"(?!:)(?! *:)|(?<=[: ])[0-9]+(?=[,}\n])");

    private static final List<String> OTHERS = List.of(
            "\"\"",
            "\" \"",
            "\"x$(touch pwned)\"",
            "\"x`id`\"",
            "\"x'; id; '\"",
            "\"x\\nRUN id\"",
            "\"x\\u0000\"",
            "\"x\\u001b[31m\"",
            "\"../../etc/passwd\"",
            "\"/dev/zero\"",
            "\"file:///dev/zero\"",
            "\"//example.com/x/\"",
            "\"http://user:secret@example.com/\"",
            "\"-rf\"",
            "\"+1000000000-01-01T00:00:00Z\"",
            "\"sha256:00\"",
            "\"0\"",
            "-1",
            "0",
            "1.5",
            "1e400",
            "99999999999999999999999",
            "null",
            "true",
            "[]",
            "{}",
            "[[[[[[[[[[[[[]]]]]]]]]]]]]");

    @Test
    void everyValueIsReplacedByEveryOther() {
        Map<String, String> changed = new LinkedHashMap<>();
        Matcher value = VALUE.matcher(GOOD);
        while (value.find()) {
            for (String other : OTHERS) {
                changed.put(
                        GOOD.substring(0, value.start()) + other + GOOD.substring(value.end()),
                        value.group() + " -> " + other);
            }
            String longer = "\"" + "x".repeat(9000) + "\"";
            changed.put(GOOD.substring(0, value.start()) + longer + GOOD.substring(value.end()), "a long text");
        }
        assertThat(changed).hasSizeGreaterThan(1000);

        changed.forEach(ChangedLocksTest::judge);
    }

    @Test
    void everyLineIsLeftOutDoubledOrMoved() {
        List<String> lines = GOOD.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            List<String> without = new ArrayList<>(lines);
            String line = without.remove(i);
            judge(String.join("\n", without), "without line " + (i + 1));
            List<String> doubled = new ArrayList<>(lines);
            doubled.add(i, line);
            judge(String.join("\n", doubled), "with line " + (i + 1) + " twice");
            List<String> moved = new ArrayList<>(without);
            moved.add(Math.min(i + 1, moved.size()), line);
            judge(String.join("\n", moved), "with line " + (i + 1) + " behind the next");
        }
    }

    @Test
    void everyPartOfTheFileIsAllThatIsLeft() {
        for (int length = 0; length < GOOD.length() - 2; length++) {
            judge(GOOD.substring(0, length), "its first " + length + " characters");
        }
    }

    /** The fields of an object may stand in any order, and blanks anywhere. */
    private static List<String> parts(String text) {
        return Stream.of(text.replaceAll("\\s", "")
                        .replaceAll("[\\[\\]{}]", ",")
                        .replaceAll("\"revision\":[0-9]+", "")
                        .split(",", -1))
                .filter(part -> !part.isEmpty())
                .sorted()
                .toList();
    }

    /** What is believed is the very text that a lock file of it would be. */
    private static void judge(String text, String change) {
        try {
            LockFile read = Locks.read(text);
            assertThat(parts(LockFileCodec.write(read))).as(change).isEqualTo(parts(text));
            TRIES.ended(Outcome.RECOVERED);
        } catch (PyFlinkException e) {
            assertThat(e.problems()).as(change).isNotEmpty().allSatisfy(problem -> {
                assertThat(problem.code()).isIn("PYF-710", "PYF-711", "PYF-712", "PYF-751", "PYF-752");
                assertThat(problem.toText()).containsAnyOf("line ", "has version");
                assertThat(problem.remedies()).isNotEmpty();
                assertThat(problem.toText()).doesNotContain("\u0000", "\u001b");
            });
            TRIES.ended(Outcome.REFUSED);
        }
    }
}
