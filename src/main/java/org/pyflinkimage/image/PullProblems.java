package org.pyflinkimage.image;

import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.InsecureRegistryException;
import com.google.cloud.tools.jib.api.RegistryAuthenticationFailedException;
import com.google.cloud.tools.jib.registry.RegistryCredentialsNotSentException;
import java.io.IOException;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;

/** Why an image cannot be read from a registry, in words that help. */
public final class PullProblems {

    private static final String ELSEWHERE = "a registry that has it, or a mirror of this one: "
            + "`registryMirrors` of Jib, `registry-mirrors` of Docker, `[[registry.mirror]]` of Podman";

    private final String registry;
    private final String image;
    private final Exception cause;

    private PullProblems(ImageReference reference, Exception cause) {
        this.registry = reference.getRegistry();
        this.image = reference.toStringWithQualifier();
        this.cause = cause;
    }

    /** The problem that Jib's exception means. */
    static PyFlinkException of(ImageReference reference, Exception thrown) {
        Exception exception = RegistryProblems.withoutToken(thrown);
        boolean sameAsForPushes = StrayAddress.in(exception).isPresent()
                || exception instanceof RegistryCredentialsNotSentException
                || exception instanceof InsecureRegistryException
                || RegistryProblems.isMistrust(exception);
        return sameAsForPushes
                ? RegistryProblems.of(reference, exception)
                : new PullProblems(reference, trueCause(exception)).problem().toException(exception);
    }

    /** Jib takes whatever goes wrong with a token for a refused login. */
    private static Exception trueCause(Exception exception) {
        for (Throwable next = exception; next != null; next = next.getCause()) {
            if (next instanceof OtherThanAsked other) {
                return other;
            }
        }
        return exception;
    }

    private Problem problem() {
        if (cause instanceof OtherThanAsked) {
            return otherThanAsked();
        }
        if (cause instanceof Pace.TooSlow) {
            return slow();
        }
        int status = RegistryProblems.status(cause);
        return switch (status) {
            case 401, 403 -> kept(status);
            case 404 -> missing();
            case 429 -> tooMany();
            case 0 -> withoutAnswer();
            default -> broken();
        };
    }

    private Problem withoutAnswer() {
        if (cause instanceof RegistryAuthenticationFailedException) {
            return kept(401);
        }
        return cause instanceof IOException ? unreachable() : otherThanAsked();
    }

    private Problem kept(int status) {
        return Problem.environment("PYF-330", "`%s` does not give out `%s`".formatted(registry, image))
                .why("it answers %s: there is no such image, or it wants a login, or another one than it got"
                        .formatted(status))
                .remedy("a `<server>` with `<id>%s</id>` in settings.xml".formatted(registry))
                .remedy("`docker login %s` or `podman login %s`".formatted(registry, registry));
    }

    /** Whether a problem is no fault of one image: the registry was asked too often, or does not answer. */
    public static boolean isOfRegistry(Problem problem) {
        return problem.code().equals("PYF-332") || problem.code().equals("PYF-334");
    }

    private Problem missing() {
        return Problem.environment("PYF-331", "`%s` has no image `%s`".formatted(registry, image))
                .why("it answers 404: " + RegistryProblems.text(cause))
                .remedy(ELSEWHERE);
    }

    private Problem tooMany() {
        return Problem.environment("PYF-332", "`%s` was asked too often from here".formatted(registry))
                .why("it answers 429 where `%s` is asked for".formatted(image))
                .remedy(
                        "wait a while, or log in, as it may allow more then: a `<server>` with `<id>%s</id>` in settings.xml, or `docker login %s`"
                                .formatted(registry, registry))
                .remedy(ELSEWHERE);
    }

    private Problem broken() {
        return Problem.environment(
                        "PYF-333", "`%s` answers with status %s".formatted(registry, RegistryProblems.status(cause)))
                .why(RegistryProblems.text(cause))
                .why("`%s` was to be read there".formatted(image))
                .remedy("the same later")
                .remedy(ELSEWHERE);
    }

    private Problem unreachable() {
        return Problem.environment("PYF-334", "`%s` cannot be reached, or its answer breaks off".formatted(registry))
                .why(cause.getClass().getSimpleName() + ": " + RegistryProblems.text(cause))
                .why("`%s` was to be read there".formatted(image))
                .remedy("the network; the proxy in `-Dhttps.proxyHost`")
                .remedy(ELSEWHERE);
    }

    private Problem slow() {
        return Problem.environment("PYF-334", "`%s` answers too slowly, or not at all".formatted(registry))
                .why(RegistryProblems.text(cause))
                .why("`%s` was to be read there".formatted(image))
                .remedy("the same later; the network; the proxy in `-Dhttps.proxyHost`")
                .remedy(ELSEWHERE);
    }

    private Problem otherThanAsked() {
        return Problem.environment("PYF-335", "`%s` gives something else than what was asked for".formatted(registry))
                .why(RegistryProblems.text(cause))
                .why("`%s` was to be read there".formatted(image))
                .remedy(
                        "a way to the registry itself, where something in between answers: the proxy in `-Dhttps.proxyHost`")
                .remedy(ELSEWHERE);
    }
}
