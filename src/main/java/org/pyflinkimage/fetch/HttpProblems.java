package org.pyflinkimage.fetch;

import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.system.ClearText;
import org.pyflinkimage.system.DiskFailure;
import org.pyflinkimage.value.Problem;

/** What to say when an address does not give what it should. */
final class HttpProblems {

    private static final List<String> BUSY =
            List.of("try again later: what has arrived is kept; or another mirror or index");

    private HttpProblems() {}

    static Problem missing(URI address) {
        return Problem.environment("PYF-502", "Nothing lies at `%s`".formatted(Addresses.printable(address)))
                .remedy(
                        "look whether the mirror or index is complete; where the lock file is old, delete `pyflink.lock` to resolve anew");
    }

    static Problem offline(URI address) {
        return Problem.environment(
                        "PYF-503", "`%s` is needed, and this build is offline".formatted(Addresses.printable(address)))
                .why("`-o` keeps the build from the network, and the store does not have it")
                .remedy("run once without `-o`")
                .remedy("or name a store that an earlier build filled: `-Dpyflink.store=FOLDER`");
    }

    static Problem unreachable(URI address, int attempts, Throwable cause) {
        return Problem.environment(
                        "PYF-504",
                        "`%s` could not be fetched in %s attempts".formatted(Addresses.printable(address), attempts))
                .why(reason(cause))
                .remedy(cause instanceof HttpTransport.BusyServer ? BUSY : List.of())
                .remedy(
                        "look whether this machine reaches the host; a proxy is taken from `HTTPS_PROXY` and `NO_PROXY`, or from "
                                + "`<proxies>` in Maven's settings.xml")
                .remedy("with a store that has all files, `-o` builds without network");
    }

    static Problem refused(URI address, int status) {
        Problem problem = Problem.environment(
                "PYF-505", "`%s` was refused: HTTP %s".formatted(Addresses.printable(address), status));
        if (status == 407) {
            return problem.why("that is the proxy in between, which wants a login")
                    .remedy("`HTTPS_PROXY=http://user:password@proxy:port`")
                    .remedy("or `<username>` and `<password>` of the `<proxy>` in Maven's settings.xml");
        }
        return status == 401 || status == 403
                ? inClearText(address, problem)
                        .remedy(
                                "give a login for the host: in `~/.netrc`, as `machine HOST login USER password PASSWORD`, or in the "
                                        + "address as `https://user:password@host/`")
                        .remedy("for a package index also a `<server>` of settings.xml that " + Element.INDEXES.named()
                                + " names, or `UV_INDEX_<NAME>_USERNAME` and `UV_INDEX_<NAME>_PASSWORD`;"
                                + " a keyring that uv or pip ask cannot be asked here")
                        .remedy("for an apt archive also in `/etc/apt/auth.conf.d/`, as apt reads it")
                : problem.remedy("open the address with another client and compare");
    }

    /** A failure, and what is behind it. */
    static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause);
    }

    private static Problem inClearText(URI address, Problem problem) {
        return ClearText.isReadByOthers(address)
                ? problem.why("a login of `~/.netrc` goes over plain HTTP to addresses alone that the "
                                + "declaration or this machine names")
                        .remedy("an `https:` address of it, or `-DsendCredentialsOverHttp` where the network in "
                                + "between is trusted")
                : problem;
    }

    static Problem unsupported(URI address) {
        Problem problem = Problem.declaration(
                "PYF-520", "`%s` is no address to fetch from".formatted(Addresses.printable(address)));
        Optional<String> place = isOfWeb(address) ? Addresses.unfitPlace(address) : Optional.empty();
        return place.map(why -> problem.why(why).remedy(Addresses.OTHER_PLACE))
                .orElseGet(() -> problem.why("addresses start with `https:`, `http:` or `file:`"))
                .remedy(
                        "write it as another one, where it is your own; else restore `pyflink.lock` from version control");
    }

    /** Whether an address is to be asked for by HTTP, with TLS or without. */
    static boolean isOfWeb(URI address) {
        return "https".equalsIgnoreCase(address.getScheme()) || "http".equalsIgnoreCase(address.getScheme());
    }

    /** Whoever asks by HTTPS is led to plain HTTP. */
    static Problem downgraded(URI from, URI to) {
        return Problem.environment(
                        "PYF-554",
                        "`%s` leads from HTTPS to plain HTTP: `%s`"
                                .formatted(Addresses.printable(from), Addresses.printable(to)))
                .why(
                        "what comes by plain HTTP can be read and changed on its way, so nobody is led there who asked by HTTPS")
                .remedy("a mirror or an index that stays with HTTPS: " + Element.INDEXES.named() + ", "
                        + Element.DEBIAN_MIRROR.named() + ", " + Element.PYTHON_MIRROR.named())
                .remedy(
                        "where the host is your own, have it lead to an `https:` address: one behind a proxy that ends HTTPS has to be"
                                + " told so, often by `X-Forwarded-Proto`")
                .remedy("where the network in between is trusted, name the `http:` address itself");
    }

    /** What lies at an address has another size than it may have. */
    static Problem otherSize(URI address, long size, Amount amount) {
        if (amount.exact()) {
            return Problem.environment("PYF-501", "A file is not the one that was locked")
                    .why("expected are %s bytes".formatted(amount.bytes()))
                    .why("`%s` has %s".formatted(Addresses.printable(address), size))
                    .remedy(
                            "where a proxy or mirror alters files, go around it; where the file was replaced on purpose, delete "
                                    + "`pyflink.lock` to resolve anew");
        }
        return Problem.environment("PYF-542", "`%s` is too large".formatted(Addresses.printable(address)))
                .why("more than %s MiB are not read from there".formatted(amount.bytes() >> 20))
                .remedy("look what a browser or `curl` gets there: a mirror or proxy may answer with something else")
                .remedy("name another mirror or index");
    }

    static Problem irregular(Path file) {
        return Problem.environment("PYF-721", "`%s` is no regular file".formatted(file))
                .why("what is fetched is a file with an end, and no folder, pipe or device")
                .remedy("name a file, where the address is your own; else restore `pyflink.lock` from version control");
    }

    /** A cause in one line; the exceptions of Java's client often have no message of their own. */
    static String reason(Throwable cause) {
        if (causes(cause)
                .anyMatch(inner ->
                        inner instanceof UnknownHostException || inner instanceof UnresolvedAddressException)) {
            return "the host's name could not be resolved";
        }
        if (cause instanceof HttpTimeoutException) {
            return "no answer in time";
        }
        if ("closed".equals(cause.getMessage())) {
            return "the connection ended before the answer did";
        }
        return cause instanceof ConnectException && isBlank(cause.getMessage())
                ? "no connection"
                : DiskFailure.describe(cause);
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }
}
