package org.pyflinkimage.fetch;

import java.security.GeneralSecurityException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;
import org.pyflinkimage.value.Sha256;

/** What a host has shown of itself and was refused for; it goes along with the exception, which seldom says what it is about. */
final class ShownCertificates extends Exception {

    private static final long serialVersionUID = 1L;

    /** Names of hosts and of addresses, as RFC 5280 numbers them. */
    private static final Set<Integer> NAMES = Set.of(2, 7);

    private static final int NAMES_AT_MOST = 5;
    private static final int TEXT_AT_MOST = 200;

    private final transient List<X509Certificate> chain;
    private final boolean ofKnownAuthority;

    /**
     * A host's certificates.
     *
     * @param authorities those that are trusted here
     * @param chain the host's own certificate first
     */
    ShownCertificates(X509Certificate[] authorities, X509Certificate... chain) {
        super("the certificates that were refused", null, false, false);
        this.chain = List.of(chain);
        this.ofKnownAuthority = chain.length > 0
                && Stream.of(authorities)
                        .anyMatch(known -> known.getSubjectX500Principal().equals(issuer()));
    }

    /** Those that were refused for a failure. */
    static Optional<ShownCertificates> behind(Collection<Throwable> causes) {
        return causes.stream()
                .flatMap(cause -> Stream.of(cause.getSuppressed()))
                .flatMap(told -> told instanceof ShownCertificates shown ? Stream.of(shown) : Stream.empty())
                .filter(shown -> !shown.chain.isEmpty())
                .findFirst();
    }

    /**
     * One of them in a sentence.
     *
     * @param index its place, from the host's own on; that one is meant where there is none at such a place
     */
    String described(int index) {
        X509Certificate certificate = chain.get(index > 0 && index < chain.size() ? index : 0);
        return "it is `%s`, %sissued by `%s`, and holds from %s to %s"
                .formatted(
                        text(certificate.getSubjectX500Principal()),
                        names(certificate),
                        text(certificate.getIssuerX500Principal()),
                        certificate.getNotBefore().toInstant(),
                        certificate.getNotAfter().toInstant());
    }

    /** Whose certificate would have to be known for them to be believed. */
    String authority() {
        return text(issuer());
    }

    /** Whether one of that name is trusted here, so that something else is wrong. */
    boolean areOfKnownAuthority() {
        return ofKnownAuthority;
    }

    private X500Principal issuer() {
        return chain.get(chain.size() - 1).getIssuerX500Principal();
    }

    /** Whether the host's own is all that there is. */
    boolean areOne() {
        return chain.size() == 1;
    }

    /** Whether the host's own is all that there is, and signed by its own key. */
    boolean areSelfSigned() {
        X509Certificate own = chain.get(0);
        try {
            own.verify(own.getPublicKey());
            return chain.size() == 1;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** Of the host's own, as other programs show it, too, without their colons. */
    String sum() {
        try {
            return Sha256.of(chain.get(0).getEncoded()).hex();
        } catch (GeneralSecurityException e) {
            return "unknown";
        }
    }

    private static String names(X509Certificate certificate) {
        try {
            Collection<List<?>> all = certificate.getSubjectAlternativeNames();
            String names = (all == null ? Stream.<List<?>>of() : all.stream())
                    .filter(name -> NAMES.contains(name.get(0)))
                    .limit(NAMES_AT_MOST)
                    .map(name -> "`" + shortened(String.valueOf(name.get(1))) + "`")
                    .collect(Collectors.joining(", "));
            return names.isEmpty() ? "" : "for " + names + ", ";
        } catch (CertificateParsingException e) {
            return "";
        }
    }

    private static String text(X500Principal name) {
        return shortened(name.getName());
    }

    private static String shortened(String text) {
        return text.length() <= TEXT_AT_MOST ? text : text.substring(0, TEXT_AT_MOST) + "...";
    }
}
