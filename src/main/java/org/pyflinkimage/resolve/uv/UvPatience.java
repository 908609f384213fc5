package org.pyflinkimage.resolve.uv;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.pyflinkimage.system.ProgramRun;
import org.pyflinkimage.system.Pulse;

/**
 * How long uv is waited for, of which nobody sees how it gets on.
 *
 * @param telling is told of a long wait
 * @param silence after how long
 */
public record UvPatience(Consumer<String> telling, Duration silence) {

    /** Says nothing. */
    static final UvPatience SILENT = new UvPatience(text -> {}, Duration.ofDays(1));

    /** Longer than any resolution takes that is still going on. */
    private static final Duration USUAL = Duration.ofMinutes(15);

    /** So many times as long as a single answer: where those may take longer than usual, so may all of them. */
    private static final int ANSWERS = 50;

    /** One that tells of a wait as soon as a download does. */
    public static UvPatience telling(Consumer<String> telling) {
        return new UvPatience(telling, Duration.ofSeconds(20));
    }

    /** The longest time that a run of uv may take, by the variables that it is given. */
    static Duration limit(Map<String, String> variables) {
        return UvEnvironment.TIMEOUTS.stream()
                .map(name -> variables.getOrDefault(name, ""))
                .filter(seconds -> seconds.matches("[0-9]{1,6}"))
                .findFirst()
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)).multipliedBy(ANSWERS))
                .filter(limit -> limit.compareTo(USUAL) > 0)
                .orElse(USUAL);
    }

    /** Waits for a run, and tells of it once where that takes long. */
    ProgramRun over(Duration limit, Supplier<ProgramRun> run) {
        AtomicBoolean told = new AtomicBoolean();
        Pulse pulse = Pulse.every(silence, () -> {
            if (!told.getAndSet(true)) {
                telling.accept("uv still asks for versions after %s s, waiting %s s more at most"
                        .formatted(silence.toSeconds(), limit.minus(silence).toSeconds()));
            }
        });
        try {
            return run.get();
        } finally {
            pulse.close();
        }
    }
}
