package org.pyflinkimage.image;

import com.google.cloud.tools.jib.http.Request;
import com.google.cloud.tools.jib.http.Response;
import java.io.IOException;
import java.net.URL;
import java.util.Optional;

/**
 * The client of a pull, which takes manifests as they are: Jib, which asks for them, would take them into memory however large they are,
 * and keep of them only what it knows. It finds nothing left to read.
 */
final class PullHttp extends RegistryHttp {

    /** What <a href="https://github.com/opencontainers/distribution-spec/blob/main/spec.md">registries take at most</a>. */
    private static final int LARGEST_MANIFEST = 4 << 20;

    private Optional<byte[]> manifest = Optional.empty();

    PullHttp(String registry, Reach reach) {
        super(registry, reach);
    }

    @Override
    public Response call(String method, URL address, Request request) throws IOException {
        Response response = super.call(method, address, request);
        if (address.getPath().contains("/manifests/")) {
            manifest = Optional.of(bounded(response));
        }
        return response;
    }

    private static byte[] bounded(Response response) throws IOException {
        byte[] bytes = response.getBody().readNBytes(LARGEST_MANIFEST + 1);
        if (bytes.length > LARGEST_MANIFEST) {
            response.close();
            throw new OtherThanAsked("a manifest of more than %s bytes".formatted(LARGEST_MANIFEST));
        }
        return bytes;
    }

    /** The manifest of the last answer. */
    byte[] manifest() {
        return manifest.orElseThrow(() -> new IllegalStateException("no manifest was answered"));
    }
}
