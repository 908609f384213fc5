package org.pyflinkimage.resolve.uv;

import java.util.List;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.Problem.Blame;

/**
 * Why uv has no answer, whatever it was doing meanwhile.
 *
 * @param what in words, with places for values
 * @param lines what to try, a line each: enums hold it, and want what cannot change
 */
record UvCause(Blame blame, String code, String what, String lines) {

    static final UvCause OFFLINE = new UvCause(
            Blame.ENVIRONMENT,
            "PYF-490",
            "uv could not read the package index, because this build is offline",
            "run once without `-o`, and commit the `pyflink.lock` that it writes",
            "or, where it was not given, take away what keeps uv alone from the network: `UV_OFFLINE`, `offline` in uv.toml");

    static final UvCause BROKEN = new UvCause(
            Blame.DECLARATION,
            "PYF-496",
            "A file of the package index cannot be used",
            "another version in " + Element.REQUIREMENTS.named(),
            "or tell those who run the index, or who published the file");

    UvCause(Blame blame, String code, String what, String... remedies) {
        this(blame, code, what, String.join("\n", remedies));
    }

    /** What to try. */
    List<String> remedies() {
        return lines.lines().toList();
    }

    /** The problem, without what to try: more may come before that. */
    Problem problem(Object... values) {
        String told = what.formatted(values);
        return blame == Blame.DECLARATION ? Problem.declaration(code, told) : Problem.environment(code, told);
    }
}
