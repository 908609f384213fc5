package org.pyflinkimage.spec.reader;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.pyflinkimage.spec.Declaration;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.ProjectFiles;
import org.pyflinkimage.value.Problem;

/**
 * What the readers of one declaration share.
 *
 * @param problems found so far, in the order of the elements
 */
record Reading(Declaration declaration, ProjectFiles files, List<Problem> problems) {

    /** An element's values. */
    List<String> values(Element element) {
        return declaration.values(element);
    }

    /** The value of an element that takes one. */
    Optional<String> value(Element element) {
        List<String> all = values(element);
        if (all.size() > 1) {
            report(Problem.declaration(
                            "PYF-008", "`%s` takes one value: `%s`".formatted(element.tag(), String.join("`, `", all)))
                    .remedy(element.with(all.get(0))));
        }
        return all.stream().findFirst();
    }

    /** Where a relative path leads; empty where the text is no path. */
    Optional<Path> path(String text) {
        return pathIn(declaration.folder(), text);
    }

    /** The same from another folder. */
    static Optional<Path> pathIn(Path folder, String text) {
        try {
            return Optional.of(folder.resolve(text).normalize());
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** Where a relative path leads to a file that is there. */
    Optional<Path> file(String text) {
        return path(text).filter(files::isFile);
    }

    void report(Problem problem) {
        problems.add(problem);
    }
}
