package org.pyflinkimage.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.pyflinkimage.system.DiskFailure;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.system.Interruption;
import org.pyflinkimage.value.BuildLog;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.Slashes;

/**
 * The transport that uses Java's HTTP client: tries again what may succeed then, goes on where a connection broke, follows
 * redirections, and gives a login to its own host only.
 */
public final class HttpTransport implements Transport {

    /**
     * What the surroundings say.
     *
     * @param proxies asked in this order, in the place of those of the environment
     * @param offline whether the network must not be used
     */
    public record Settings(Environment environment, List<ProxyRule> proxies, Logins logins, boolean offline) {
        public Settings {
            proxies = List.copyOf(proxies);
        }
    }

    private static final int MOST_REDIRECTIONS = 10;

    private final Settings settings;
    private final Proxies proxies;
    private final Patience patience;
    private final BuildLog log;
    private final SilentHosts hosts = new SilentHosts();

    /** Made when it is needed first: reading the authorities takes a second, and a build may need nothing from the network. */
    private @Nullable HttpClient client;

    public HttpTransport(Settings settings, BuildLog log) {
        this(settings, log, Patience.USUAL);
    }

    HttpTransport(Settings settings, BuildLog log, Patience patience) {
        this.settings = settings;
        this.proxies = Proxies.of(settings.proxies(), settings.environment());
        this.patience = patience;
        this.log = log;
    }

    @Override
    public Optional<byte[]> read(URI address) {
        return read(address, LARGEST_BODY);
    }

    @Override
    public Optional<byte[]> read(URI address, long atMost) {
        return read(address, Addresses.printable(address), atMost);
    }

    @Override
    public Optional<byte[]> read(URI address, String shown, long atMost) {
        Receiver.Memory memory = new Receiver.Memory();
        Amount most = Amount.upTo(atMost);
        boolean found = isFile(address) ? copyFile(address, memory, most) : receive(address, shown, memory, most);
        return found ? Optional.of(memory.bytes()) : Optional.empty();
    }

    @Override
    public void download(URI address, Path file, Amount amount, LongConsumer received) {
        boolean whole = false;
        try (Receiver receiver = new Receiver.ToFile(file, received)) {
            whole = isFile(address)
                    ? copyFile(address, receiver, amount)
                    : receive(address, Addresses.printable(address), receiver, amount);
        } finally {
            if (!whole) {
                delete(file);
            }
        }
        if (!whole) {
            throw HttpProblems.missing(address).toException();
        }
    }

    /** Takes a body in as many attempts as it needs and patience allows; false where there is none. */
    private boolean receive(URI address, String shown, Receiver receiver, Amount amount) {
        if (settings.offline()) {
            throw HttpProblems.offline(address).toException();
        }
        hosts.require(address);
        try (Watch watch = new Watch(patience, waiting -> log.note("`%s`: %s".formatted(shown, waiting)))) {
            for (int attempt = 1; ; attempt++) {
                try {
                    boolean found = attempt(address, receiver, amount, watch);
                    hosts.heard(address);
                    return found;
                } catch (IOException e) {
                    recover(address, shown, attempt, watch, e);
                }
            }
        }
    }

    /** Waits for another attempt, or ends the download. */
    private void recover(URI address, String shown, int attempt, Watch watch, IOException failure) {
        if (watch.isOver()) {
            hosts.giveUp(address, watch.begin());
        }
        if (attempt >= patience.attempts() || watch.isOver()) {
            throw HttpProblems.unreachable(address, attempt, failure).toException(failure);
        }
        log.note("`%s`: %s; trying again".formatted(shown, HttpProblems.reason(failure)));
        Duration asked = failure instanceof BusyServer busy ? busy.asked : Duration.ZERO;
        Duration pause = patience.pause(attempt, asked);
        if (!asked.isZero()) {
            watch.excuse(pause);
        }
        Interruption.pause(pause);
    }

