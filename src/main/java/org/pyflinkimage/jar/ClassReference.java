package org.pyflinkimage.jar;

import java.util.Comparator;

/**
 * A use of a class, or of one of its members, by a class of a jar. Names are those of class files.
 *
 * @param owner the class that is used
 * @param member a method as {@code name(I)V}, a field as {@code name:I}; empty where the class itself is used
 * @param from the first class of the jar that uses it
 */
public record ClassReference(String owner, String member, String from) implements Comparable<ClassReference> {

    private static final Comparator<ClassReference> ORDER = Comparator.comparing(ClassReference::owner)
            .thenComparing(ClassReference::member)
            .thenComparing(ClassReference::from);

    /** A method as a member. */
    static String method(String name, String descriptor) {
        return name + descriptor;
    }

    /** A field as a member. */
    static String field(String name, String descriptor) {
        return name + ":" + descriptor;
    }

    /** Whether the class itself is used. */
    public boolean isOfClass() {
        return member.isEmpty();
    }

    /** The member's name alone. */
    String memberName() {
        int end = member.indexOf('(') >= 0 ? member.indexOf('(') : member.indexOf(':');
        return end < 0 ? member : member.substring(0, end);
    }

    @Override
    public int compareTo(ClassReference other) {
        return ORDER.compare(this, other);
    }
}
