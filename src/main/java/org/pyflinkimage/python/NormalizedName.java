package org.pyflinkimage.python;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A distribution's name in the one form that compares: lower case, runs of {@code -_.} as one {@code -} (PEP 503).
 *
 * @param value normalized
 */
public record NormalizedName(String value) implements Comparable<NormalizedName> {

    /** That of "Names and normalization", where letters are those of ASCII. */
    private static final Pattern WRITTEN = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?");

    public NormalizedName {
        if (!value.matches("[a-z0-9]+(-[a-z0-9]+)*+")) {
            throw new IllegalArgumentException("not a normalized distribution name: " + value);
        }
    }

    /** Normalizes a name as people write it: {@code ruamel.yaml}. */
    public static NormalizedName of(String name) {
        return new NormalizedName(normalized(name));
    }

    /** The same of a text that may be none: a name has letters, digits and {@code -_.} between them. */
    public static Optional<NormalizedName> parse(String text) {
        return isName(text) ? Optional.of(of(text)) : Optional.empty();
    }

    /** Whether a text is a distribution's or an extra's name as people write it. */
    public static boolean isName(String text) {
        return WRITTEN.matcher(text).matches();
    }

    /**
     * The form that compares of a text that need not be a name: an extra's or a group's as somebody wrote it, or an empty one (PEP
     * 685).
     */
    public static String normalized(String text) {
        return text.replaceAll("[-_.]+", "-").toLowerCase(Locale.ROOT);
    }

    /** The form used in file names: {@code ruamel_yaml}. */
    public String underscored() {
        return value.replace('-', '_');
    }

    @Override
    public int compareTo(NormalizedName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
