package org.pyflinkimage.resolve.debian;

import java.util.List;
import org.pyflinkimage.facts.Suite;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.Problem;

/** What is said where nobody names the archive of a suite. */
final class NoArchive {

    private NoArchive() {}

    /**
     * The three ways out, and what helps against what went wrong.
     *
     * @param image that would have named the archive
     * @param causes why it did not
     */
    static Problem because(Suite suite, ImageReference image, List<Problem> causes) {
        String family = suite.family().title();
        Problem problem = Problem.environment(
                        "PYF-301",
                        "no archive of %s %s is known to take the operating system from"
                                .formatted(family, suite.name()))
                .why(
                        "where neither the declaration nor this machine's apt (`/etc/apt`) names one of %s, `%s` is read, which does"
                                .formatted(family, image))
                .remedy(
                        "name the archive, the folder that holds `dists/`: `<debianMirror>` (-Dpyflink.debianMirror), with "
                                + "`<debianSecurityMirror>` for its security updates")
                .remedy("name another image that has apt sources of %s: `<debianImage>` (-Dpyflink.debianImage)"
                        .formatted(family))
                .remedy(
                        "build on a machine whose apt has sources of %s, and commit `pyflink.lock`: from then on nobody looks for it"
                                .formatted(family));
        for (Problem cause : causes) {
            problem = with(problem, cause);
        }
        return problem;
    }

    private static Problem with(Problem problem, Problem cause) {
        return problem.why("[%s] %s".formatted(cause.code(), cause.what()))
                .why(cause.why())
                .remedy(cause.remedies());
    }
}
