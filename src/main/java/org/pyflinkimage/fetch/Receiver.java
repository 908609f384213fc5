package org.pyflinkimage.fetch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongConsumer;

/** Takes the bytes of one body, over several attempts. */
abstract class Receiver implements AutoCloseable {

    /** Identifies the body that the bytes so far are of, for {@code If-Range}; empty where the server gave nothing to do so. */
    private String validator = "";

    private long position;

    /** How many bytes are here. */
    final long position() {
        return position;
    }

    final String validator() {
        return validator;
    }

    /** Forgets all that was received; what follows is a body that this validator identifies. */
    final void restart(String newValidator) {
        discard(position);
        position = 0;
        validator = newValidator;
    }

    final void write(byte[] buffer, int count) {
        append(buffer, count);
        position += count;
    }

    abstract void append(byte[] buffer, int count);

    abstract void discard(long count);

    @Override
    public void close() {}

    /** Keeps a body in memory. */
    static final class Memory extends Receiver {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        @Override
        void append(byte[] buffer, int count) {
            bytes.write(buffer, 0, count);
        }

        @Override
        void discard(long count) {
            bytes.reset();
        }

        byte[] bytes() {
            return bytes.toByteArray();
        }
    }

    /** Writes a body to a file. */
    static final class ToFile extends Receiver {

        private final Path file;
        private final LongConsumer received;
        private OutputStream stream;

        ToFile(Path file, LongConsumer received) {
            this.file = file;
            this.received = received;
            this.stream = open();
        }

        @Override
        void append(byte[] buffer, int count) {
            try {
                stream.write(buffer, 0, count);
            } catch (IOException e) {
                throw DiskProblems.writing(file, e).toException(e);
            }
            received.accept(count);
        }

        @Override
        void discard(long count) {
            if (count > 0) {
                close();
                stream = open();
                received.accept(-count);
            }
        }

        @Override
        public void close() {
            try {
                stream.close();
            } catch (IOException e) {
                throw DiskProblems.writing(file, e).toException(e);
            }
        }

        private OutputStream open() {
            try {
                return Files.newOutputStream(file);
            } catch (IOException e) {
                throw DiskProblems.writing(file, e).toException(e);
            }
        }
    }
}
