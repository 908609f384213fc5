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

    private Optional<byte[]> manifest = Optional.empty();

    private final Pace pace;

    PullHttp(String registry, Reach reach, Patience patience) {
        super(registry, reach, patience);
        this.pace = newPace();
    }

    /** Looks after the pace of a call. */
    <T, E extends Exception> T keep(Pace.Step<T, E> call) throws IOException, E {
        return pace.keep(call);
    }

    /** Bytes of a blob have come. */
    void came(int count) {
        pace.came(count);
    }

    @Override
    public Response call(String method, URL address, Request request) throws IOException {
        Response response = super.call(method, address, request);
        if (isOfManifest(address)) {
            manifest = Optional.of(
                    new BoundedBody(LARGEST_MANIFEST, "a manifest").read(response, response.getBody(), pace::came));
        }
        return response;
    }

    @Override
    boolean isLeft(String method, URL address) {
        return isOfManifest(address) || super.isLeft(method, address);
    }

    /** The manifest of the last answer. */
    byte[] manifest() {
        return manifest.orElseThrow(() -> new IllegalStateException("no manifest was answered"));
    }
}
