package org.pyflinkimage.debian;

import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.pyflinkimage.tree.Content;
import org.pyflinkimage.tree.FileNode;
import org.pyflinkimage.tree.FileNode.RegularFile;
import org.pyflinkimage.tree.FileTree;
import org.pyflinkimage.tree.LayerKind;
import org.pyflinkimage.tree.Origin;
import org.pyflinkimage.value.UnixPath;

/** The certificates that OpenSSL and Java trust, as {@code update-ca-certificates} and ca-certificates-java lay them out. */
final class TrustedCertificates {

    /** They change with the package that brings them. */
    private static final Origin ORIGIN = new Origin(LayerKind.OPERATING_SYSTEM, "certificates", "ca-certificates");

    private static final UnixPath FOLDER = UnixPath.of("/usr/share/ca-certificates");
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN CERTIFICATE-----(.*?)-----END CERTIFICATE-----", Pattern.DOTALL);

    /** A certificate that a package brought. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Trusted(UnixPath path, String pem, byte[] der, String hash) {

        /** The name without {@code .crt}. */
        String stem() {
            return path.name().substring(0, path.name().length() - ".crt".length());
        }
    }

    private final SystemTree system;
    private final SortedMap<UnixPath, Trusted> certificates = new TreeMap<>();

    private TrustedCertificates(SystemTree system) {
        this.system = system.by(ORIGIN);
        for (FileTree.Entry entry : system.tree().entriesBelow(FOLDER)) {
            if (entry.node() instanceof RegularFile && entry.path().name().endsWith(".crt")) {
                read(entry.path());
            }
        }
    }

    static void install(SystemTree system) {
        TrustedCertificates trusted = new TrustedCertificates(system);
        if (!trusted.certificates.isEmpty()) {
            trusted.writeConfiguration();
            trusted.writeBundle();
            trusted.writeLinks();
            trusted.writeJavaStore();
        }
    }

    /** As {@code update-ca-certificates} does it, what is no certificate is passed over, whatever stands around it. */
    private void read(UnixPath path) {
        String text = system.text(path.value()).orElseThrow();
        Matcher matcher = PEM.matcher(text);
        if (matcher.find()) {
            trusted(path, text, matcher.group(1)).ifPresent(certificate -> certificates.put(path, certificate));
        }
    }

    private static Optional<Trusted> trusted(UnixPath path, String text, String encoded) {
        try {
            byte[] der = Base64.getMimeDecoder().decode(encoded);
            return Optional.of(new Trusted(path, text.strip() + "\n", der, CertificateName.hash(der)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private void writeConfiguration() {
        system.file(
                "/etc/ca-certificates.conf",
                certificates.keySet().stream()
                        .map(path -> path.value().substring(FOLDER.value().length() + 1) + "\n")
                        .collect(Collectors.joining()));
    }

    private void writeBundle() {
        system.file(
                "/etc/ssl/certs/ca-certificates.crt",
                certificates.values().stream().map(Trusted::pem).collect(Collectors.joining()));
    }

    private void writeLinks() {
        Map<String, Integer> numbers = new HashMap<>();
        for (Trusted certificate : certificates.values()) {
            String name = certificate.stem() + ".pem";
            int number = numbers.merge(certificate.hash(), 0, (before, zero) -> before + 1);
            system.link("/etc/ssl/certs/" + name, certificate.path().value());
            system.link("/etc/ssl/certs/" + certificate.hash() + "." + number, name);
        }
    }

    private void writeJavaStore() {
        SortedMap<String, byte[]> byAlias = new TreeMap<>();
        certificates
                .values()
                .forEach(certificate -> byAlias.put(
                        "debian:" + certificate.stem().toLowerCase(Locale.ROOT) + ".pem", certificate.der()));
        system.put("/etc/ssl/certs/java/cacerts", FileNode.file(Content.of(JavaTrustStore.of(byAlias))));
    }
}
