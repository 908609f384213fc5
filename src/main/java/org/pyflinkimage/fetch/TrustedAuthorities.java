package org.pyflinkimage.fetch;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;
import org.pyflinkimage.system.Environment;

/** The certificate authorities that connections trust: the JVM's, and those of the bundles that the environment names for uv and pip. */
final class TrustedAuthorities {

    private static final Pattern PEM = Pattern.compile(
            "-----BEGIN (?:TRUSTED )?CERTIFICATE-----.*?-----END (?:TRUSTED )?CERTIFICATE-----", Pattern.DOTALL);

    /** What the context is called that a JVM makes itself. */
    private static final String OF_THE_JVM = "Default";

    private TrustedAuthorities() {}

    /** The context for connections; with the JVM's own authorities alone where the environment names no readable bundle. */
    static SSLContext context(Environment environment) {
        try {
            List<Certificate> added = environment.authorities().stream()
                    .flatMap(file -> readBundle(file).stream())
                    .toList();
            return added.isEmpty() ? usual() : contextWith(added);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("the JVM has no usable TLS", e);
        }
    }

    /** The certificates of a bundle of PEM blocks, without those that this JVM cannot read. */
    static List<Certificate> parse(String bundle) throws CertificateException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        return PEM.matcher(bundle)
                .results()
                .flatMap(block -> certificate(factory, block.group()).stream())
                .toList();
    }

    /** One odd authority must not keep the others from being trusted. */
    private static Optional<Certificate> certificate(CertificateFactory factory, String block) {
        try {
            byte[] bytes = block.getBytes(StandardCharsets.US_ASCII);
            return Optional.of(factory.generateCertificate(new ByteArrayInputStream(bytes)));
        } catch (CertificateException e) {
            return Optional.empty();
        }
    }

    private static List<Certificate> readBundle(Path file) {
        try {
            return parse(Files.readString(file, StandardCharsets.ISO_8859_1));
        } catch (IOException | CertificateException e) {
            return List.of();
        }
    }

    /** As the JVM's own, where that is not one that somebody has put in its place, and has no key to show to a host. */
    private static SSLContext usual() throws GeneralSecurityException {
        SSLContext own = SSLContext.getDefault();
        boolean changed = !own.getProtocol().equals(OF_THE_JVM)
                || !System.getProperty("javax.net.ssl.keyStore", "").isEmpty();
        return changed ? own : trusting(managers(null));
    }

    private static SSLContext contextWith(List<Certificate> added) throws GeneralSecurityException, IOException {
        KeyStore all = KeyStore.getInstance(KeyStore.getDefaultType());
        all.load(null, null);
        int number = 0;
        for (Certificate authority : added) {
            all.setCertificateEntry("added-" + number++, authority);
        }
        for (TrustManager manager : managers(null)) {
            if (manager instanceof X509TrustManager known) {
                for (Certificate authority : known.getAcceptedIssuers()) {
                    all.setCertificateEntry("known-" + number++, authority);
                }
            }
        }
        return trusting(managers(all));
    }

    private static SSLContext trusting(TrustManager... managers) throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, TellingTrustManager.over(managers), null);
        return context;
    }

    private static TrustManager[] managers(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }
}
