package org.pyflinkimage.job;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.JobEntry;
import org.pyflinkimage.value.Problem;

/** What is said where that which a job runs is left out of its folder. */
final class LeftOutEntry {

    private LeftOutEntry() {}

    /** Why what is to be run is left out; empty where it is taken, and where it is not here. */
    static Optional<Problem> problem(JobEntry entry, SortedMap<String, Reason> leftOut) {
        List<Map.Entry<String, Reason>> left = leftOut.entrySet().stream()
                .filter(each -> holds(each.getKey(), entry.file()))
                .toList();
        return left.stream()
                .filter(each -> each.getValue().cause() != Reason.Cause.USUAL)
                .findFirst()
                .or(() -> left.stream().findFirst())
                .map(each -> problem(entry, each.getKey(), each.getValue()));
    }

    private static Problem problem(JobEntry entry, String path, Reason reason) {
        Problem problem = Problem.declaration(
                        "PYF-252", "`%s`, which is to be run, is left out".formatted(entry.file()))
                .why("`%s`: %s".formatted(path, reason.text()));
        String other = entry instanceof JobEntry.Module
                ? "another module: " + Element.MODULE.pathNamed()
                : "another entry: " + Element.ENTRY.pathNamed();
        return switch (reason.cause()) {
            case DECLARED -> problem.remedy("another pattern in `<job><excludes>` (-Dpyflink.excludes)");
            case USUAL -> problem.remedy(Element.INCLUDES.with(entry.file()));
            case OWN ->
                problem.remedy("another place for what the build writes: " + Element.OUTPUT.named() + ", "
                                + Element.RENDERED.named() + ", " + Element.LOCK_FILE.named())
                        .remedy("or " + other);
            case NO_FILE -> problem.remedy("a file in its place, or " + other);
        };
    }

    /** Whether that is the file, or a folder above it. */
    static boolean holds(String left, String entry) {
        return left.endsWith("/") ? entry.startsWith(left) : entry.equals(left);
    }
}
