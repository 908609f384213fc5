package org.pyflinkimage.system;

import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** Writes to a program what it is to read, on a thread of its own: the program may want to be heard meanwhile. */
final class InputWriter {

    private final Thread thread;
    private volatile boolean taken;
    private volatile @Nullable RuntimeException failure;

    InputWriter(OutputStream stream, Bytes bytes) {
        thread = new Thread(() -> write(stream, bytes), "pyflink-program-input");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Whether the program, which has ended, has taken all of it.
     *
     * @throws RuntimeException what the bytes could not be made for
     */
    boolean isTaken() throws InterruptedException {
        thread.join(OutputReader.LONGEST_END.toMillis());
        RuntimeException known = failure;
        if (known != null) {
            throw known;
        }
        return taken;
    }

    private void write(OutputStream stream, Bytes bytes) {
        try {
            try (stream) {
                bytes.writeTo(stream);
            }
            taken = true;
        } catch (IOException e) {
            taken = false; // Most often the program has ended.
        } catch (RuntimeException e) {
            failure = e;
        }
    }
}
