package org.pyflinkimage.resolve.debian;

import java.util.List;
import org.pyflinkimage.facts.Suite;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.Problem;

/** What is said where nobody names the archive of a suite. */
final class NoArchive {

    private static final String MIRROR = "name the archive, the folder that holds `dists/`: "
            + Element.DEBIAN_MIRROR.named() + ", with `<debianSecurityMirror>` for its security updates";

    private NoArchive() {}

    /**
     * The three ways out of an official image that names no archive, and what helps against what went wrong.
     *
     * @param image that would have named the archive
     * @param causes why it did not
     */
    static Problem because(Suite suite, ImageReference image, List<Problem> causes) {
        String family = suite.family().title();
        Problem problem = unknown(suite)
                .why(
                        "where neither the declaration nor this machine's apt (`/etc/apt`) names one of %s, `%s` is read, which does"
                                .formatted(family, image))
                .remedy(MIRROR)
                .remedy("name another image that has apt sources of %s: ".formatted(family)
                        + Element.DEBIAN_IMAGE.named())
                .remedy(
                        "build on a machine whose apt has sources of %s, and commit `pyflink.lock`: from then on nobody looks for it"
                                .formatted(family));
        return with(problem, causes);
    }

    /** The ways out of a declared image that cannot be read. It is asked before any machine's apt, so that another machine is none. */
    static Problem ofDeclared(Suite suite, ImageReference image, List<Problem> causes) {
        Problem problem = unknown(suite)
                .why("`%s` is to name it, as `<debianImage>` says".formatted(image))
                .remedy("another image, or none, in " + Element.DEBIAN_IMAGE.named())
                .remedy(MIRROR);
        return with(problem, causes);
    }

    /** Whether it is that nobody names an archive. */
    static boolean isMet(Problem problem) {
        return problem.code().equals("PYF-301");
    }

    private static Problem unknown(Suite suite) {
        return Problem.environment(
                "PYF-301",
                "no archive of %s %s is known to take the operating system from"
                        .formatted(suite.family().title(), suite.name()));
    }

    private static Problem with(Problem problem, List<Problem> causes) {
        Problem whole = problem;
        for (Problem cause : causes) {
            whole = with(whole, cause);
        }
        return whole;
    }

    private static Problem with(Problem problem, Problem cause) {
        return problem.why("[%s] %s".formatted(cause.code(), cause.what()))
                .why(cause.why())
                .remedy(cause.remedies());
    }
}
