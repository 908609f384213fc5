package org.pyflinkimage.debian;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.pyflinkimage.debian.Relation.Alternatives;
import org.pyflinkimage.value.Sha256;

/**
 * A binary package as an archive's index describes it.
 *
 * @param architecture {@code amd64} or {@code all}
 * @param priority {@code required}, {@code important}, {@code standard}, {@code optional}, {@code extra}
 * @param dependencies of Pre-Depends and Depends
 * @param exclusions of Conflicts and Breaks
 * @param provides the virtual packages that it stands for; a bound there is the version provided
 * @param path of the file, relative to the archive
 * @param size of the file, in bytes
 */
public record DebianPackage(
        String name,
        DebianVersion version,
        String architecture,
        String priority,
        List<Alternatives> dependencies,
        List<Relation> exclusions,
        List<Relation> provides,
        String path,
        long size,
        Sha256 sha256) {

    public DebianPackage {
        dependencies = List.copyOf(dependencies);
        exclusions = List.copyOf(exclusions);
        provides = List.copyOf(provides);
    }

    /**
     * Reads an index's paragraph.
     *
     * @param target the architecture that packages are chosen for
     * @throws IllegalArgumentException where a field is missing or has no such form
     */
    static DebianPackage of(Stanza stanza, String target) {
        return new DebianPackage(
                stanza.get("Package"),
                DebianVersion.parse(stanza.get("Version")),
                stanza.get("Architecture"),
                stanza.find("Priority").orElse("optional"),
                Stream.of("Pre-Depends", "Depends")
                        .flatMap(field -> relations(stanza, field, target))
                        .toList(),
                Stream.of("Conflicts", "Breaks")
                        .flatMap(field -> relations(stanza, field, target))
                        .flatMap(group -> group.relations().stream())
                        .toList(),
                relations(stanza, "Provides", target)
                        .flatMap(group -> group.relations().stream())
                        .toList(),
                stanza.get("Filename"),
                Long.parseLong(stanza.get("Size")),
                Sha256.parse(stanza.get("SHA256")));
    }

    /** Whether this package, by its own name or one that it provides, satisfies a relation. */
    public boolean satisfies(Relation relation) {
        return name.equals(relation.name()) ? relation.accepts(version) : provides(relation);
    }

    /** The relation by which one of two packages keeps the other out; none keeps itself out (Debian Policy 7.4). */
    Optional<Relation> exclusion(DebianPackage other) {
        return name.equals(other.name)
                ? Optional.empty()
                : exclusions.stream().filter(other::satisfies).findFirst();
    }

    /** A versioned relation asks for a versioned provision (Debian Policy 7.5). */
    private boolean provides(Relation relation) {
        return provides.stream()
                .filter(provision -> provision.name().equals(relation.name()))
                .anyMatch(provision -> relation.bound().isEmpty()
                        || provision
                                .bound()
                                .filter(bound -> relation.accepts(bound.version()))
                                .isPresent());
    }

    private static Stream<Alternatives> relations(Stanza stanza, String field, String target) {
        return stanza.find(field).stream().flatMap(text -> Relation.parseField(text, target).stream());
    }
}
