package org.pyflinkimage.image;

import com.google.cloud.tools.jib.api.LogEvent;
import com.google.cloud.tools.jib.http.FailoverHttpClient;
import com.google.cloud.tools.jib.http.Request;
import com.google.cloud.tools.jib.http.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.pyflinkimage.image.StrayAddress.Errand;

/**
 * Jib's HTTP client for one registry, which sends a login nowhere else: Jib itself takes it to whatever address an answer names as the
 * place of an upload, or of tokens. So Jib knows none for tokens: it is put on here, by the place ({@link TokenLogins}). Redirections need no care, because the client below takes the login off before it follows one.
 */
class RegistryHttp extends FailoverHttpClient {

    /** Tokens, and what a registry says of itself, are small; so much of it is taken, of an answer that is not an error. */
    private static final int LARGEST_TALK = 64 << 10;

    private final String host;
    private final int port;
    private final Reach reach;
    private final Duration standstill;
    private final Map<Reach, FailoverHttpClient> ofTokens = new ConcurrentHashMap<>();
    private volatile Optional<TokenLogins> logins = Optional.empty();

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

    /** Tokens are asked for by these. */
    void takeLogins(TokenLogins known) {
        logins = Optional.of(known);
    }

    /** The registry's host, without its port. */
    String host() {
        return host;
    }

    @Override
    public Response call(String method, URL address, Request request) throws IOException {
        if (isForToken(method, address)) {
            TokenLogins known = logins.orElseThrow(() -> new StrayAddress(Errand.LOGIN, address));
            TokenLogins.Call token = known.at(address);
            FailoverHttpClient client = ofTokens.computeIfAbsent(token.reach(), RegistryHttp::client);
            return paced(() -> small(client.call(token.method(), token.address(), token.request())));
        }
        if (!isOfRegistry(address)) {
            // Jib asks nobody else by GET but for tokens.
            throw new StrayAddress(method.equals("GET") ? Errand.LOGIN : Errand.UPLOAD, address);
        }
        // What is sent takes its time; whoever sends it sees how it gets on.
        return method.equals("PATCH")
                ? whole(() -> super.call(method, address, request))
                : paced(() -> answered(method, address, request));
    }

    private static FailoverHttpClient client(Reach reach) {
        return new FailoverHttpClient(reach.insecure(), reach.loginsOverHttp(), RegistryHttp::heed);
    }

    @Override
    public void shutDown() throws IOException {
        for (FailoverHttpClient client : ofTokens.values()) {
            client.shutDown();
        }
        super.shutDown();
    }

    private Response paced(Pace.Step<Response, IOException> call) throws IOException {
        return whole(() -> newPace().<Response, IOException>keep(call));
    }

    private static Response whole(Pace.Step<Response, IOException> call) throws IOException {
        try {
            return call.run();
        } catch (BrokenOff e) {
            throw new IOException("it hung up, or the connection broke off", e);
        } catch (OutOfMemoryError e) {
            // The body of an error, which Jib's client takes into memory whole before anybody can look at it.
            throw new OtherThanAsked("an answer that is larger than there is memory", e);
        }
    }

    private Response answered(String method, URL address, Request request) throws IOException {
        Response response = super.call(method, address, request);
        return isOfBlob(method, address) || isOfManifest(address) ? response : small(response);
    }

    /** Jib, which knows no login while there are tokens, asks for them with a query, and by GET for nothing else with one. */
    private static boolean isForToken(String method, URL address) {
        return method.equals("GET") && address.getQuery() != null;
    }

    static boolean isOfManifest(URL address) {
        return address.getPath().contains("/manifests/");
    }

    private static boolean isOfBlob(String method, URL address) {
        return method.equals("GET") && address.getPath().contains("/blobs/");
    }

    /** Jib takes it into memory whole, so it is looked at before. */
    private static Response small(Response response) throws IOException {
        InputStream body = response.getBody();
        if (body != null && body.markSupported()) {
            body.mark(LARGEST_TALK + 1);
            new BoundedBody(LARGEST_TALK, "an answer").read(response, body, count -> {});
            body.reset();
        }
        return response;
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
}
