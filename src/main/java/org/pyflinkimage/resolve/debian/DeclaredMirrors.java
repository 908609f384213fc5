package org.pyflinkimage.resolve.debian;

import java.net.URI;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.pyflinkimage.facts.Facts;
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

    private static final Set<String> FAMILIES = Facts.shipped().suites().families().stream()
            .map(Suite.Family::name)
            .collect(Collectors.toUnmodifiableSet());

    private DeclaredMirrors() {}

    /**
     * The lock file with the declared addresses in the places of its own. Where only the main mirror is declared, security updates
     * move with it if they lay beside the main archive before.
     */
    public static LockFile replace(LockFile lock, ImageSpec.Hints hints) {
        Set<URI> siblings = lock.sources().entrySet().stream()
                .filter(source -> isOf(Kind.ARCHIVE, source.getKey()))
                .flatMap(source -> DebianMirrors.sibling(source.getValue()).stream())
                .collect(Collectors.toSet());
        SortedMap<Source, URI> sources = new TreeMap<>(lock.sources());
        sources.replaceAll((source, base) -> isOf(Kind.ARCHIVE, source)
                ? hints.debianMirror().map(DebianMirrors::folder).orElse(base)
                : isOf(Kind.SECURITY_ARCHIVE, source) ? security(base, siblings.contains(base), hints) : base);
        return new LockFile(sources, lock.plans());
    }

    private static boolean isOf(Kind kind, Source source) {
        return source.kind() == kind && FAMILIES.contains(source.family());
    }

    private static URI security(URI base, boolean isSibling, ImageSpec.Hints hints) {
        return hints.debianSecurityMirror()
                .map(DebianMirrors::folder)
                .or(() -> hints.debianMirror().filter(mirror -> isSibling).flatMap(DebianMirrors::sibling))
                .orElse(base);
    }
}
