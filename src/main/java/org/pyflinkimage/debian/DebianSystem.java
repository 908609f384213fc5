package org.pyflinkimage.debian;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.pyflinkimage.tree.FileNode;
import org.pyflinkimage.tree.FileTree;
import org.pyflinkimage.tree.LayerKind;
import org.pyflinkimage.tree.Origin;
import org.pyflinkimage.value.ImagePaths;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.UnixPath;

/**
 * The operating system of an image: packages' files, and what their maintainer scripts would have made of them.
 *
 * <p>No script is run. What they would have written is known for the packages that an image has, and written here.
 */
public final class DebianSystem {

    /** Where dpkg keeps which packages are installed. */
    public static final UnixPath STATUS = UnixPath.of("/var/lib/dpkg/status");

    /** Where dpkg keeps what it has of each package. */
    public static final UnixPath RECORDS = DpkgStatus.RECORDS;

    /** The links are the same in every image, and so are a part of base-files, which releases of today have them from. */
    private static final Origin MERGE = new Origin(LayerKind.OPERATING_SYSTEM, "usr-merge", "base-files");

    /** Laid down first, so that the directories which all share have the modes and owners that they give them. */
    private static final List<String> FIRST = List.of("base-files", "base-passwd");

    private final List<UnpackedPackage> packages;

    private DebianSystem(List<UnpackedPackage> packages) {
        this.packages = packages;
    }

    /**
     * The system of some packages.
     *
     * @param packedDebs made by {@link DebFile#pack}; their order does not matter
     */
    public static DebianSystem of(List<Path> packedDebs) {
        return new DebianSystem(packedDebs.stream()
                .map(UnpackedPackage::read)
                .sorted(Comparator.comparing(UnpackedPackage::name))
                .toList());
    }

    /** What the packages say of themselves. */
    public List<Stanza> controls() {
        return packages.stream().map(UnpackedPackage::control).toList();
    }

    /**
     * Lays the packages into an empty tree.
     *
     * @throws org.pyflinkimage.value.PyFlinkException {@code PYF-312} where a package is missing that the system cannot be without,
     *     {@code PYF-601} where two packages bring different files at one path
     */
    public void install(FileTree tree, SystemOptions options) {
        mergeUsr(tree, options.platform());
        PackageOrigins origins = new PackageOrigins(options);
        PackageInstallation installation = new PackageInstallation(tree, origins);
        packages.stream()
                .sorted(Comparator.comparing(unpacked -> !FIRST.contains(unpacked.name())))
                .forEach(installation::install);
        SystemTree system = SystemTree.of(tree);
        ScriptedFiles.install(system);
        Accounts.install(system);
        SystemAlternatives.install(system, options);
        TrustedCertificates.install(system);
        DpkgStatus.install(system, packages, origins);
        requirePrograms(system, options);
    }

    /**
     * Lays the packages over a system that is there. A file that lies at a path of theirs gives way, but for one that is configuration.
     * Of an older version that is there goes what the newer one has not.
     *
     * @param tree has dpkg's status of that system, and where older versions are there {@link #isList lists} and {@link #choices}
     * @throws org.pyflinkimage.value.PyFlinkException as {@link #install}; {@code PYF-952} where one of them is there, and no older one;
     *     {@code PYF-951} where one cannot take the place of an older one
     */
    public void installUpon(FileTree tree, SystemOptions options) {
        SystemTree system = SystemTree.of(tree);
        PackageOrigins origins = new PackageOrigins(options);
        OlderPackages older = OlderPackages.of(system, packages);
        older.hide(origins);
        PackageInstallation installation = PackageInstallation.upon(tree, origins, new SystemChoices(system, older));
        packages.forEach(installation::install);
        system.linkIfMissing("/bin/sh", "dash");
        SystemAlternatives.installUpon(system, options);
        TrustedCertificates.installUpon(
                system, packages.stream().map(UnpackedPackage::name).toList());
        DpkgStatus.installUpon(system, packages, origins, older);
    }

    /** Makes {@code /bin} and its like links into {@code /usr}, as every release since has them, and older ones can. */
    private static void mergeUsr(FileTree tree, Platform platform) {
        List<String> names = platform == Platform.LINUX_AMD64
                ? List.of("bin", "lib", "lib64", "sbin")
                : List.of("bin", "lib", "sbin");
        for (String name : names) {
            tree.add(MERGE, UnixPath.of("/usr/" + name), FileNode.directory());
            tree.add(MERGE, UnixPath.of("/" + name), FileNode.link("usr/" + name));
        }
    }

    private static void requirePrograms(SystemTree system, SystemOptions options) {
        List<String> programs = new ArrayList<>(List.of("/usr/bin/bash", "/usr/bin/sh"));
        options.python().ifPresent(line -> {
            programs.add("/usr/bin/python3");
            programs.add(ImagePaths.debianPython(line).value());
        });
        for (String program : programs) {
            if (!system.has(program)) {
                throw incomplete(program).toException();
            }
        }
    }

    /**
     * The folders of a system that is there in which {@link #installUpon} reads certificates.
     *
     * @param packages the names of those that come
     */
    public static List<UnixPath> foldersOfCertificates(Collection<String> packages) {
        return TrustedCertificates.foldersFor(packages);
    }

    /** Whether a file in one of those folders is read. */
    public static boolean isCertificate(UnixPath path) {
        return TrustedCertificates.isRead(path);
    }

    /** The names that the list of an installed package's files may have among {@link #RECORDS}. */
    public static List<String> listsOf(InstalledPackage there) {
        return DpkgStatus.listsOf(there);
    }

    /** Whether one of {@link #RECORDS} is a list of files, which says whose they are. */
    public static boolean isList(UnixPath path) {
        return DpkgStatus.isList(path);
    }

    /** Files in which somebody may have said that dpkg is to treat some in another way. */
    public static List<UnixPath> choices() {
        return List.of(DpkgStatus.DIVERSIONS, DpkgStatus.OVERRIDES);
    }

    static Problem incomplete(String path) {
        return Problem.declaration("PYF-312", "the operating system's packages do not bring `%s`".formatted(path))
                .why("the lock file lists other packages than this plugin asks for")
                .remedy("delete the lock file's entry, or the file, to resolve anew");
    }
}
