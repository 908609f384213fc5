package org.pyflinkimage.image;

import com.google.cloud.tools.jib.http.FailoverHttpClient;
import com.google.cloud.tools.jib.http.Request;
import com.google.cloud.tools.jib.http.Response;
import com.google.cloud.tools.jib.http.TransportedHttpClient;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.pyflinkimage.image.StrayAddress.Errand;

/**
 * Jib's HTTP client for one registry, which sends a login nowhere else: Jib itself takes it to whatever address an answer names as the
 * place of an upload, or of tokens. So Jib knows none for tokens: it is put on here, by the place ({@link TokenLogins}). Redirections need no care, because the client below takes the login off before it follows one.
 */
class RegistryHttp extends TransportedHttpClient {

    /** Tokens, and what a registry says of itself, are small; so much of it is taken, of an answer that is not an error. */
    private static final int LARGEST_TALK = 64 << 10;

    /** What <a href="https://github.com/opencontainers/distribution-spec/blob/main/spec.md">registries take at most</a>. */
    static final int LARGEST_MANIFEST = 4 << 20;

    /** The pace of what a thread sends. */
    private static final ThreadLocal<Optional<Pace>> SENDING = ThreadLocal.withInitial(Optional::empty);

    private final String host;
    private final int port;
    private final Reach reach;
    private final Patience patience;
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
     * @param patience how long its answers are waited for
     */
    RegistryHttp(String registry, Reach reach, Patience patience) {
        super(reach.insecure(), reach.loginsOverHttp(), RegistryTransports.USUAL);
        int colon = registry.lastIndexOf(':');
        this.host = colon < 0 ? registry : registry.substring(0, colon);
        this.port = colon < 0 ? -1 : Integer.parseInt(registry.substring(colon + 1));
        this.reach = reach;
        this.patience = patience;
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
            return paced(() -> {
                Response answer = client.call(token.method(), token.address(), token.request());
                return bounded(answer, LARGEST_TALK, "an answer");
            });
        }
        if (!isOfRegistry(address)) {
            // Jib asks nobody else by GET but for tokens.
            throw new StrayAddress(method.equals("GET") ? Errand.LOGIN : Errand.UPLOAD, address);
        }
        return paced(() -> answered(method, address, request));
    }

    /**
     * Looks after calls that send something together, one after the other.
     *
     * @param size how many bytes, of which the pace is told as they go
     * @throws Pace.TooSlow where nothing gets on
     */
    <T, E extends Exception> T send(long size, Pace pace, Pace.Step<T, E> calls) throws IOException, E {
        SENDING.set(Optional.of(pace));
        try {
            return pace.keep(size, calls);
        } finally {
            SENDING.remove();
        }
    }

    private static FailoverHttpClient client(Reach reach) {
        return new TransportedHttpClient(reach.insecure(), reach.loginsOverHttp(), RegistryTransports.USUAL);
    }

    @Override
    public void shutDown() throws IOException {
        for (FailoverHttpClient client : ofTokens.values()) {
            client.shutDown();
        }
        super.shutDown();
    }

    private Response paced(Pace.Step<Response, IOException> call) throws IOException {
        Optional<Pace> sending = SENDING.get();
        if (sending.isEmpty()) {
            return whole(() -> newPace().<Response, IOException>keep(call));
        }
        try {
            return whole(call);
        } finally {
            sending.get().answered();
        }
    }

    private static Response whole(Pace.Step<Response, IOException> call) throws IOException {
        try {
            return call.run();
        } catch (TooLarge e) {
            throw e.getCause();
        }
    }

    private Response answered(String method, URL address, Request request) throws IOException {
        Response response = super.call(method, address, request);
        if (isLeft(method, address)) {
            return response;
        }
        return isOfManifest(address)
                ? bounded(response, LARGEST_MANIFEST, "a manifest")
                : bounded(response, LARGEST_TALK, "an answer");
    }

    /** Whether whoever asked for it looks after the body of the answer. */
    boolean isLeft(String method, URL address) {
        return method.equals("GET") && address.getPath().contains("/blobs/");
    }

    /** Jib, which knows no login while there are tokens, asks for them with a query, and by GET for nothing else with one. */
    private static boolean isForToken(String method, URL address) {
        return method.equals("GET") && address.getQuery() != null;
    }

    static boolean isOfManifest(URL address) {
        return address.getPath().contains("/manifests/");
    }

    /** Jib takes it into memory whole, so it is looked at before. */
    private static Response bounded(Response response, int most, String what) throws IOException {
        InputStream body = response.getBody();
        if (body != null && body.markSupported()) {
            body.mark(most + 1);
            new BoundedBody(most, what).read(response, body, count -> {});
            body.reset();
        }
        return response;
    }

    /** What ends a call in which nothing gets on. */
    final Pace newPace() {
        return new Pace(patience, this::breakOff);
    }

    /** What ends calls that send something, and tells where its answer is waited for. */
    final Pace newPace(Runnable waiting) {
        return new Pace(patience, this::breakOff, waiting);
    }

    /** Closes all connections, also those whose answer has not begun; the next call has a new one. */
    private void breakOff() {
        try {
            shutDown();
        } catch (IOException | RuntimeException e) {
            return; // Whoever reads there sees the end in either case.
        }
    }

    private boolean isOfRegistry(URL address) {
        boolean secure = address.getProtocol().equals("https");
        int known = port < 0 ? address.getDefaultPort() : port;
        int asked = address.getPort() < 0 ? address.getDefaultPort() : address.getPort();
        return (secure || reach.insecure()) && address.getHost().equalsIgnoreCase(host) && asked == known;
    }
}
