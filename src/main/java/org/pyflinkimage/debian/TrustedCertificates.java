package org.pyflinkimage.debian;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
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

    /** What {@code update-ca-certificates} adds to a package's. */
    private static final UnixPath LOCAL = UnixPath.of("/usr/local/share/ca-certificates");

    private static final UnixPath TRUSTED = UnixPath.of("/etc/ssl/certs");
    private static final UnixPath BUNDLE = UnixPath.of("/etc/ssl/certs/ca-certificates.crt");
    private static final String CERTIFICATE = ".crt";
    private static final String PEM_FILE = ".pem";

    /** Packages that change what is trusted. */
    private static final List<String> PACKAGES = List.of("ca-certificates", "ca-certificates-java");

    /** Of a system that is there: all the authorities of the world are some hundred. */
    private static final int MOST = 5000;

    /** Of a system that is there, in characters: no certificate is nearly so large. */
    private static final int LARGEST = 1 << 16;

    /**
     * A certificate that is trusted.
     *
     * @param stem its name without {@code .crt} or {@code .pem}
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Trusted(UnixPath path, String stem, String pem, byte[] der, String hash) {}

    private final SystemTree system;
    private final SortedMap<UnixPath, Trusted> certificates = new TreeMap<>();

    private TrustedCertificates(SystemTree system) {
        this.system = system.by(ORIGIN);
    }

    static void install(SystemTree system) {
        TrustedCertificates trusted = new TrustedCertificates(system);
        trusted.readFolder();
        trusted.write();
    }

    /**
     * The same in a system that is there: what that trusts stays so, and Java is told of it.
     *
     * @param packages the names of those that came
     */
    static void installUpon(SystemTree system, Collection<String> packages) {
        TrustedCertificates trusted = new TrustedCertificates(system);
        if (packages.contains("ca-certificates")) {
            trusted.readFolder();
            trusted.readThere(LOCAL, CERTIFICATE);
            trusted.readThere(TRUSTED, PEM_FILE);
            trusted.readBundle();
            trusted.write();
        } else if (packages.contains("ca-certificates-java")) {
            trusted.readThere(TRUSTED, PEM_FILE);
            trusted.readBundle();
            trusted.writeJavaStore();
        }
    }

    /** The folders of a system that is there in which certificates are looked for, where these packages come. */
    static List<UnixPath> foldersFor(Collection<String> packages) {
        return PACKAGES.stream().anyMatch(packages::contains) ? List.of(FOLDER, LOCAL, TRUSTED) : List.of();
    }

    /** Whether a file of them is read. */
    static boolean isRead(UnixPath path) {
        return path.name().endsWith(PEM_FILE) || path.name().endsWith(CERTIFICATE);
    }

    private void write() {
        if (!certificates.isEmpty()) {
            writeConfiguration();
            writeBundle();
            writeLinks();
            writeJavaStore();
        }
    }

    /** As {@code update-ca-certificates} does it, what is no certificate is passed over, whatever stands around it. */
    private void readFolder() {
        for (FileTree.Entry entry : system.tree().entriesBelow(FOLDER)) {
            UnixPath path = entry.path();
            if (entry.node() instanceof RegularFile && path.name().endsWith(CERTIFICATE)) {
                String text = system.text(path.value()).orElse("");
                PemText.first(text)
                        .flatMap(encoded -> trusted(path, stemOf(path, CERTIFICATE), text.strip() + "\n", encoded))
                        .ifPresent(certificate -> certificates.put(path, certificate));
            }
        }
    }

    /** Each file by itself, also one that a link leads to, as ca-certificates-java does it; wherever the folder lies. */
    private void readThere(UnixPath folder, String ending) {
        UnixPath real = system.tree().follow(folder).map(FileTree.Entry::path).orElse(folder);
        for (FileTree.Entry entry : system.tree().entriesBelow(real)) {
            UnixPath path = entry.path();
            boolean looked = folder.equals(LOCAL) || path.parent().equals(real);
            if (looked && path.name().endsWith(ending) && certificates.size() < MOST) {
                UnixPath named = UnixPath.of(
                        folder.value() + path.value().substring(real.value().length()));
                system.text(path.value())
                        .flatMap(PemText::first)
                        .flatMap(encoded -> small(named, stemOf(named, ending), encoded))
                        .ifPresent(certificate -> certificates.put(named, certificate));
            }
        }
    }

    /** What somebody has put into the bundle alone. */
    private void readBundle() {
        Set<ByteBuffer> known = certificates.values().stream()
                .map(certificate -> ByteBuffer.wrap(certificate.der()))
                .collect(Collectors.toCollection(HashSet::new));
        List<String> bundle = PemText.all(system.text(BUNDLE.value()).orElse(""), MOST);
        for (int i = 0; i < bundle.size(); i++) {
            String stem = "ca-certificates-" + (i + 1);
            small(BUNDLE.resolve(stem), stem, bundle.get(i))
                    .filter(certificate -> known.add(ByteBuffer.wrap(certificate.der())))
                    .ifPresent(certificate -> certificates.put(certificate.path(), certificate));
        }
    }

    private static Optional<Trusted> small(UnixPath path, String stem, String encoded) {
        return encoded.length() > LARGEST ? Optional.empty() : trusted(path, stem, PemText.of(encoded), encoded);
    }

    private static String stemOf(UnixPath path, String ending) {
        return path.name().substring(0, path.name().length() - ending.length());
    }

    private static Optional<Trusted> trusted(UnixPath path, String stem, String pem, String encoded) {
        try {
            byte[] der = Base64.getMimeDecoder().decode(encoded);
            return Optional.of(new Trusted(path, stem, pem, der, CertificateName.hash(der)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private void writeConfiguration() {
        system.file(
                "/etc/ca-certificates.conf",
                certificates.keySet().stream()
                        .filter(path -> path.startsWith(FOLDER))
                        .map(path -> path.value().substring(FOLDER.value().length() + 1) + "\n")
                        .collect(Collectors.joining()));
    }

    private void writeBundle() {
        system.file(
                BUNDLE.value(), certificates.values().stream().map(Trusted::pem).collect(Collectors.joining()));
    }

    private void writeLinks() {
        Map<String, Integer> numbers = new HashMap<>();
        for (Trusted certificate : certificates.values()) {
            if (certificate.path().startsWith(TRUSTED)) {
                continue;
            }
            String name = certificate.stem() + PEM_FILE;
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
                        "debian:" + certificate.stem().toLowerCase(Locale.ROOT) + PEM_FILE, certificate.der()));
        system.put("/etc/ssl/certs/java/cacerts", FileNode.file(Content.of(JavaTrustStore.of(byAlias))));
    }
}
