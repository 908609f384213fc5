package org.pyflinkimage.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;

/**
 * The tries of a test class, each of which is counted by how it ended. What a class counted goes into {@code target/attack}, when it is
 * through; a test that fails counts as a try that went wrong.
 */
public final class Tries implements AfterTestExecutionCallback, AfterAllCallback {

    /** Whether all is tried, as {@code mvn -Pattack verify} does, and not a short selection. */
    public static final boolean ALL = "all".equals(System.getProperty("attack"));

    /** No build of a test's image, and no wait for a server, takes so long. */
    private static final Duration LONGEST = Duration.ofMinutes(2);

    /** Something that may fail. */
    @FunctionalInterface
    public interface Work {
        void run() throws Exception;
    }

    private final Kind kind;
    private final Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);

    private Tries(Kind kind) {
        this.kind = kind;
    }

    /** To be registered by a test class. */
    public static Tries of(Kind kind) {
        return new Tries(kind);
    }

    /** So many of all in a short selection, spread over them. */
    public static <T> List<T> selected(List<T> all, int few) {
        if (ALL || all.size() <= few) {
            return all;
        }
        List<T> selected = new ArrayList<>();
        for (int i = 0; i < few; i++) {
            selected.add(all.get(i * all.size() / few));
        }
        return selected;
    }

    /** Counts a try that ended as it may. */
    public synchronized void ended(Outcome outcome) {
        counts.merge(outcome, 1, Integer::sum);
    }

    /**
     * Tries something: either it is refused with a problem that somebody can act on, or its result is right.
     *
     * @param what for whoever reads of a try that went wrong
     * @param right fails where the result is another than it has to be
     */
    public Outcome attempt(String what, Work work, Work right) {
        long begin = System.nanoTime();
        Outcome outcome = Outcome.RECOVERED;
        try {
            work.run();
        } catch (PyFlinkException e) {
            outcome = Outcome.REFUSED;
            e.problems().forEach(problem -> assertThatIsUseful(what, problem));
        } catch (Exception | StackOverflowError | OutOfMemoryError e) {
            throw new AssertionError(what + ": ended with what is no problem", e);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).as(what).isLessThan(LONGEST);
        try {
            if (outcome == Outcome.RECOVERED) {
                right.run();
            }
        } catch (Exception e) {
            throw new AssertionError(what, e);
        } catch (AssertionError e) {
            throw new AssertionError(what + ": " + e.getMessage(), e);
        }
        ended(outcome);
        return outcome;
    }

    private static void assertThatIsUseful(String what, Problem problem) {
        String text = problem.toText();
        assertThat(problem.code()).as(what).isNotEqualTo("PYF-999");
        assertThat(problem.remedies()).as("%s: %s", what, text).isNotEmpty();
        assertThat(text).as(what).hasSizeLessThan(20_000).doesNotContain("java.lang.", "Exception");
        assertThat(text.chars().filter(character -> character != '\n' && Character.isISOControl(character)))
                .as("%s: characters that a terminal obeys", what)
                .isEmpty();
    }

    @Override
    public void afterTestExecution(ExtensionContext context) {
        context.getExecutionException().ifPresent(failure -> {
            if (!failure.getClass().getName().contains("Aborted")) {
                ended(Outcome.WRONG);
            }
        });
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        new Figures(Figures.FOLDER).add(context.getRequiredTestClass().getSimpleName(), kind, counts);
    }
}
