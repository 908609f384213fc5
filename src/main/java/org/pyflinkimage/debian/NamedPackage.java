package org.pyflinkimage.debian;

import java.util.List;
import java.util.Optional;

/** What packages are to each other, be they offered by an archive or installed. */
sealed interface NamedPackage permits DebianPackage, InstalledPackage {

    String name();

    DebianVersion version();

    /** Of Conflicts and Breaks. */
    List<Relation> exclusions();

    /** The virtual packages that it stands for; a bound there is the version provided. */
    List<Relation> provides();

    /** Whether this package, by its own name or one that it provides, satisfies a relation. */
    default boolean satisfies(Relation relation) {
        return name().equals(relation.name()) ? relation.accepts(version()) : isProvided(relation);
    }

    /** The relation by which one of two packages keeps the other out; none keeps itself out (Debian Policy 7.4). */
    default Optional<Relation> exclusion(NamedPackage other) {
        return name().equals(other.name())
                ? Optional.empty()
                : exclusions().stream().filter(other::satisfies).findFirst();
    }

    /** A versioned relation asks for a versioned provision (Debian Policy 7.5). */
    private boolean isProvided(Relation relation) {
        return provides().stream()
                .filter(provision -> provision.name().equals(relation.name()))
                .anyMatch(provision -> relation.bound().isEmpty()
                        || provision
                                .bound()
                                .filter(bound -> relation.accepts(bound.version()))
                                .isPresent());
    }
}
