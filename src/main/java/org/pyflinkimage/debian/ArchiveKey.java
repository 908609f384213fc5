package org.pyflinkimage.debian;

import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import org.bouncycastle.openpgp.PGPPublicKey;

/**
 * A key that may sign for an archive.
 *
 * @param primary the fingerprint of the key that it belongs to, or that it is, in upper case
 * @param end when its owner lets it expire
 */
record ArchiveKey(PGPPublicKey key, String primary, Optional<Instant> end) {

    static ArchiveKey of(PGPPublicKey primary, PGPPublicKey key, Optional<Instant> end) {
        return new ArchiveKey(key, fingerprint(primary), end);
    }

    /** Whether it counts at a moment. */
    boolean holdsAt(Instant moment) {
        return end.isEmpty() || moment.isBefore(end.get());
    }

    /** Whether it, or the primary key that it belongs to, has this fingerprint; with {@code !} behind that, whether itself has it. */
    boolean isOf(String fingerprint) {
        return primary.equals(fingerprint) || fingerprint.replaceFirst("!$", "").equals(fingerprint(key));
    }

    /** Of two states of one key that which holds longer: an owner prolongs a key in newer files of it. */
    static ArchiveKey longer(ArchiveKey one, ArchiveKey other) {
        boolean endless = one.end.isEmpty() || other.end.isEmpty();
        boolean first = endless ? one.end.isEmpty() : !one.end.get().isBefore(other.end.get());
        return first ? one : other;
    }

    private static String fingerprint(PGPPublicKey key) {
        return HexFormat.of().formatHex(key.getFingerprint()).toUpperCase(Locale.ROOT);
    }
}
