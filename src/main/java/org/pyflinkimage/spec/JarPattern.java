package org.pyflinkimage.spec;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Jars of Maven repositories by name, whatever their version and classifier: {@code group:artifact}, where a star stands for any
 * number of characters.
 */
public record JarPattern(String groupId, String artifactId) implements Comparable<JarPattern> {

    private static final Pattern PART = Pattern.compile("[A-Za-z0-9_.*-]+");

    /** Reads {@code group:artifact}, or {@code group:*}; empty where the text is neither. */
    public static Optional<JarPattern> parse(String text) {
        String[] parts = text.strip().split(":", -1);
        return parts.length == 2
                        && PART.matcher(parts[0]).matches()
                        && PART.matcher(parts[1]).matches()
                ? Optional.of(new JarPattern(parts[0], parts[1]))
                : Optional.empty();
    }

    /** Whether a jar has such a name. */
    public boolean matches(String group, String artifact) {
        return fits(groupId, group) && fits(artifactId, artifact);
    }

    private static boolean fits(String pattern, String name) {
        return new Stars(
                        pattern.length(),
                        part -> pattern.charAt(part) == '*',
                        (part, at) -> pattern.charAt(part) == name.charAt(at))
                .match(name.length());
    }

    /** As it is declared: {@code <exclusions><exclusion>group:artifact</exclusion></exclusions>}. */
    public String xml() {
        return "<exclusions><exclusion>%s</exclusion></exclusions>".formatted(this);
    }

    @Override
    public int compareTo(JarPattern other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return groupId + ":" + artifactId;
    }
}
