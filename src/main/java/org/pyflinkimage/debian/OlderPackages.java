package org.pyflinkimage.debian;

import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.pyflinkimage.tree.FileNode.Directory;
import org.pyflinkimage.tree.FileNode.SymbolicLink;
import org.pyflinkimage.tree.FileTree;
import org.pyflinkimage.tree.Origin;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.UnixPath;

/**
 * The packages of a system that is there which newer ones take the place of, and what goes with them: what dpkg would
 * remove of them, and of what it keeps about them.
 */
final class OlderPackages {

    private final SystemTree system;
    private final List<UnpackedPackage> packages;
    /** By the names of those that come. */
    private final NavigableMap<String, InstalledPackage> older = new TreeMap<>();

    private OlderPackages(SystemTree system, List<UnpackedPackage> packages) {
        this.system = system;
        this.packages = packages;
    }

    /**
     * What the system has of some packages.
     *
     * @throws PyFlinkException {@code PYF-952} where one of them is no newer than what is there, {@code PYF-951} where
     *     dpkg lays files of one somewhere else there
     */
    static OlderPackages of(SystemTree system, List<UnpackedPackage> packages) {
        OlderPackages found = new OlderPackages(system, packages);
        List<InstalledPackage> installed = DpkgStatus.installed(system);
        for (UnpackedPackage unpacked : packages) {
            installed.stream()
                    .filter(there -> isThat(there, unpacked))
                    .forEach(there -> found.older.put(unpacked.name(), requireOlder(there, unpacked)));
        }
        PyFlinkException.throwIfAny(found.diverted());
        return found;
    }

    private static boolean isThat(InstalledPackage there, UnpackedPackage unpacked) {
        return there.givesWayTo(unpacked.name(), unpacked.control().get("Architecture"));
    }

    private static InstalledPackage requireOlder(InstalledPackage there, UnpackedPackage unpacked) {
        if (there.version().compareTo(unpacked.version()) >= 0) {
            throw Problem.declaration(
                            "PYF-952",
                            "the lock file has the package `%s` %s, which the base has in version %s"
                                    .formatted(there.name(), unpacked.version(), there.version()))
                    .why("packages that come upon a base take the place of older ones alone")
                    .remedy("delete the lock file's entry, or the file, to resolve anew")
                    .toException();
        }
        return there;
    }

    /** What one takes the place of. */
    Optional<InstalledPackage> of(UnpackedPackage unpacked) {
        return Optional.ofNullable(older.get(unpacked.name()));
    }

    /** Whether dpkg's paragraph is of one of those. */
    boolean isOne(String paragraph) {
        return InstalledPackage.ofStatus(paragraph).stream()
                .anyMatch(there -> packages.stream().anyMatch(unpacked -> isThat(there, unpacked)));
    }

    /** Hides what the older ones have and nobody else, before the newer ones are laid out. */
    void hide(PackageOrigins origins) {
        if (older.isEmpty()) {
            return;
        }
        Set<UnixPath> kept = kept();
        for (UnpackedPackage unpacked : packages) {
            of(unpacked).ifPresent(there -> hide(there, kept, origins.of(unpacked)));
        }
    }

    private void hide(InstalledPackage there, Set<UnixPath> kept, Origin origin) {
        Set<String> configuration = there.configuration().keySet();
        NavigableSet<UnixPath> gone = new TreeSet<>();
        for (String line : listed(there)) {
            Optional<UnixPath> path = configuration.contains(line) ? Optional.empty() : canonical(line);
            path.filter(file -> !kept.contains(file) && !isMerge(file)).ifPresent(gone::add);
        }
        // Each before the folder that it lies in.
        gone.descendingSet().forEach(path -> tree().hide(origin, path));
        Set<String> lists = Set.copyOf(DpkgStatus.listsOf(there));
        tree().entriesBelow(tree().realFolder(DpkgStatus.RECORDS)).stream()
                .map(FileTree.Entry::path)
                .filter(path -> lists.contains(DpkgStatus.listBeside(path)))
                .forEach(path -> tree().hide(origin, path));
    }

