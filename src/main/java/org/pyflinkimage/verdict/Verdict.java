package org.pyflinkimage.verdict;

import java.util.List;
import org.pyflinkimage.facts.TestedCombination;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.value.Problem;

/** What the facts and rules say of one combination. */
public sealed interface Verdict {

    Combination combination();

    /** Errors first, then warnings, then notes; a verdict that is not {@link Refused} has no error among them. */
    List<Problem> problems();

    /** One word for tables: {@code supported}, {@code untested}, {@code refused}. */
    String word();

    /** Nothing speaks against it, and it was really run. */
    record Supported(Combination combination, List<Problem> problems, TestedCombination run) implements Verdict {
        public Supported {
            problems = List.copyOf(problems);
        }

        @Override
        public String word() {
            return "supported";
        }
    }

    /** Nothing speaks against it, and nobody has recorded a run. */
    record Untested(Combination combination, List<Problem> problems) implements Verdict {
        public Untested {
            problems = List.copyOf(problems);
        }

        @Override
        public String word() {
            return "untested";
        }
    }

    /**
     * It cannot work.
     *
     * @param suggestions what is nearest to it and not refused, the least change first
     */
    record Refused(Combination combination, List<Problem> problems, List<Suggestion> suggestions) implements Verdict {
        public Refused {
            problems = List.copyOf(problems);
            suggestions = List.copyOf(suggestions);
        }

        @Override
        public String word() {
            return "refused";
        }
    }
}
