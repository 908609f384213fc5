package org.pyflinkimage.resolve.debian;

import java.net.URI;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.pyflinkimage.plan.LockFile;
import org.pyflinkimage.spec.ImageSpec;

/**
 * Lets a declared mirror stand in for the archive that a lock file was made from. The files are the same ones, which their sums
 * decide; a mirror that has changed is no reason to resolve anew.
 */
public final class DeclaredMirrors {

    private static final String FAMILIES = DebianSuites.read().families().stream()
            .map(DebianSuite.Family::name)
            .collect(Collectors.joining("|", "(", ")"));

    /** A number follows where a lock file has several archives of one kind. */
    private static final Pattern MAIN = Pattern.compile(FAMILIES + "(-[0-9]+)?");

    private static final Pattern SECURITY = Pattern.compile(FAMILIES + "-security(-[0-9]+)?");

    private DeclaredMirrors() {}

    /**
     * The lock file with the declared addresses in the places of its own. Where only the main mirror is declared, security updates
     * move with it if they lay beside the main archive before.
     */
    public static LockFile replace(LockFile lock, ImageSpec.Hints hints) {
        Set<URI> siblings = lock.sources().entrySet().stream()
                .filter(source -> MAIN.matcher(source.getKey()).matches())
                .map(source -> DebianMirrors.sibling(source.getValue()))
                .collect(Collectors.toSet());
        SortedMap<String, URI> sources = new TreeMap<>(lock.sources());
        sources.replaceAll((name, base) -> MAIN.matcher(name).matches()
                ? hints.debianMirror().map(DebianMirrors::folder).orElse(base)
                : SECURITY.matcher(name).matches() ? security(base, siblings.contains(base), hints) : base);
        return new LockFile(sources, lock.plans());
    }

    private static URI security(URI base, boolean isSibling, ImageSpec.Hints hints) {
        return hints.debianSecurityMirror()
                .map(DebianMirrors::folder)
                .or(() -> hints.debianMirror().filter(mirror -> isSibling).map(DebianMirrors::sibling))
                .orElse(base);
    }
}
