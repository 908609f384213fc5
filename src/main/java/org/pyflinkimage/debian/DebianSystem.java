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
     *
     * @param tree has dpkg's status of that system
     * @throws org.pyflinkimage.value.PyFlinkException as {@link #install}; {@code PYF-952} where one of them is there already
     */
    public void installUpon(FileTree tree, SystemOptions options) {
        SystemTree system = SystemTree.of(tree);
        requireNew(DpkgStatus.installed(system));
        PackageOrigins origins = new PackageOrigins(options);
        PackageInstallation installation = PackageInstallation.upon(tree, origins);
        packages.forEach(installation::install);
        system.linkIfMissing("/bin/sh", "dash");
        SystemAlternatives.installUpon(system, options);
        TrustedCertificates.installUpon(
                system, packages.stream().map(UnpackedPackage::name).toList());
        DpkgStatus.installUpon(system, packages, origins);
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

    /** Of what is there, no other version takes its place: what else was made for it might not be for that. */
    private void requireNew(List<InstalledPackage> there) {
        for (InstalledPackage one : there) {
            if (packages.stream()
                    .anyMatch(unpacked -> unpacked.name().equals(one.name()) && servesAsMuch(one, unpacked))) {
                throw Problem.declaration(
                                "PYF-952",
                                "the lock file has the package `%s`, which the base has in version %s"
                                        .formatted(one.name(), one.version()))
                        .why("packages come upon a base, and take the place of none that it has")
                        .remedy("delete the lock file's entry, or the file, to resolve anew")
                        .toException();
            }
        }
    }

    private static boolean servesAsMuch(InstalledPackage there, UnpackedPackage unpacked) {
        String architecture = unpacked.control().get("Architecture");
        return architecture.equals("all") || there.serves(architecture);
    }

    static Problem incomplete(String path) {
        return Problem.declaration("PYF-312", "the operating system's packages do not bring `%s`".formatted(path))
                .why("the lock file lists other packages than this plugin asks for")
                .remedy("delete the lock file's entry, or the file, to resolve anew");
    }
}
