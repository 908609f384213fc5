package org.pyflinkimage.python;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.pyflinkimage.python.TextScanner.UnexpectedTextException;

/**
 * What a distribution or a user asks for (PEP 508): {@code requests[socks]>=2.8,<3; python_version < "3.12"}.
 *
 * @param writtenName the distribution's name as it was written
 * @param extras as written
 * @param specifiers which versions fit; any where an address is given
 * @param address of the file, from {@code name @ address}
 * @param marker where it holds; everywhere without one
 */
public record Requirement(
        String writtenName,
        SortedSet<String> extras,
        SpecifierSet specifiers,
        Optional<String> address,
        Optional<Marker> marker) {

    public Requirement {
        extras = Collections.unmodifiableSortedSet(new TreeSet<>(extras));
    }

    /** Reads a requirement; empty where the text is none. */
    public static Optional<Requirement> parse(String text) {
        try {
            return Optional.of(RequirementGrammar.requirement(text.strip()));
        } catch (UnexpectedTextException e) {
            return Optional.empty();
        }
    }

    /** What is wrong with a text that should be a requirement; empty where nothing is. */
    public static Optional<String> mistakeIn(String text) {
        try {
            RequirementGrammar.requirement(text.strip());
            return Optional.empty();
        } catch (UnexpectedTextException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** The distribution's name in the form that compares. */
    public NormalizedName name() {
        return NormalizedName.of(writtenName);
    }

    /** Whether it is asked for there. */
    public boolean holdsIn(MarkerEnvironment environment) {
        return marker.map(condition -> condition.evaluate(environment)).orElse(true);
    }

    /** All of it in one line of a file of requirements, whatever way it was written. */
    public String toLine() {
        return this + marker.map(condition -> " ; " + condition.text()).orElse("");
    }

    /** Name, extras and versions, for messages: {@code requests[socks]<3,>=2.8}. */
    @Override
    public String toString() {
        return writtenName
                + (extras.isEmpty() ? "" : "[" + String.join(",", extras) + "]")
                + specifiers
                + address.map(text -> " @ " + text).orElse("");
    }
}
