package org.pyflinkimage.fetch;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.pyflinkimage.system.Pulse;

/** Ends the reading of a stream that has fallen silent, which a socket alone would wait for without end. */
final class StallGuard implements AutoCloseable {

    private final InputStream stream;
    private final long silence;
    private final Pulse watch;
    private volatile long lastSign = System.nanoTime();
    private volatile boolean stalled;

    StallGuard(InputStream stream, Duration silence) {
        this.stream = stream;
        this.silence = silence.toNanos();
        long period = Math.max(this.silence / 10, 1_000_000);
        this.watch = Pulse.every(Duration.ofNanos(period), this::look);
    }

    /** The stream; its reader learns it where the stream fell silent. */
    InputStream watched() {
        return new FilterInputStream(stream) {
            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                try {
                    int count = super.read(buffer, offset, length);
                    lastSign = System.nanoTime();
                    if (!stalled) {
                        return count;
                    }
                } catch (IOException e) {
                    if (!stalled) {
                        throw e;
                    }
                }
                throw new IOException("the server fell silent");
            }
        };
    }

    @Override
    public void close() {
        watch.close();
    }

    private void look() {
        if (!stalled && System.nanoTime() - lastSign > silence) {
            stalled = true;
            try {
                stream.close();
            } catch (IOException e) {
                stalled = true; // The reader sees the end of the stream in either case.
            }
        }
    }
}
