package org.pyflinkimage.debian;

import java.util.List;
import org.pyflinkimage.tree.FileNode;
import org.pyflinkimage.tree.FileNode.SymbolicLink;
import org.pyflinkimage.value.UnixPath;

/**
 * What of a package nobody reads in a container: the paths that dpkg leaves out under the {@code path-exclude} rules of slim images.
 *
 * <p>Copyright files stay, as their licenses demand, and so do the links that lead to them.
 */
final class PathExcludes {

    private static final UnixPath DOCUMENTATION = UnixPath.of("/usr/share/doc");
    private static final UnixPath LOCALE_ALIASES = UnixPath.of("/usr/share/locale/locale.alias");
    private static final List<UnixPath> EXCLUDED = List.of(
            UnixPath.of("/usr/share/man"),
            UnixPath.of("/usr/share/locale"),
            UnixPath.of("/usr/share/info"),
            UnixPath.of("/usr/share/groff"),
            UnixPath.of("/usr/share/lintian"),
            UnixPath.of("/usr/share/linda"),
            UnixPath.of("/usr/share/doc-base"),
            UnixPath.of("/usr/share/bug"),
            UnixPath.of("/usr/share/menu"));

    private PathExcludes() {}

    static boolean exclude(UnixPath path, FileNode node) {
        if (path.startsWith(DOCUMENTATION)) {
            boolean linkOfPackage =
                    node instanceof SymbolicLink && path.parent().equals(DOCUMENTATION);
            return !linkOfPackage && !path.name().startsWith("copyright");
        }
        return !path.equals(LOCALE_ALIASES) && EXCLUDED.stream().anyMatch(path::startsWith);
    }
}
