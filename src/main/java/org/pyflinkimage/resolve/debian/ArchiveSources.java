package org.pyflinkimage.resolve.debian;

import java.util.Optional;
import org.pyflinkimage.facts.Suite;
import org.pyflinkimage.facts.Suites;
import org.pyflinkimage.plan.Source;
import org.pyflinkimage.plan.Source.Kind;

/** The archives among the sources of a lock file: a word there, which may be anybody's, is one of the families that facts know here. */
public final class ArchiveSources {

    private ArchiveSources() {}

    /** Whose archive a source is; empty where it is none, or nobody's that is known. */
    public static Optional<Suite.Family> familyOf(Source source) {
        boolean archive = source.kind() == Kind.ARCHIVE || source.kind() == Kind.SECURITY_ARCHIVE;
        return Suites.shipped().families().stream()
                .filter(family -> archive && family.name().equals(source.family()))
                .findFirst();
    }

    static boolean isOf(Suite.Family family, Source source) {
        return familyOf(source).equals(Optional.of(family));
    }

    /** The first archive of a family. */
    static Source archive(Suite.Family family) {
        return Source.archive(family.name());
    }

    /** The first archive of a family's security updates. */
    static Source securityArchive(Suite.Family family) {
        return Source.securityArchive(family.name());
    }
}
