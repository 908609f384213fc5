package org.pyflinkimage.system;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads what a program writes to one channel, on a thread of its own, so that the program never waits for room. */
final class OutputReader {

    /** A channel stays open while something that the program has left behind holds it; nobody waits longer for that. */
    static final Duration LONGEST_END = Duration.ofSeconds(20);

    private final InputStream stream;
    private final Optional<LineSplitter> lines;
    private final KeptText kept = new KeptText();
    private final Thread thread = new Thread(this::read, "pyflink-program-output");
    private volatile @Nullable RuntimeException failure;

    OutputReader(InputStream stream, Optional<Consumer<String>> lines) {
        this.stream = stream;
        this.lines = lines.map(LineSplitter::new);
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * What a program has written that has ended.
     *
     * @throws RuntimeException what the one who is told the lines failed with
     */
    String text() throws InterruptedException {
        thread.join(LONGEST_END.toMillis());
        RuntimeException known = failure;
        if (known != null) {
            throw known;
        }
        return kept.text();
    }

    private void read() {
        char[] buffer = new char[1 << 13];
        try (Reader reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
            for (int count = reader.read(buffer); count >= 0; count = reader.read(buffer)) {
                kept.add(buffer, count);
                tell(buffer, count);
            }
        } catch (IOException e) {
            kept.add(e.toString().toCharArray(), e.toString().length());
        }
        tell(buffer, -1);
    }

    /** Who cannot hear the lines does not keep the program from ending. */
    private void tell(char[] buffer, int count) {
        if (lines.isPresent() && failure == null) {
            try {
                lines.get().add(buffer, count);
            } catch (RuntimeException e) {
                failure = e;
            }
        }
    }
}
