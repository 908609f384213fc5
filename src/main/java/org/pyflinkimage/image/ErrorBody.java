package org.pyflinkimage.image;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.http.HttpEntity;
import org.apache.http.entity.HttpEntityWrapper;

/** What a registry says of an error, which Jib's client takes into memory whole: it has an end. */
final class ErrorBody extends HttpEntityWrapper {

    /** Errors are a line each. */
    private static final int LARGEST = 64 << 10;

    ErrorBody(HttpEntity body) {
        super(body);
    }

    @Override
    public InputStream getContent() throws IOException {
        return new Bounded(super.getContent());
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        try (InputStream content = getContent()) {
            content.transferTo(out);
        }
    }

    private static TooLarge tooLarge() {
        return new TooLarge("an error in more than %s bytes".formatted(LARGEST));
    }

    /** So much of a stream. */
    private static final class Bounded extends InputStream {

        private final InputStream in;
        private int left = LARGEST;

        Bounded(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            if (left < 0) {
                throw tooLarge();
            }
            int count = some(bytes, offset, Math.min(length, left + 1));
            left -= Math.max(count, 0);
            if (left < 0) {
                throw tooLarge();
            }
            return count;
        }

        /** Where it breaks off it ends: the status says what was refused. */
        private int some(byte[] bytes, int offset, int length) {
            try {
                return in.read(bytes, offset, length);
            } catch (IOException e) {
                return -1;
            }
        }

        /** Closed, a stream would read what is left, for ever. */
        @Override
        public void close() throws IOException {
            if (left >= 0) {
                transferTo(OutputStream.nullOutputStream());
                in.close();
            }
        }
    }
}