    /** What packages bring, those that come and all others. */
    private Set<UnixPath> kept() {
        Set<UnixPath> kept = new HashSet<>();
        packages.stream()
                .flatMap(unpacked -> unpacked.data().stream())
                .filter(member -> !PathExcludes.exclude(member.path(), member.node()))
                .forEach(member -> kept.add(tree().canonical(member.path())));
        Set<String> gone = new HashSet<>();
        older.values().forEach(there -> gone.addAll(DpkgStatus.listsOf(there)));
        tree().entriesBelow(tree().realFolder(DpkgStatus.RECORDS)).stream()
                .map(FileTree.Entry::path)
                .filter(DpkgStatus::isList)
                .filter(list -> !gone.contains(list.name()))
                .flatMap(list -> lines(list).stream())
                .forEach(line -> canonical(line).ifPresent(kept::add));
        return kept;
    }

    /** A package that was made before the merge of {@code /usr} has such a link as a folder. */
    private boolean isMerge(UnixPath path) {
        return path.parent().isRoot()
                && tree().find(path)
                        .filter(entry -> entry.node() instanceof SymbolicLink)
                        .isPresent();
    }

    /** The configuration that a newer version does not have and dpkg keeps, each with the MD5 of the older one's. */
    SortedMap<String, String> obsolete(UnpackedPackage unpacked) {
        SortedMap<String, String> obsolete = new TreeMap<>();
        of(unpacked).ifPresent(there -> obsolete.putAll(there.configuration()));
        packages.stream()
                .flatMap(each -> each.data().stream())
                .forEach(member -> obsolete.remove(member.path().value()));
        obsolete.keySet().removeIf(path -> !system.has(path));
        return obsolete;
    }

    private List<Problem> diverted() {
        List<String> diversions = older.isEmpty() ? List.of() : lines(DpkgStatus.DIVERSIONS);
        return packages.stream()
                .filter(unpacked -> of(unpacked).isPresent())
                .flatMap(unpacked -> Stream.iterate(0, first -> first + 2 < diversions.size(), first -> first + 3)
                        .map(first -> diversions.subList(first, first + 3))
                        .filter(diversion -> !diversion.get(2).equals(unpacked.name()))
                        .filter(diversion -> !leadsToFolder(diversion.get(0)))
                        .filter(diversion -> has(unpacked, diversion.get(0)))
                        .map(diversion -> diverted(unpacked, diversion)))
                .toList();
    }

    /** Ubuntu's own base diverts {@code /lib}, a link by now: packages have folders there, and no file is moved for it. */
    private boolean leadsToFolder(String path) {
        return UnixPath.ofWritten(path)
                .flatMap(tree()::follow)
                .filter(entry -> entry.node() instanceof Directory)
                .isPresent();
    }

    private boolean has(UnpackedPackage unpacked, String path) {
        return unpacked.data().stream().anyMatch(member -> member.path().value().equals(path))
                || of(unpacked).filter(there -> listed(there).contains(path)).isPresent();
    }

    private Problem diverted(UnpackedPackage unpacked, List<String> diversion) {
        return unable(
                        of(unpacked).orElseThrow(),
                        unpacked.version(),
                        "`%s` of it lies in `%s` in the base".formatted(diversion.get(0), diversion.get(1)))
                .why("`dpkg-divert` has said so there: `/var/lib/dpkg/diversions`")
                .remedy("a base without it: `dpkg-divert --remove --rename %s`".formatted(diversion.get(0)))
                .remedy("or a newer base: `<base>` (-Dpyflink.base)");
    }

    /** That something keeps a newer version of an installed package out. */
    static Problem unable(InstalledPackage there, DebianVersion newer, String what) {
        return Problem.declaration(
                "PYF-951",
                "`%s` %s cannot take the place of %s: %s".formatted(there.name(), newer, there.version(), what));
    }

    private List<String> listed(InstalledPackage there) {
        return DpkgStatus.listsOf(there).stream()
                .flatMap(name -> lines(DpkgStatus.RECORDS.resolve(name)).stream())
                .toList();
    }

    private List<String> lines(UnixPath file) {
        return tree().text(file).stream().flatMap(String::lines).toList();
    }

    private Optional<UnixPath> canonical(String line) {
        return UnixPath.ofWritten(line).filter(path -> !path.isRoot()).map(tree()::canonical);
    }

    private FileTree tree() {
        return system.tree();
    }
}
