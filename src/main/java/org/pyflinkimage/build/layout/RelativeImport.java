package org.pyflinkimage.build.layout;

import java.util.List;
import org.pyflinkimage.build.layout.JobSources.Import;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.value.Problem;

/**
 * An import with more dots than what is run has packages above it, and where the same is found without them.
 *
 * @param folders of the job that the file lies in
 * @param name of the file, without its end
 */
record RelativeImport(Import found, List<String> folders, String name) {

    /** A folder's name that is no module of Python's. */
    private static final String PACKAGE = "jobs";

    RelativeImport {
        folders = List.copyOf(folders);
    }

    /** {@code PYF-267}. */
    static Problem problem(Import found) {
        List<String> parts =
                List.of(found.source().shown().replaceFirst("\\.py$", "").split("/", -1));
        int last = parts.size() - 1;
        return new RelativeImport(found, parts.subList(0, last), parts.get(last)).toProblem();
    }

    private Problem toProblem() {
        boolean file = found.source().packageName().isEmpty();
        Problem problem = Problem.declaration(
                        "PYF-267",
                        file
                                ? "`%s` has relative imports, and is run as a file"
                                        .formatted(found.source().shown())
                                : "`%s` has relative imports that lead out of its package"
                                        .formatted(found.source().shown()))
                .why("line %s; Python ends with `attempted relative import %s`"
                        .formatted(
                                found.statement().line(),
                                file ? "with no known parent package" : "beyond top-level package"))
                .withSeverity(Problem.Severity.WARNING);
        return absolute(asModule(problem));
    }

    /** Where the dots lead out of the job's folder, one folder more is what makes a package of it. */
    private Problem asModule(Problem problem) {
        String module = String.join(".", folders) + (folders.isEmpty() ? "" : ".") + name;
        int level = found.statement().level();
        if (!JobSources.isName(module) || level > folders.size() + 1) {
            return problem;
        }
        return level <= folders.size()
                ? problem.remedy("in place of `<entry>`: " + Element.MODULE.with(module))
                : problem.remedy(
                        "a folder of their own for the job's files, such as `%s`, and in place of `<entry>`: %s"
                                .formatted(PACKAGE, Element.MODULE.with(PACKAGE + "." + module)));
    }

    private Problem absolute(Problem problem) {
        int above = found.statement().level() - 1;
        if (above > folders.size()) {
            return problem.remedy("imports from the job's folder on, without dots before them");
        }
        String from = String.join(".", folders.subList(0, folders.size() - above));
        String module = found.statement().module();
        String whole = from.isEmpty() || module.isEmpty() ? from + module : from + "." + module;
        String names = String.join(", ", found.statement().names());
        return problem.remedy("or without dots: `%s`"
                .formatted(whole.isEmpty() ? "import " + names : "from %s import %s".formatted(whole, names)));
    }
}
