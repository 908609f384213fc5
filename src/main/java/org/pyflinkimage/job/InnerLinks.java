package org.pyflinkimage.job;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.pyflinkimage.system.LinkEnd;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.Slashes;

/**
 * The symbolic links of a folder: those that lead to other files of it are kept, whatever way they take there. Any other may lead to
 * what nobody meant to give away, and in an image it would lead to nothing.
 */
final class InnerLinks {

    private final FolderRole role;
    private final Path root;
    private final Set<Path> chosen = new HashSet<>();

    /**
     * The links of a folder.
     *
     * @param root without links in its own path
     * @param taken files and links; folders are there for what lies in them
     */
    InnerLinks(FolderRole role, Path root, Stream<Path> taken) {
        this.role = role;
        this.root = root;
        chosen.add(root);
        taken.forEach(file -> {
            for (Path path = file; path != null && chosen.add(path); ) {
                path = path.getParent();
            }
        });
    }

    /** A link that is kept; empty for one that is refused. */
    Optional<ChosenFile> read(Path link, String path) {
        return LinkEnd.of(link).path().filter(chosen::contains).map(end -> {
            Path folder = Objects.requireNonNull(link.getParent(), "a link lies in a folder");
            String target = Slashes.between(folder, end);
            return new ChosenFile.Link(path, target.isEmpty() ? "." : target);
        });
    }

    /** Why a link is refused. */
    Problem problem(Path link) {
        String name = Slashes.between(root, link);
        Problem problem = Problem.declaration(
                        "PYF-253", "`%s` of %s is a symbolic link to %s".formatted(name, role.title(), kind(link)))
                .why(
                        "a link is kept where it leads to another file of %s; what lies elsewhere does not reach an image by a link"
                                .formatted(role.title()))
                .remedy("a copy in its place");
        for (String way : role.waysOut().apply(name)) {
            problem = problem.remedy(way);
        }
        return problem;
    }

    private String kind(Path link) {
        LinkEnd end = LinkEnd.of(link);
        if (end.path().isEmpty()) {
            return end.kind();
        }
        return end.kind() + (end.isIn(root) ? " of %s that is left out" : " outside of %s").formatted(role.title());
    }
}
