package org.pyflinkimage.image;

import com.google.cloud.tools.jib.http.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.IntConsumer;

/**
 * The body of an answer that is taken into memory.
 *
 * @param most how many bytes it may have
 * @param what it is, for messages
 */
record BoundedBody(int most, String what) {

    /**
     * Reads it.
     *
     * @param came told the number of bytes of each piece
     * @throws OtherThanAsked where it has more
     */
    byte[] read(Response response, InputStream body, IntConsumer came) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] buffer = new byte[1 << 13];
        int count = body.read(buffer, 0, Math.min(buffer.length, most + 1));
        while (count >= 0 && bytes.size() + count <= most) {
            came.accept(count);
            bytes.write(buffer, 0, count);
            count = body.read(buffer, 0, Math.min(buffer.length, most + 1 - bytes.size()));
        }
        if (count > 0) {
            try (response) { // A close that fails is not what went wrong.
                throw new OtherThanAsked("%s of more than %s bytes".formatted(what, most));
            }
        }
        return bytes.toByteArray();
    }
}
