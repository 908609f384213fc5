package org.pyflinkimage.image;

import com.google.cloud.tools.jib.http.Request;
import com.google.cloud.tools.jib.http.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.time.Duration;
import java.util.Optional;

/**
 * The client of a pull, which takes manifests as they are: Jib, which asks for them, would take them into memory however large they are,
 * and keep of them only what it knows. It finds nothing left to read.
 */
final class PullHttp extends RegistryHttp {

    /** What <a href="https://github.com/opencontainers/distribution-spec/blob/main/spec.md">registries take at most</a>. */
    private static final int LARGEST_MANIFEST = 4 << 20;

    private Optional<byte[]> manifest = Optional.empty();

    /** Tokens, and what a registry says of itself, are small; so much of it is taken, of an answer that is not an error. */
    private static final int LARGEST_TALK = 64 << 10;

    private final Pace pace;

    /** @param standstill the longest time in which next to nothing may come */
    PullHttp(String registry, Reach reach, Duration standstill) {
        super(registry, reach);
        this.pace = new Pace(standstill, System::nanoTime, this::breakOff);
    }

    /** Looks after the pace of a call. */
    <T, E extends Exception> T keep(Pace.Step<T, E> call) throws IOException, E {
        return pace.keep(call);
    }

    /** Bytes of a blob have come. */
    void came(int count) {
        pace.came(count);
    }

    /** Closes all connections, also those whose answer has not begun; the next call has a new one. */
    private void breakOff() {
        try {
            shutDown();
        } catch (IOException | RuntimeException e) {
            return; // Whoever reads there sees the end in either case.
        }
    }

    @Override
    public Response call(String method, URL address, Request request) throws IOException {
        Response response = super.call(method, address, request);
        if (address.getPath().contains("/manifests/")) {
            manifest = Optional.of(bounded(response, response.getBody(), LARGEST_MANIFEST, "a manifest"));
        } else if (!isOfBlob(method, address)) {
            requireSmall(response);
        }
        return response;
    }

    /** Tokens are asked for with a query, or by POST, whatever their place is called. */
    private static boolean isOfBlob(String method, URL address) {
        return method.equals("GET")
                && address.getQuery() == null
                && address.getPath().contains("/blobs/");
    }

    /** Jib takes it into memory whole, so it is looked at before. */
    private void requireSmall(Response response) throws IOException {
        InputStream body = response.getBody();
        if (body != null && body.markSupported()) {
            body.mark(LARGEST_TALK + 1);
            bounded(response, body, LARGEST_TALK, "an answer");
            body.reset();
        }
    }

    private byte[] bounded(Response response, InputStream body, int most, String what) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] buffer = new byte[1 << 13];
        int count = body.read(buffer, 0, Math.min(buffer.length, most + 1));
        while (count >= 0 && bytes.size() + count <= most) {
            pace.came(count);
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

    /** The manifest of the last answer. */
    byte[] manifest() {
        return manifest.orElseThrow(() -> new IllegalStateException("no manifest was answered"));
    }
}
