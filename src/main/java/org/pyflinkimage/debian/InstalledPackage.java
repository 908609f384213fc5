package org.pyflinkimage.debian;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.pyflinkimage.debian.Relation.Alternatives;
import org.pyflinkimage.value.UnixPath;

/**
 * A package as dpkg keeps it: {@code libc6 2.36-9+deb12u10 amd64}.
 *
 * @param architecture {@code amd64} or {@code all}; empty where it says none
 * @param dependencies of Pre-Depends and Depends
 * @param exclusions of Conflicts and Breaks
 * @param provides the virtual packages that it stands for; a bound there is the version provided
 * @param configuration the MD5 that it brought each file of configuration with, by their paths
 * @param fixed why no newer version takes its place; empty where one may
 */
public record InstalledPackage(
        String name,
        DebianVersion version,
        String architecture,
        List<Alternatives> dependencies,
        List<Relation> exclusions,
        List<Relation> provides,
        SortedMap<String, String> configuration,
        Optional<String> fixed)
        implements NamedPackage {

    private static final Pattern CONFIGURATION =
            Pattern.compile("\\s*+(?<path>/.*) (?<md5>[0-9a-f]{32})( obsolete)?( remove-on-upgrade)?\\s*+");

    private static final Pattern BETWEEN = Pattern.compile("\n[ \t]*\n");

    private static final String ON_HOLD = "it is on hold in the base";

    public InstalledPackage {
        dependencies = List.copyOf(dependencies);
        configuration = Collections.unmodifiableSortedMap(new TreeMap<>(configuration));
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

    /** Whether a package of that name and architecture would take its place, as one cannot be there beside it. */
    public boolean givesWayTo(String other, String otherArchitecture) {
        return name.equals(other) && (otherArchitecture.equals("all") || serves(otherArchitecture));
    }

    /** The same where no newer version may take its place, for one reason more. */
    public InstalledPackage fixed(String why) {
        return new InstalledPackage(
                name,
                version,
                architecture,
                dependencies,
                exclusions,
                provides,
                configuration,
                Optional.of(fixed.map(before -> before + "; " + why).orElse(why)));
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
                Stream.of("Pre-Depends", "Depends")
                        .flatMap(field -> groups(stanza, field, architecture))
                        .toList(),
                Stream.of("Conflicts", "Breaks")
                        .flatMap(field -> relations(stanza, field, architecture))
                        .toList(),
                relations(stanza, "Provides", architecture).toList(),
                configuration(stanza),
                stanza.find("Status")
                        .filter(status -> status.startsWith("hold "))
                        .map(status -> ON_HOLD));
    }

    /** A line has a path, the sum, and what else dpkg has to say of it. */
    private static SortedMap<String, String> configuration(Stanza stanza) {
        SortedMap<String, String> configuration = new TreeMap<>();
        stanza.find("Conffiles").stream()
                .flatMap(String::lines)
                .map(line -> CONFIGURATION.matcher(line))
                .filter(Matcher::matches)
                .forEach(line -> UnixPath.ofWritten(line.group("path"))
                        .ifPresent(path -> configuration.put(path.value(), line.group("md5"))));
        return configuration;
    }

    /** Those of a field that is none are passed over: the package is there all the same. */
    private static Stream<Relation> relations(Stanza stanza, String field, String architecture) {
        return groups(stanza, field, architecture).flatMap(group -> group.relations().stream());
    }

    private static Stream<Alternatives> groups(Stanza stanza, String field, String architecture) {
        try {
            return stanza.find(field).map(text -> Relation.parseField(text, architecture)).stream()
                    .flatMap(List::stream);
        } catch (IllegalArgumentException e) {
            return Stream.empty();
        }
    }
}
