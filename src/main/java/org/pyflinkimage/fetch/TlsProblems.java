package org.pyflinkimage.fetch;

import java.net.URI;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.CertificateRevokedException;
import java.security.cert.PKIXReason;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.pyflinkimage.system.DiskFailure;
import org.pyflinkimage.value.Problem;

/** What to say when a host and this JVM do not come to trust, or to understand, each other; to try again would not help. */
final class TlsProblems {

    private static final String ELSEWHERE = "or name another mirror or index";

    /** What is wrong with a certificate; of several signs in one failure the first of these counts, as the last ones say least. */
    private enum Fault {
        EXPIRED(TlsProblems::isExpired),
        EARLY(TlsProblems::isEarly),
        REVOKED(TlsProblems::isRevoked),
        PERHAPS_REVOKED(TlsProblems::isPerhapsRevoked),
        WEAK(TlsProblems::isWeak),
        OTHER_NAME(TlsProblems::isOfAnotherName),
        UNKNOWN(TlsProblems::isUnknown),
        OTHER(TlsProblems::isOfCertificates);

        @SuppressWarnings("ImmutableEnumChecker") // None of them has a state.
        private final Predicate<Throwable> sign;

        Fault(Predicate<Throwable> sign) {
            this.sign = sign;
        }
    }

    private TlsProblems() {}

    private static boolean isExpired(Throwable cause) {
        return cause instanceof CertificateExpiredException || isFor(cause, BasicReason.EXPIRED);
    }

    private static boolean isEarly(Throwable cause) {
        return cause instanceof CertificateNotYetValidException || isFor(cause, BasicReason.NOT_YET_VALID);
    }

    private static boolean isRevoked(Throwable cause) {
        return cause instanceof CertificateRevokedException || isFor(cause, BasicReason.REVOKED);
    }

    private static boolean isPerhapsRevoked(Throwable cause) {
        return isFor(cause, BasicReason.UNDETERMINED_REVOCATION_STATUS);
    }

    private static boolean isWeak(Throwable cause) {
        return isFor(cause, BasicReason.ALGORITHM_CONSTRAINED)
                || says(cause, CertificateException.class, "algorithm constraints");
    }

    private static boolean isOfAnotherName(Throwable cause) {
        return says(cause, CertificateException.class, "no subject alternative|no name matching");
    }

    private static boolean isUnknown(Throwable cause) {
        return cause instanceof CertPathBuilderException || isFor(cause, PKIXReason.NO_TRUST_ANCHOR);
    }

    private static boolean isOfCertificates(Throwable cause) {
        return cause instanceof CertificateException || cause instanceof CertPathValidatorException;
    }

    /** What keeps a connection from being made for good; empty where it failed at something else, and may succeed some other time. */
    static Optional<Problem> of(URI address, Throwable failure) {
        List<Throwable> causes = HttpProblems.causes(failure).toList();
        String host = Addresses.authority(address);
        return Stream.of(Fault.values())
                .filter(fault -> causes.stream().anyMatch(fault.sign))
                .findFirst()
                .map(fault -> ofCertificate(fault, host, failure, causes))
                .or(() -> ofHandshake(host, failure, causes));
    }

    private static Problem ofCertificate(Fault fault, String host, Throwable failure, List<Throwable> causes) {
        Optional<ShownCertificates> shown = ShownCertificates.behind(causes);
        Problem problem =
                shown.isPresent() && fault == Fault.UNKNOWN ? unknown(host, shown.get()) : problem(fault, host);
        int index = causes.stream()
                .flatMap(cause -> cause instanceof CertPathValidatorException path ? Stream.of(path) : Stream.empty())
                .map(CertPathValidatorException::getIndex)
                .findFirst()
                .orElse(0);
        return problem.why(DiskFailure.describe(failure))
                .why(shown.map(all -> all.described(index)).stream().toList());
    }

    private static Problem problem(Fault fault, String host) {
        return switch (fault) {
            case EXPIRED ->
                Problem.environment("PYF-509", "The certificate of `%s` has run out".formatted(host))
                        .remedy("look at this machine's clock; where it is right, those who run the host have "
                                + "to renew the certificate")
                        .remedy(ELSEWHERE);
            case EARLY ->
                Problem.environment("PYF-509", "The certificate of `%s` does not hold yet".formatted(host))
                        .remedy("look at this machine's clock, which may be behind; where it is right, those "
                                + "who run the host have to know of it")
                        .remedy(ELSEWHERE);
            case REVOKED ->
                Problem.environment("PYF-509", "The certificate of `%s` was revoked".formatted(host))
                        .remedy("tell those who run the host, who have to have a new one")
                        .remedy(ELSEWHERE);
            case PERHAPS_REVOKED ->
                Problem.environment(
                                "PYF-509",
                                "Whether the certificate of `%s` was revoked, nobody answered".formatted(host))
                        .remedy("let this machine reach those whom the certificate names for that")
                        .remedy("or do not have it asked: without `-Dcom.sun.net.ssl.checkRevocation=true` in "
                                + "`MAVEN_OPTS` and `.mvn/jvm.config`");
            case WEAK ->
                Problem.environment(
                                "PYF-509",
                                "The certificate of `%s` is one that Java takes for too weak".formatted(host))
                        .remedy("tell those who run the host, who have to have one with a newer signature or a "
                                + "longer key")
                        .remedy(ELSEWHERE);
            case OTHER_NAME ->
                Problem.environment("PYF-509", "The certificate of `%s` is another host's".formatted(host))
                        .remedy("write the address with a name that the certificate is for, where it is the "
                                + "same host")
                        .remedy("look whether a proxy, or a network that wants a login first, answers in the "
                                + "host's place")
                        .remedy(ELSEWHERE);
            case UNKNOWN -> notTrusted(host);
            case OTHER ->
                Problem.environment("PYF-509", "The certificate of `%s` is refused".formatted(host))
                        .remedy("open the address with another client and compare")
                        .remedy("or, where its authority is the reason, name a bundle with that: `SSL_CERT_FILE=FILE`")
                        .remedy(ELSEWHERE);
        };
    }

