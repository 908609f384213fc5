package org.pyflinkimage.value;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** How a word is written that somebody may have meant to write otherwise. */
public final class Spelling {

    private Spelling() {}

    /** The one that is spelled almost like it; empty where none is. */
    public static Optional<String> nearest(String written, Collection<String> known) {
        String word = written.toLowerCase(Locale.ROOT);
        return known.stream()
                .sorted()
                .min(Comparator.comparingInt(name -> distance(word, name.toLowerCase(Locale.ROOT))))
                .filter(name -> distance(word, name.toLowerCase(Locale.ROOT)) <= Math.max(1, name.length() / 3));
    }

    /** The one that is spelled like it but for so many letters put in, taken out or changed; empty where none is. */
    public static Optional<String> nearest(String written, Collection<String> known, int most) {
        String word = written.toLowerCase(Locale.ROOT);
        return known.stream()
                .filter(name -> Math.abs(name.length() - word.length()) <= most)
                .sorted()
                .min(Comparator.comparingInt(name -> distance(word, name.toLowerCase(Locale.ROOT))))
                .filter(name -> distance(word, name.toLowerCase(Locale.ROOT)) <= most);
    }

    /** How many letters to put in, to take out or to change. */
    public static int distance(String one, String other) {
        int[] before = new int[other.length() + 1];
        for (int j = 0; j < before.length; j++) {
            before[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] row = new int[other.length() + 1];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int changed = before[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(changed, Math.min(before[j], row[j - 1]) + 1);
            }
            before = row;
        }
        return before[other.length()];
    }
}