    private boolean attempt(URI address, Receiver receiver, Amount amount, Watch watch) throws IOException {
        HttpResponse<InputStream> response = send(address, receiver, watch);
        try (InputStream body = watch.over(response.body())) {
            int status = response.statusCode();
            if (status == 404 || status == 410) {
                return false;
            }
            requireSuccess(address, response, receiver);
            if (status != 206 || !continues(response, receiver)) {
                receiver.restart(validator(response));
            }
            long expected =
                    response.headers().firstValueAsLong("Content-Length").orElse(-1);
            if (expected >= 0 && !amount.permits(receiver.position() + expected)) {
                throw HttpProblems.otherSize(address, receiver.position() + expected, amount)
                        .toException();
            }
            copy(body, receiver, expected, address, amount);
            return true;
        }
    }

    private static void requireSuccess(URI address, HttpResponse<?> response, Receiver receiver) throws BusyServer {
        int status = response.statusCode();
        if (status >= 500 || status == 429 || status == 408) {
            throw new BusyServer(
                    status, response.headers().firstValue("Retry-After").orElse(""));
        }
        if (status == 416 && receiver.position() > 0) {
            receiver.restart("");
            throw new BusyServer(status, "");
        }
        if (status != 200 && status != 206 && status != 203) {
            throw HttpProblems.refused(address, status).toException();
        }
    }

    private void copy(InputStream body, Receiver receiver, long expected, URI address, Amount amount)
            throws IOException {
        long start = receiver.position();
        pour(body, receiver, address, amount);
        // Who has seen the end of a body keeps its connection.
        if (expected >= 0 && body.read(new byte[1], 0, 1) >= 0) {
            throw new IOException("more came than the server announced");
        }
        long received = receiver.position() - start;
        if (expected >= 0 && received != expected) {
            throw new IOException("the connection ended after %s of %s bytes".formatted(received, expected));
        }
    }

    /** Reads to the end, or as much as there is to be: what may follow is nothing that anybody wants. */
    private static void pour(InputStream body, Receiver receiver, URI address, Amount amount) throws IOException {
        byte[] buffer = new byte[1 << 16];
        while (!amount.exact() || receiver.position() < amount.bytes()) {
            long left = amount.exact() ? amount.bytes() - receiver.position() : buffer.length;
            int count = body.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (count < 0) {
                return;
            }
            if (receiver.position() + count > amount.bytes()) {
                throw HttpProblems.otherSize(address, receiver.position() + count, amount)
                        .toException();
            }
            receiver.write(buffer, count);
        }
    }

    private HttpResponse<InputStream> send(URI address, Receiver receiver, Watch watch) throws IOException {
        URI hop = address;
        for (int redirections = 0; redirections <= MOST_REDIRECTIONS; redirections++) {
            HttpResponse<InputStream> response = sendOnce(address, hop, receiver, watch.attempt());
            Optional<String> location = response.headers().firstValue("Location");
            if (!isRedirection(response.statusCode()) || location.isEmpty()) {
                return response;
            }
            response.body().close();
            hop = redirect(hop, location.get());
        }
        throw new IOException("more than %s redirections".formatted(MOST_REDIRECTIONS));
    }

    private HttpResponse<InputStream> sendOnce(URI asked, URI hop, Receiver receiver, Duration wait)
            throws IOException {
        requireWay(hop);
        HttpRequest.Builder request = HttpRequest.newBuilder(Addresses.withoutLogin(hop))
                .timeout(wait)
                .header("User-Agent", "pyflink-maven-plugin");
        settings.logins().find(asked, hop).ifPresent(login -> request.header("Authorization", login.basic()));
        if (receiver.position() > 0 && !receiver.validator().isEmpty()) {
            request.header("Range", "bytes=" + receiver.position() + "-").header("If-Range", receiver.validator());
        }
        try {
            return Interruption.await(() -> client().send(request.build(), BodyHandlers.ofInputStream()));
        } catch (IllegalArgumentException e) {
            // Such as a length that is no number: Java reads that of a server's answer.
            throw new IOException("the answer is none of HTTP: " + e.getMessage(), e);
        } catch (IOException e) {
            Optional<Problem> forGood = TlsProblems.of(hop, e);
            if (forGood.isPresent()) {
                throw forGood.get().toException(e);
            }
            throw e;
        }
    }

    /** Where no rule is, the one counts that this JVM names first, as Java's client takes no other, and none of SOCKS. */
    private void requireWay(URI hop) {
        ProxySelector own = ProxySelector.getDefault();
        boolean hasOwn = proxies.rules().isEmpty()
                && own != null
                && own.select(hop).stream().limit(1).anyMatch(first -> first.type() == Proxy.Type.HTTP);
        if (!hasOwn) {
            proxies.require(hop);
        }
    }

