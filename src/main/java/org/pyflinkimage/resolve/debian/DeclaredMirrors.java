package org.pyflinkimage.resolve.debian;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.pyflinkimage.facts.Suite;
import org.pyflinkimage.plan.LockFile;
import org.pyflinkimage.plan.Source;
import org.pyflinkimage.plan.Source.Kind;
import org.pyflinkimage.spec.ImageSpec;

/**
 * Lets a declared mirror stand in for the archive that a lock file was made from. The files are the same ones, which their sums
 * decide; a mirror that has changed is no reason to resolve anew.
 */
public final class DeclaredMirrors {

    private DeclaredMirrors() {}

    /**
     * The lock file with the declared addresses in the places of its own. Where only the main mirror is declared, security updates
     * move with it if they lay in the main archive or beside it before, and in any case where their family has them in the main archive.
     */
    public static LockFile replace(LockFile lock, ImageSpec.Hints hints) {
        SortedMap<Source, URI> sources = new TreeMap<>(lock.sources());
        sources.replaceAll((source, base) -> {
            if (isOf(Kind.ARCHIVE, source)) {
                return mirror(hints).orElse(base);
            }
            return isOf(Kind.SECURITY_ARCHIVE, source)
                    ? security(source, lock.sources(), hints).orElse(base)
                    : base;
        });
        return new LockFile(sources, lock.plans());
    }

    private static boolean isOf(Kind kind, Source source) {
        return source.kind() == kind && ArchiveSources.familyOf(source).isPresent();
    }

    private static Optional<URI> mirror(ImageSpec.Hints hints) {
        return hints.debianMirror().map(DebianMirrors::folder);
    }

    /** Where security updates are now; empty where they stay. */
    private static Optional<URI> security(Source security, SortedMap<Source, URI> locked, ImageSpec.Hints hints) {
        return hints.debianSecurityMirror()
                .map(DebianMirrors::folder)
                .or(() -> mirror(hints).filter(mirror -> liesIn(security, locked)))
                .or(() -> mirror(hints)
                        .filter(mirror -> liesBeside(security, locked))
                        .flatMap(DebianMirrors::sibling));
    }

    /** Whether a mirror of the archive has the security updates too: all archives of the family do, or this one did. */
    private static boolean liesIn(Source security, SortedMap<Source, URI> locked) {
        Suite.Family family = ArchiveSources.familyOf(security).orElseThrow();
        return !family.securityApart()
                || archives(locked, archive -> ArchiveSources.isOf(family, archive))
                        .anyMatch(isBaseOf(security, locked));
    }

    /** Whatever family it is of: one mirror stands in for all archives. */
    private static boolean liesBeside(Source security, SortedMap<Source, URI> locked) {
        return archives(locked, archive -> true)
                .flatMap(archive -> DebianMirrors.sibling(archive).stream())
                .anyMatch(isBaseOf(security, locked));
    }

    private static Predicate<URI> isBaseOf(Source source, SortedMap<Source, URI> locked) {
        return base -> base.equals(locked.get(source));
    }

    private static Stream<URI> archives(SortedMap<Source, URI> locked, Predicate<Source> wanted) {
        return locked.entrySet().stream()
                .filter(entry -> isOf(Kind.ARCHIVE, entry.getKey()) && wanted.test(entry.getKey()))
                .map(Map.Entry::getValue);
    }
}
