package org.pyflinkimage.debian;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A package as dpkg keeps it: {@code libc6 2.36-9+deb12u10 amd64}.
 *
 * @param architecture {@code amd64} or {@code all}; empty where it says none
 * @param exclusions of Conflicts and Breaks
 * @param provides the virtual packages that it stands for; a bound there is the version provided
 */
public record InstalledPackage(
        String name, DebianVersion version, String architecture, List<Relation> exclusions, List<Relation> provides)
        implements NamedPackage {

    private static final Pattern BETWEEN = Pattern.compile("\n[ \t]*\n");

    public InstalledPackage {
        exclusions = List.copyOf(exclusions);
        provides = List.copyOf(provides);
    }

    /** The installed packages of dpkg's status, in its order; what is no package is passed over. */
    public static List<InstalledPackage> ofStatus(String status) {
        List<InstalledPackage> packages = new ArrayList<>();
        paragraphs(status.replace("\r\n", "\n"))
                .flatMap(paragraph -> ofParagraph(paragraph).stream())
                .forEach(packages::add);
        return packages;
    }

    /** The paragraphs of dpkg's status, as they are. */
    static Stream<String> paragraphs(String status) {
        return BETWEEN.splitAsStream(status);
    }

    /** Whether programs of an architecture can use it. */
    public boolean serves(String wanted) {
        return architecture.equals(wanted) || architecture.equals("all") || architecture.isEmpty();
    }

    private static Optional<InstalledPackage> ofParagraph(String paragraph) {
        try {
            Stanza stanza = Stanza.parse(paragraph);
            // What stands in a file of its own has no status: there was no dpkg to give it one.
            boolean there = stanza.find("Status")
                    .map(status -> status.endsWith(" installed"))
                    .orElse(true);
            return there && stanza.find("Package").isPresent() ? Optional.of(of(stanza)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static InstalledPackage of(Stanza stanza) {
        String architecture = stanza.find("Architecture").orElse("");
        return new InstalledPackage(
                stanza.get("Package"),
                DebianVersion.parse(stanza.get("Version")),
                architecture,
                Stream.of("Conflicts", "Breaks")
                        .flatMap(field -> relations(stanza, field, architecture))
                        .toList(),
                relations(stanza, "Provides", architecture).toList());
    }

    /** Those of a field that is none are passed over: the package is there all the same. */
    private static Stream<Relation> relations(Stanza stanza, String field, String architecture) {
        try {
            return stanza.find(field).map(text -> Relation.parseField(text, architecture)).stream()
                    .flatMap(List::stream)
                    .flatMap(group -> group.relations().stream());
        } catch (IllegalArgumentException e) {
            return Stream.empty();
        }
    }
}
