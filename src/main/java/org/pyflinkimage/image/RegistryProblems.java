package org.pyflinkimage.image;

import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.InsecureRegistryException;
import com.google.cloud.tools.jib.api.RegistryAuthenticationFailedException;
import com.google.cloud.tools.jib.http.ResponseException;
import com.google.cloud.tools.jib.registry.RegistryCredentialsNotSentException;
import com.google.common.base.Throwables;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;

/** What a registry, or the way to it, refuses, in words that help. */
final class RegistryProblems {

    private final String registry;
    private final String path;
    private final Throwable cause;

    private RegistryProblems(ImageReference repository, Throwable cause) {
        this.registry = repository.getRegistry();
        this.path = repository.getRepository();
        this.cause = cause;
    }

    /** The problem that Jib's exception means. */
    static PyFlinkException of(ImageReference repository, Exception exception) {
        return new RegistryProblems(repository, withoutToken(exception))
                .problem()
                .toException(exception);
    }

    /**
     * What went wrong itself: Jib takes whatever does while it asks for a token for a refused login. One that was refused stays what it
     * is.
     */
    static Exception withoutToken(Exception exception) {
        int status = status(exception);
        boolean isRefused = status == 401 || status == 403;
        return exception instanceof RegistryAuthenticationFailedException
                        && exception.getCause() instanceof IOException inner
                        && !isRefused
                ? inner
                : exception;
    }

    /** An exception's message, or its name where it has none. */
    static String text(Throwable exception) {
        String message = exception.getMessage();
        return message == null
                ? exception.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
    }

    private Problem problem() {
        Optional<StrayAddress> stray = StrayAddress.in(cause);
        if (stray.isPresent()) {
            return stray(stray.get());
        }
        Optional<Throwable> wrong = Throwables.getCausalChain(cause).stream()
                .filter(one -> one instanceof OtherThanAsked || one instanceof Pace.TooSlow)
                .findFirst();
        if (wrong.isPresent()) {
            return wrong.get() instanceof Pace.TooSlow ? slow(wrong.get()) : endless(wrong.get());
        }
        if (cause instanceof RegistryCredentialsNotSentException) {
            return overHttp(registry);
        }
        if (cause instanceof InsecureRegistryException || isMistrust(cause)) {
            return untrusted();
        }
        int status = status(cause);
        if (status == 401 || cause instanceof RegistryAuthenticationFailedException) {
            return unknownUser();
        }
        if (status == 403) {
            return forbidden();
        }
        if (cause instanceof ResponseException) {
            return broken(status);
        }
        return cause instanceof IOException ? unreachable() : refused();
    }

    /** Whether a connection ended over who the other side is, and not because it broke off meanwhile. */
    static boolean isMistrust(Throwable failure) {
        return failure instanceof SSLException
                && Throwables.getCausalChain(failure).stream()
                        .noneMatch(one -> one instanceof EOFException || one instanceof SocketException);
    }

    /** The status of the answer behind an exception; 0 where there was none. */
    static int status(Throwable cause) {
        // Jib wraps some answers of the registry, and hands others on as they are.
        Throwable answer = cause instanceof ResponseException ? cause : cause.getCause();
        return answer instanceof ResponseException response ? response.getStatusCode() : 0;
    }

    private Problem stray(StrayAddress stray) {
        if (stray.errand() == StrayAddress.Errand.OPEN_LOGIN) {
            return overHttp(stray.place());
        }
        if (stray.errand() == StrayAddress.Errand.LOGIN) {
            return Problem.environment(
                            "PYF-860", "`%s` wants its login at another place, `%s`".formatted(registry, stray.place()))
                    .why("a login goes to the host that it belongs to, and to others of the same domain")
                    .remedy(
                            "where that is right, a `<server>` with `<id>%s</id>` in settings.xml, with the login for it"
                                    .formatted(stray.place()));
        }
        return Problem.environment(
                        "PYF-861", "`%s` wants blobs at another place, `%s`".formatted(registry, stray.place()))
                .why("it names that place where an upload is to go on; the login would have to go there too")
                .remedy("the registry's name as it calls itself, in " + Element.IMAGE.named())
                .remedy(
                        "behind a proxy, the registry has to be told its outer address: `X-Forwarded-Host`, `X-Forwarded-Proto`, or its own setting");
    }

    private Problem unknownUser() {
        return Problem.environment("PYF-841", "`%s` does not know who pushes".formatted(registry))
                .why("it asks for a login, and there is none or a wrong one")
                .remedy("a `<server>` with `<id>%s</id>` in settings.xml".formatted(registry))
                .remedy("`docker login %s` or `podman login %s`".formatted(registry, registry));
    }

    private Problem forbidden() {
        return Problem.environment("PYF-842", "`%s` does not let this login push to `%s`".formatted(registry, path))
                .why("it answers 403 Forbidden")
                .remedy("the right to push to that repository, or another one by " + Element.IMAGE.named());
    }

    private Problem refused() {
        return Problem.environment("PYF-843", "`%s` refuses the push to `%s`".formatted(registry, path))
                .why(text(cause))
                .remedy("the repository's name in " + Element.IMAGE.named()
                        + "; some registries want it made beforehand");
    }

    private Problem broken(int status) {
        Problem problem = Problem.environment("PYF-844", "`%s` answers with status %s".formatted(registry, status))
                .why(text(cause));
        return switch (status) {
            case 407 ->
                problem.why("that is the proxy in between, which wants a login")
                        .remedy("`<username>` and `<password>` of the `<proxy>` in settings.xml");
            case 413 ->
                problem.why("what it takes at once is limited, there or by what stands before it")
                        .remedy("a higher limit: nginx has it in `client_max_body_size`")
                        .remedy("or a way to the registry itself, by the name in " + Element.IMAGE.named());
            default -> problem.remedy("the same push later; what has arrived is not sent again");
        };
    }

    private Problem slow(Throwable silence) {
        return Problem.environment("PYF-844", "`%s` does not get on with the push".formatted(registry))
                .why(text(silence))
                .remedy("the same push later; what has arrived is not sent again")
                .remedy("the log of the registry, and of what stands in between: the proxy in `-Dhttps.proxyHost`");
    }

    private Problem endless(Throwable wrong) {
        return Problem.environment("PYF-844", "`%s` does not answer as registries do".formatted(registry))
                .why(text(wrong))
                .remedy("the same push later; what has arrived is not sent again")
                .remedy("a way to the registry itself, where something in between may answer in its place:"
                        + " the proxy in `-Dhttps.proxyHost`");
    }

    private Problem untrusted() {
        return Problem.environment("PYF-845", "no trusted connection to `%s`".formatted(registry))
                .why(text(cause))
                .remedy("its certificate's authority in a trust store, `-Djavax.net.ssl.trustStore=FILE`")
                .remedy("`-Dpyflink.allowInsecureRegistries` for a registry of one's own that has none");
    }

    private Problem unreachable() {
        return Problem.environment("PYF-846", "`%s` cannot be reached".formatted(registry))
                .why(cause.getClass().getSimpleName() + ": " + text(cause))
                .remedy("the registry's name in " + Element.IMAGE.named()
                        + "; the network; the proxy in `-Dhttps.proxyHost`");
    }

    private static Problem overHttp(String place) {
        return Problem.environment("PYF-847", "`%s` asks for a login over plain HTTP".formatted(place))
                .why("a password would travel readable by everybody")
                .remedy("HTTPS for that host")
                .remedy(
                        "`-DsendCredentialsOverHttp` and `-Dpyflink.allowInsecureRegistries` where the network in between"
                                + " is trusted");
    }
}
