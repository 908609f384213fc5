package org.pyflinkimage.tree;

import java.util.Comparator;

/**
 * Which of an image's layers is meant.
 *
 * @param part what of the kind it holds, for people: {@code numpy}, {@code others 3}; empty where it holds all of it
 */
public record LayerName(LayerKind kind, String part) implements Comparable<LayerName> {

    private static final Comparator<LayerName> ORDER =
            Comparator.comparing(LayerName::kind).thenComparing(LayerName::part);

    public LayerName {
        if (part.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("not one line: " + part);
        }
    }

    /** The only layer of a kind. */
    public static LayerName of(LayerKind kind) {
        return new LayerName(kind, "");
    }

    /** What the layer holds, for people. */
    public String title() {
        return part.isEmpty() ? kind.title() : kind.title() + ": " + part;
    }

    @Override
    public int compareTo(LayerName other) {
        return ORDER.compare(this, other);
    }
}
