package org.pyflinkimage.debian;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.pyflinkimage.tree.FileNode;
import org.pyflinkimage.tree.FileNode.Directory;
import org.pyflinkimage.tree.FileNode.HardLink;
import org.pyflinkimage.tree.FileNode.RegularFile;
import org.pyflinkimage.tree.FileNode.SymbolicLink;
import org.pyflinkimage.tree.FileTree;
import org.pyflinkimage.tree.Origin;
import org.pyflinkimage.tree.PackedArchive.Member;
import org.pyflinkimage.value.UnixPath;

/** Lays packages' files into a tree whose {@code /usr} is merged, as {@code dpkg --unpack} would. */
final class PackageInstallation {

    private final FileTree tree;
    private final PackageOrigins origins;
    private final BiFunction<UnpackedPackage, Member, Optional<Member>> choices;
    private final Map<String, UnpackedPackage> installed = new HashMap<>();

    PackageInstallation(FileTree tree, PackageOrigins origins) {
        this(tree, origins, (unpacked, member) -> Optional.of(member));
    }

    private PackageInstallation(
            FileTree tree, PackageOrigins origins, BiFunction<UnpackedPackage, Member, Optional<Member>> choices) {
        this.tree = tree;
        this.origins = origins;
        this.choices = choices;
    }

    /** Over a system that is there: what somebody has chosen in it stays. */
    static PackageInstallation upon(FileTree tree, PackageOrigins origins, SystemChoices choices) {
        return new PackageInstallation(tree, origins, choices::member);
    }

    void install(UnpackedPackage unpacked) {
        installed.put(unpacked.name(), unpacked);
        Origin origin = origins.of(unpacked);
        Map<UnixPath, RegularFile> left = new HashMap<>();
        for (Member member : unpacked.data()) {
            FileNode node = substitute(member.node(), left);
            if (!PathExcludes.exclude(member.path(), node)) {
                choices.apply(unpacked, new Member(member.path(), node))
                        .ifPresent(chosen -> add(unpacked, origin, chosen.path(), chosen.node()));
            } else if (node instanceof RegularFile file) {
                left.put(member.path(), file);
            }
        }
    }

    /** A second name of a file that was left out is the file itself. */
    private static FileNode substitute(FileNode node, Map<UnixPath, RegularFile> left) {
        return node instanceof HardLink link && left.containsKey(link.target()) ? left.get(link.target()) : node;
    }

    private void add(UnpackedPackage unpacked, Origin origin, UnixPath path, FileNode node) {
        if (leadsToItself(path, node)) {
            return;
        }
        Optional<FileTree.Entry> present = node instanceof Directory ? Optional.empty() : tree.find(path);
        String owner = present.map(entry -> entry.origin().name()).orElse("");
        if (present.isPresent() && unpacked.replaces(owner)) {
            tree.replace(origin, path, node);
        } else if (present.isEmpty() || !isReplacedBy(owner, unpacked)) {
            tree.add(origin, path, node);
        }
    }

    private boolean isReplacedBy(String owner, UnpackedPackage unpacked) {
        UnpackedPackage other = installed.get(owner);
        return other != null && !owner.equals(unpacked.name()) && other.replaces(unpacked.name());
    }

    /** Where a package was made before the merge, {@code /usr/bin/which -> /bin/which} means what is one path now. */
    private boolean leadsToItself(UnixPath path, FileNode node) {
        UnixPath canonical = tree.canonical(path);
        return node instanceof SymbolicLink link
                && tree.canonical(canonical.resolveLink(link.target())).equals(canonical);
    }
}
