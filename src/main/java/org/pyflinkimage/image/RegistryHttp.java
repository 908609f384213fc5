package org.pyflinkimage.image;

import com.google.cloud.tools.jib.api.LogEvent;
import com.google.cloud.tools.jib.http.FailoverHttpClient;
import com.google.cloud.tools.jib.http.Request;
import com.google.cloud.tools.jib.http.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.pyflinkimage.image.StrayAddress.Errand;

/**
 * Jib's HTTP client for one registry, which sends a login nowhere else: Jib itself takes it to whatever address an answer names as the
 * place of an upload, or of tokens. Redirections need no care, because the client below takes the login off before it follows one.
 */
class RegistryHttp extends FailoverHttpClient {

    private static final Set<String> OF_TOKENS = Set.of("GET", "POST");

    /** Tokens, and what a registry says of itself, are small; so much of it is taken, of an answer that is not an error. */
    private static final int LARGEST_TALK = 64 << 10;

    private final String host;
    private final int port;
    private final Reach reach;
    private final Duration standstill;
    private final Set<String> placesOfTokens = ConcurrentHashMap.newKeySet();
    private volatile boolean anonymous;

    /**
     * Which ways a login may take.
     *
     * @param insecure whether plain HTTP and untrusted certificates are accepted
     * @param loginsOverHttp whether logins go over plain HTTP too
     */
    record Reach(boolean insecure, boolean loginsOverHttp) {}

    /**
     * A client for one registry.
     *
     * @param registry a host, with a port where it has one of its own
     * @param standstill the longest time in which next to nothing may come
     */
    RegistryHttp(String registry, Reach reach, Duration standstill) {
        super(reach.insecure(), reach.loginsOverHttp(), RegistryHttp::heed);
        int colon = registry.lastIndexOf(':');
        this.host = colon < 0 ? registry : registry.substring(0, colon);
        this.port = colon < 0 ? -1 : Integer.parseInt(registry.substring(colon + 1));
        this.reach = reach;
        this.standstill = standstill;
    }

    /** There is no login that could get lost. */
    void goAnonymously() {
        anonymous = true;
    }

    /** The login belongs to this place. */
    void takeLoginTo(String place) {
        placesOfTokens.add(place);
    }

    @Override
    public Response call(String method, URL address, Request request) throws IOException {
        if (!isOfRegistry(address)) {
            // Jib asks the registry's own address by all methods, and another one by these for tokens alone.
            Errand errand = OF_TOKENS.contains(method) ? Errand.LOGIN : Errand.UPLOAD;
            StrayAddress stray = new StrayAddress(errand, address);
            if (errand == Errand.UPLOAD || !mayTakeLoginTo(address, stray.place())) {
                throw stray;
            }
        }
        try {
            // What is sent takes its time; whoever sends it sees how it gets on.
            return method.equals("PATCH")
                    ? super.call(method, address, request)
                    : newPace().<Response, IOException>keep(() -> answered(method, address, request));
        } catch (BrokenOff e) {
            throw new IOException("it hung up, or the connection broke off", e);
        } catch (OutOfMemoryError e) {
            // The body of an error, which Jib's client takes into memory whole before anybody can look at it.
            throw new OtherThanAsked("an answer that is larger than there is memory", e);
        }
    }

    private Response answered(String method, URL address, Request request) throws IOException {
        Response response = super.call(method, address, request);
        if (!isOfBlob(method, address) && !isOfManifest(address)) {
            requireSmall(response);
        }
        return response;
    }

    static boolean isOfManifest(URL address) {
        return address.getPath().contains("/manifests/");
    }

    /** Tokens are asked for with a query, or by POST, whatever their place is called. */
    private static boolean isOfBlob(String method, URL address) {
        return method.equals("GET")
                && address.getQuery() == null
                && address.getPath().contains("/blobs/");
    }

    /** Jib takes it into memory whole, so it is looked at before. */
    private static void requireSmall(Response response) throws IOException {
        InputStream body = response.getBody();
        if (body != null && body.markSupported()) {
            body.mark(LARGEST_TALK + 1);
            new BoundedBody(LARGEST_TALK, "an answer").read(response, body, count -> {});
            body.reset();
        }
    }

    /** What ends a call in which nothing gets on. */
    final Pace newPace() {
        return new Pace(standstill, System::nanoTime, this::breakOff);
    }

    /** Closes all connections, also those whose answer has not begun; the next call has a new one. */
    private void breakOff() {
        try {
            shutDown();
        } catch (IOException | RuntimeException e) {
            return; // Whoever reads there sees the end in either case.
        }
    }

    /**
     * Takes Jib's events, which are not shown, as some name what they send. One tells of another try of what the connection broke off
     * at, the first of ten, which take a minute: whoever calls tries again, and says so.
     */
    private static void heed(LogEvent event) {
        if (event.getMessage().endsWith(" will be retried")) {
            throw new BrokenOff();
        }
    }

    /** The way out of Jib's tries. */
    private static final class BrokenOff extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private boolean isOfRegistry(URL address) {
        boolean secure = address.getProtocol().equals("https");
        int known = port < 0 ? address.getDefaultPort() : port;
        int asked = address.getPort() < 0 ? address.getDefaultPort() : address.getPort();
        return (secure || reach.insecure()) && address.getHost().equalsIgnoreCase(host) && asked == known;
    }

    private boolean mayTakeLoginTo(URL address, String place) {
        if (anonymous) {
            return true;
        }
        boolean readable = !address.getProtocol().equals("https")
                && reach.loginsOverHttp()
                && !RepositoryPush.isLoopback(address.getHost())
                && RepositoryPush.isLoopback(host);
        return !readable && (placesOfTokens.contains(place) || SameSite.isSame(host, address.getHost()));
    }
}
