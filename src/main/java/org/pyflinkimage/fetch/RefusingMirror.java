package org.pyflinkimage.fetch;

import java.util.List;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;

/**
 * A mirror of standalone CPythons that refuses a file. Storages that list nothing to strangers refuse what they have not, too (403 in
 * the place of 404): a file may lie at another path then, and whether a login would help, nobody can see.
 */
public final class RefusingMirror {

    private static final String REFUSED = "PYF-505";

    private RefusingMirror() {}

    /** Whether a download failed because a server refused it. */
    public static boolean isMet(PyFlinkException failure) {
        return failure.problems().stream().allMatch(problem -> problem.code().equals(REFUSED));
    }

    /** What is said of the refusal; what a package index would need is none of it. */
    public static PyFlinkException explained(PyFlinkException failure) {
        PyFlinkException explained = new PyFlinkException(
                failure.problems().stream().map(RefusingMirror::explained).toList());
        explained.initCause(failure);
        return explained;
    }

    static Problem explained(Problem problem) {
        return problem.code().equals(REFUSED)
                ? problem.withRemedies(
                                List.of(
                                        "look whether it is there: some storages refuse what they have not, as if it needed a login"))
                        .remedy(
                                ("where it needs one: in `~/.netrc`, or in the mirror's address as `https://user:password@host/`, "
                                                + "%s or `UV_PYTHON_INSTALL_MIRROR`")
                                        .formatted(Element.PYTHON_MIRROR.named()))
                : problem;
    }
}
