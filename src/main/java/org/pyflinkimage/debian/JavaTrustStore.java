package org.pyflinkimage.debian;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.SortedMap;

/**
 * Java's store of trusted certificates in the JKS form, which every Java reads; the same bytes for the same certificates.
 *
 * <p>{@code KeyStore.store} cannot write it so: it puts the time of the day into each entry (JKS) or random salts (PKCS12).
 */
final class JavaTrustStore {

    private static final int MAGIC = 0xFEEDFEED;
    private static final int VERSION = 2;
    private static final int TRUSTED_CERTIFICATE = 2;

    /** 2000-01-01T00:00:00Z, as all files of an image. */
    private static final long DATE = 946_684_800_000L;

    /** The password of every Java's trust store; it protects nothing but the form's check sum. */
    private static final String PASSWORD = "changeit";

    private JavaTrustStore() {}

    /**
     * The store's bytes.
     *
     * @param certificates DER by alias
     */
    static byte[] of(SortedMap<String, byte[]> certificates) {
        try {
            byte[] body = body(certificates);
            ByteArrayOutputStream store = new ByteArrayOutputStream();
            store.write(body);
            store.write(sum(body));
            return store.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] body(SortedMap<String, byte[]> certificates) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(MAGIC);
            out.writeInt(VERSION);
            out.writeInt(certificates.size());
            for (Map.Entry<String, byte[]> certificate : certificates.entrySet()) {
                out.writeInt(TRUSTED_CERTIFICATE);
                out.writeUTF(certificate.getKey());
                out.writeLong(DATE);
                out.writeUTF("X.509");
                out.writeInt(certificate.getValue().length);
                out.write(certificate.getValue());
            }
        }
        return bytes.toByteArray();
    }

    /** SHA-1 over password, a phrase that Sun chose, and body. */
    private static byte[] sum(byte[] body) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-1");
            digest.update(PASSWORD.getBytes(StandardCharsets.UTF_16BE));
            digest.update("Mighty Aphrodite".getBytes(StandardCharsets.UTF_8));
            return digest.digest(body);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
