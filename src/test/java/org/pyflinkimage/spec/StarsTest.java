package org.pyflinkimage.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class StarsTest {

    /** All patterns and texts of two letters up to a length, against the JDK's regular expressions. */
    @Test
    void starsStandForAnyNumberOfThings() {
        List<String> texts = words("ab", 5);

        for (String pattern : words("ab*", 5)) {
            Pattern same = Pattern.compile(pattern.replace("*", ".*"));
            for (String text : texts) {
                assertThat(matches(pattern, text))
                        .as("%s for %s", pattern, text)
                        .isEqualTo(same.matcher(text).matches());
            }
        }
    }

    @Test
    void manyStarsTakeNoLongerThanBothLengthsTogether() {
        int[] asked = {0};
        String pattern = "*a".repeat(50) + "*b";
        String text = "a".repeat(200);

        new Stars(pattern.length(), part -> pattern.charAt(part) == '*', (part, at) -> {
                    asked[0]++;
                    return pattern.charAt(part) == text.charAt(at);
                })
                .match(text.length());

        assertThat(asked[0]).isLessThanOrEqualTo(pattern.length() * text.length());
    }

    private static boolean matches(String pattern, String text) {
        return new Stars(
                        pattern.length(),
                        part -> pattern.charAt(part) == '*',
                        (part, at) -> pattern.charAt(part) == text.charAt(at))
                .match(text.length());
    }

    /** All words of these letters, of no letter to so many. */
    private static List<String> words(String letters, int most) {
        List<String> words = new ArrayList<>(List.of(""));
        List<String> longest = List.of("");
        for (int i = 0; i < most; i++) {
            longest = longest.stream()
                    .flatMap(word -> letters.chars().mapToObj(letter -> word + (char) letter))
                    .toList();
            words.addAll(longest);
        }
        return words;
    }
}