    private static URI redirect(URI from, String location) throws IOException {
        try {
            URI target = from.resolve(location);
            if (schemeOf(from).equals("https") && schemeOf(target).equals("http")) {
                throw HttpProblems.downgraded(from, target).toException();
            }
            if (!isReached(target)) {
                throw HttpProblems.unsupported(target)
                        .why("`%s` redirects there".formatted(Addresses.printable(from)))
                        .toException();
            }
            return target;
        } catch (IllegalArgumentException e) {
            throw new IOException("redirected to no address", e);
        }
    }

    private static boolean continues(HttpResponse<?> response, Receiver receiver) {
        String range = response.headers().firstValue("Content-Range").orElse("");
        return receiver.position() > 0 && range.startsWith("bytes " + receiver.position() + "-");
    }

    private static String validator(HttpResponse<?> response) {
        String tag = response.headers().firstValue("ETag").orElse("");
        return tag.startsWith("\"")
                ? tag
                : response.headers().firstValue("Last-Modified").orElse("");
    }

    private static boolean isRedirection(int status) {
        return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
    }

    private static boolean isFile(URI address) {
        if (schemeOf(address).equals("file")) {
            return true;
        }
        if (!isReached(address)) {
            throw HttpProblems.unsupported(address).toException();
        }
        return false;
    }

    /** Whether Java has a request for it. */
    private static boolean isReached(URI address) {
        return HttpProblems.isOfWeb(address)
                && address.getHost() != null
                && Addresses.unfitPlace(address).isEmpty();
    }

    private static String schemeOf(URI address) {
        return String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
    }

    private static boolean copyFile(URI address, Receiver receiver, Amount amount) {
        Path file = fileOf(address);
        try {
            if (Files.notExists(file)) {
                return false;
            }
            if (!Files.isRegularFile(file)) {
                throw HttpProblems.irregular(file).toException(); // A pipe or a device may have no end.
            }
            if (!amount.permits(Files.size(file))) {
                throw HttpProblems.otherSize(address, Files.size(file), amount).toException();
            }
            try (InputStream stream = Files.newInputStream(file)) {
                pour(stream, receiver, address, amount);
            }
            return true;
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw Problem.environment("PYF-508", "`%s` cannot be read".formatted(file))
                    .why(DiskFailure.describe(e))
                    .toException(e);
        }
    }

    private static Path fileOf(URI address) {
        if (address.getPath() == null) {
            throw HttpProblems.unsupported(address).toException(); // `file:x` is a URI, and no path.
        }
        try {
            return Slashes.ofAddress(address, FileSystems.getDefault());
        } catch (InvalidPathException e) {
            throw HttpProblems.unsupported(address).toException(e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw DiskProblems.writing(file, e).toException(e);
        }
    }

    private synchronized HttpClient client() {
        HttpClient known = client == null ? newClient() : client;
        client = known;
        return known;
    }

    private HttpClient newClient() {
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(patience.silence())
                .sslContext(TrustedAuthorities.context(settings.environment()));
        List<ProxyRule> rules = proxies.rules();
        if (rules.isEmpty()) {
            return builder.proxy(ProxySelector.getDefault()).build();
        }
        if (rules.stream().anyMatch(rule -> rule.login().isPresent())) {
            allowLoginsForTunnels();
            builder.authenticator(new ProxyAuthenticator(rules));
        }
        return builder.proxy(new RuleProxySelector(rules)).build();
    }

    /** Java's client otherwise never sends a password to a proxy that tunnels https; it reads this once, when it is first used. */
    private static void allowLoginsForTunnels() {
        String property = "jdk.http.auth.tunneling.disabledSchemes";
        if (System.getProperty(property) == null) {
            System.setProperty(property, "");
        }
    }

    /** A server that asks to be asked again. */
    static final class BusyServer extends IOException {

        private static final long serialVersionUID = 1L;

        private final Duration asked;

        BusyServer(int status, String retryAfter) {
            super("the server answered HTTP " + status);
            this.asked =
                    retryAfter.matches("[0-9]{1,6}") ? Duration.ofSeconds(Long.parseLong(retryAfter)) : Duration.ZERO;
        }
    }
}
