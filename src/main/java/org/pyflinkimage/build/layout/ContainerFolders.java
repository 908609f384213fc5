package org.pyflinkimage.build.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pyflinkimage.flink.FlinkHome;
import org.pyflinkimage.spec.ContainerSpec.Folders;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.tree.FileNode.Directory;
import org.pyflinkimage.tree.FileTree;
import org.pyflinkimage.tree.LayerKind;
import org.pyflinkimage.tree.Origin;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.UnixPath;

/** The folders that containers are declared to have, in an image that has everything else. */
final class ContainerFolders {

    private static final Origin ORIGIN = new Origin(LayerKind.CONFIGURATION, "folders of containers");

    private ContainerFolders() {}

    /**
     * Makes those that nothing else brings.
     *
     * @throws PyFlinkException {@code PYF-064} for each in whose place, or above which, something else lies
     */
    static void install(Folders folders, FileTree tree) {
        List<Problem> problems = new ArrayList<>();
        for (UnixPath folder : folders.all()) {
            Optional<UnixPath> other = inTheWay(folder, tree);
            other.ifPresentOrElse(
                    file -> problems.add(problem(folder, file, folders)),
                    () -> tree.add(ORIGIN, folder, FlinkHome.WRITABLE));
        }
        PyFlinkException.throwIfAny(problems);
    }

    /** What is no folder, of the path and those above it; a link that leads nowhere is none either. */
    private static Optional<UnixPath> inTheWay(UnixPath folder, FileTree tree) {
        for (UnixPath path = folder; !path.isRoot(); path = path.parent()) {
            boolean isFolder = tree.follow(path)
                    .filter(entry -> entry.node() instanceof Directory)
                    .isPresent();
            if (tree.find(path).isPresent()) {
                return isFolder ? Optional.empty() : Optional.of(path);
            }
        }
        return Optional.empty();
    }

    private static Problem problem(UnixPath folder, UnixPath other, Folders folders) {
        Element element = folders.volumes().contains(folder) ? Element.VOLUMES : Element.WORKING_DIRECTORY;
        return Problem.declaration("PYF-064", "`%s` in `%s` is no folder of the image".formatted(folder, element.tag()))
                .why("`%s` is a file there, or a link that leads to no folder".formatted(other))
                .remedy(element.with("/opt/flink/work"));
    }
}
