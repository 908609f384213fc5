package org.pyflinkimage.debian;

import java.nio.file.Path;
import java.util.ArrayList;
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
        BaseFiles.install(system);
        Accounts.install(system);
        SystemAlternatives.install(system, options);
        TrustedCertificates.install(system);
        DpkgStatus.install(system, packages, origins);
        requirePrograms(system, options);
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

    static Problem incomplete(String path) {
        return Problem.declaration("PYF-312", "the operating system's packages do not bring `%s`".formatted(path))
                .why("the lock file lists other packages than this plugin asks for")
                .remedy("delete the lock file's entry, or the file, to resolve anew");
    }
}
