package org.pyflinkimage.build;

import java.util.List;
import org.pyflinkimage.build.base.Bases;
import org.pyflinkimage.image.Builder;
import org.pyflinkimage.value.BuildLog;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.Problem.Severity;
import org.pyflinkimage.value.PyFlinkException;

/** Judges bases as their registries have them, before a builder begins with one. */
record BaseCheck(Bases bases, Builder builder, BuildLog log) {

    /**
     * Ends the work where a base cannot be built upon; tells what else is to be known of it.
     *
     * @throws PyFlinkException with all errors, {@code PYF-910} to {@code PYF-923}
     */
    void require(List<RenderedImage> images) {
        List<Problem> problems = images.stream()
                .flatMap(rendered -> problems(rendered.image()).stream())
                .distinct()
                .toList();
        PyFlinkException.throwErrors(problems, log::warn);
    }

    private List<Problem> problems(PlannedImage image) {
        return image.spec().base().stream()
                .flatMap(base -> problems(base, image).stream())
                .toList();
    }

    private List<Problem> problems(ImageReference base, PlannedImage image) {
        List<Problem> problems = bases.problems(base, image.plan());
        boolean refuses = problems.stream().anyMatch(problem -> problem.severity() == Severity.ERROR);
        return refuses && mayBeAnother(base)
                ? problems.stream().map(BaseCheck::doubted).toList()
                : problems;
    }

    /**
     * Whether the builder may take another image by that name than its registry has: one of its own storage, or where the name
     * has no registry, one of another registry. A digest leaves nothing open.
     */
    private boolean mayBeAnother(ImageReference base) {
        boolean named =
                base.repository().registry().isPresent() || builder.name().equals("docker");
        return base.digest().isEmpty() && (!named || builder.has(base));
    }

    private static Problem doubted(Problem problem) {
        return problem.severity() == Severity.ERROR
                ? problem.withSeverity(Severity.WARNING)
                        .why("so it is in its registry; the builder may have another image of that name, and is asked")
                : problem;
    }
}
