package org.pyflinkimage.debian;

import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A package's version, {@code epoch:upstream-revision}, ordered as dpkg does it.
 *
 * <p>Two texts may be one version: {@code 1.0} and {@code 0:1.0-0}. They are equal and {@link #toString} still tells them apart.
 */
public final class DebianVersion implements Comparable<DebianVersion> {

    private static final Pattern EPOCH = Pattern.compile("[0-9]{1,9}");
    private static final Pattern UPSTREAM = Pattern.compile("[A-Za-z0-9.+~:-]+");
    private static final Pattern REVISION = Pattern.compile("[A-Za-z0-9.+~]+");

    private final String text;
    private final int epoch;
    private final String upstream;
    private final String revision;

    private DebianVersion(String text) {
        this.text = text;
        int colon = text.indexOf(':');
        String epochText = colon < 0 ? "0" : text.substring(0, colon);
        int dash = text.lastIndexOf('-');
        boolean hasRevision = dash > colon;
        this.upstream = text.substring(colon + 1, hasRevision ? dash : text.length());
        this.revision = hasRevision ? text.substring(dash + 1) : "";
        if (!EPOCH.matcher(epochText).matches()
                || !UPSTREAM.matcher(upstream).matches()
                || (hasRevision && !REVISION.matcher(revision).matches())) {
            throw new IllegalArgumentException("not a Debian version: " + text);
        }
        this.epoch = Integer.parseInt(epochText);
    }

    /**
     * Reads a version.
     *
     * @throws IllegalArgumentException where the text is none
     */
    public static DebianVersion parse(String text) {
        return new DebianVersion(text.strip());
    }

    /** The part between epoch and revision: {@code 3.11.2} of {@code 3.11.2-6+deb12u6}. */
    public String upstream() {
        return upstream;
    }

    /** Orders as Debian Policy 5.6.12 and {@code dpkg --compare-versions} do. */
    @Override
    public int compareTo(DebianVersion other) {
        if (epoch != other.epoch) {
            return Integer.compare(epoch, other.epoch);
        }
        int difference = compareParts(upstream, other.upstream);
        return difference != 0 ? difference : compareParts(revision, other.revision);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DebianVersion version && compareTo(version) == 0;
    }

    /** Built from what equal versions have in common: zeros do not always count, nor does a missing revision. */
    @Override
    public int hashCode() {
        return Objects.hash(epoch, upstream.replace("0", ""));
    }

    @Override
    public String toString() {
        return text;
    }

    /** Compares runs of non-digits and runs of digits in turns. */
    private static int compareParts(String left, String right) {
        int i = 0;
        int j = 0;
        while (i < left.length() || j < right.length()) {
            int leftEnd = endOfLetters(left, i);
            int rightEnd = endOfLetters(right, j);
            int difference = compareLetters(left.substring(i, leftEnd), right.substring(j, rightEnd));
            if (difference != 0) {
                return difference;
            }
            i = endOfDigits(left, leftEnd);
            j = endOfDigits(right, rightEnd);
            difference = compareDigits(left.substring(leftEnd, i), right.substring(rightEnd, j));
            if (difference != 0) {
                return difference;
            }
        }
        return 0;
    }

    private static int compareLetters(String left, String right) {
        int longer = Math.max(left.length(), right.length());
        for (int i = 0; i < longer; i++) {
            int difference = rankAt(left, i) - rankAt(right, i);
            if (difference != 0) {
                return difference;
            }
        }
        return 0;
    }

    /** A tilde comes before the end, the end before letters, letters before all else. */
    private static int rankAt(String text, int index) {
        if (index >= text.length()) {
            return 0;
        }
        char character = text.charAt(index);
        if (character == '~') {
            return -1;
        }
        return Character.isLetter(character) ? character : character + 256;
    }

    private static int compareDigits(String left, String right) {
        String leftNumber = left.replaceFirst("^0+", "");
        String rightNumber = right.replaceFirst("^0+", "");
        int difference = Integer.compare(leftNumber.length(), rightNumber.length());
        return difference != 0 ? difference : leftNumber.compareTo(rightNumber);
    }

    private static int endOfLetters(String text, int start) {
        int end = start;
        while (end < text.length() && !isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static int endOfDigits(String text, int start) {
        int end = start;
        while (end < text.length() && isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }
}
