package org.pyflinkimage.value;

import java.util.Optional;

/**
 * A Java line.
 *
 * @param feature the feature release number: 8, 11, 17, 21
 */
public record JavaVersion(int feature) implements Comparable<JavaVersion> {

    public JavaVersion {
        if (feature < 1) {
            throw new IllegalArgumentException("not a Java feature release: " + feature);
        }
    }

    /** Reads {@code 17}, or {@code 1.8} for 8; empty where the text is no Java line. */
    public static Optional<JavaVersion> parse(String text) {
        String number = text.startsWith("1.") ? text.substring(2) : text;
        return number.matches("[1-9][0-9]?")
                ? Optional.of(new JavaVersion(Integer.parseInt(number)))
                : Optional.empty();
    }

    @Override
    public int compareTo(JavaVersion other) {
        return Integer.compare(feature, other.feature);
    }

    @Override
    public String toString() {
        return Integer.toString(feature);
    }
}