    /** Nobody who is known here vouches for it. */
    private static Problem unknown(String host, ShownCertificates shown) {
        if (shown.areSelfSigned()) {
            return Problem.environment("PYF-509", "The certificate of `%s` is signed by itself alone".formatted(host))
                    .why("no authority vouches for it; its SHA-256 is `%s`".formatted(shown.sum()))
                    .remedy("where those who run the host say that it is theirs, name it as a bundle: "
                            + "`SSL_CERT_FILE=FILE`; `keytool -printcert -rfc -sslserver HOST:PORT` "
                            + "writes it out")
                    .remedy(ELSEWHERE);
        }
        return shown.areOfKnownAuthority() ? problem(Fault.OTHER, host) : ofUnknownAuthority(host, shown);
    }

    /** Most authorities vouch through another one, whose certificate the host has to show beside its own. */
    private static Problem ofUnknownAuthority(String host, ShownCertificates shown) {
        Problem problem =
                notTrusted(host).why("this JVM does not know the authority `%s`".formatted(shown.authority()));
        return shown.areOne()
                ? problem.why(
                                "the host shows its own certificate alone, and none of that authority, for which a known one may vouch")
                        .remedy(
                                "or, where that is so, those who run the host have to show the whole chain; until then name "
                                        + "that authority's certificate: `SSL_CERT_FILE=FILE`")
                : problem;
    }

    private static Problem notTrusted(String host) {
        return Problem.environment("PYF-509", "The certificate of `%s` is not trusted".formatted(host))
                .remedy("name a bundle with your organization's authority: "
                        + "`SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt`")
                .remedy("or give Maven's JVM a trust store: `MAVEN_OPTS=-Djavax.net.ssl.trustStore=FILE`")
                .remedy("or put the authority into that of its JDK: `keytool -importcert -cacerts -alias NAME "
                        + "-file FILE`");
    }

    private static Optional<Problem> ofHandshake(String host, Throwable failure, List<Throwable> causes) {
        if (isSaid(causes, "unsupported or unrecognized ssl message|plaintext connection")) {
            return Optional.of(Problem.environment("PYF-553", "What answers at `%s` speaks no TLS".formatted(host))
                    .why(DiskFailure.describe(failure))
                    .remedy("look at the port in the address: another one may be that of `https:`")
                    .remedy("or, where the host has plain HTTP alone and the network in between is "
                            + "trusted, write `http:`"));
        }
        if (isSaid(causes, "certificate_required|bad_certificate|certificate_unknown|unknown_ca|access_denied")) {
            return Optional.of(Problem.environment(
                            "PYF-553", "`%s` refuses the certificate of this machine, or wants one".formatted(host))
                    .why(DiskFailure.describe(failure))
                    .remedy("the certificate that those who run the host expect: "
                            + "`MAVEN_OPTS=-Djavax.net.ssl.keyStore=FILE`, which is shown as long as no "
                            + "`SSL_CERT_FILE` or its like names a bundle")
                    .remedy(ELSEWHERE));
        }
        if (isSaid(causes, "protocol.version|no appropriate protocol|handshake_failure|insufficient_security")) {
            return Optional.of(Problem.environment("PYF-553", "No TLS connection to `%s` comes about".formatted(host))
                    .why(DiskFailure.describe(failure))
                    .remedy("those who run the host have to offer TLS 1.2 or newer, with ciphers of "
                            + "these days: Java takes no others")
                    .remedy("look whether `-Djdk.tls.client.protocols` or "
                            + "`-Djdk.tls.client.cipherSuites` narrow what Maven's JVM offers, "
                            + "in `MAVEN_OPTS` or `.mvn/jvm.config`")
                    .remedy("where the host wants a certificate of whoever asks: "
                            + "`MAVEN_OPTS=-Djavax.net.ssl.keyStore=FILE`, which is shown as long as no "
                            + "`SSL_CERT_FILE` or its like names a bundle")
                    .remedy(ELSEWHERE));
        }
        return Optional.empty();
    }

    private static boolean isSaid(List<Throwable> causes, String words) {
        return causes.stream().anyMatch(cause -> says(cause, SSLException.class, words));
    }

    private static boolean isFor(Throwable cause, CertPathValidatorException.Reason reason) {
        return cause instanceof CertPathValidatorException path && path.getReason() == reason;
    }

    /** In the words of Java's checks, where they have no type for it. */
    private static boolean says(Throwable cause, Class<? extends Exception> kind, String words) {
        return kind.isInstance(cause)
                && Pattern.compile(words, Pattern.CASE_INSENSITIVE)
                        .matcher(String.valueOf(cause.getMessage()))
                        .find();
    }
}
