package org.pyflinkimage.debian;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPPublicKeyRingCollection;
import org.bouncycastle.openpgp.PGPUtil;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;
import org.pyflinkimage.value.Problem;

/**
 * The OpenPGP keys that an archive is believed by.
 *
 * <p>The keys of Debian and Ubuntu come with the plugin; {@code src/test/scripts/debian-keyrings.sh} exports them from the packages
 * that bring them. A subkey counts where its primary key has bound it for signing, and no key counts that was revoked, or has expired.
 */
public final class Keyring {

    private static final String DEBIAN = "debian-keyring.asc";
    private static final String UBUNTU = "ubuntu-keyring.asc";

    private final Map<Long, ArchiveKey> keys;
    private final Set<Long> revoked;

    private Keyring(Map<Long, ArchiveKey> keys, Set<Long> revoked) {
        this.keys = Map.copyOf(keys);
        this.revoked = Set.copyOf(revoked);
    }

    /** The archive keys of Debian and Ubuntu that the plugin brings. */
    public static Keyring shipped() {
        return shipped(DEBIAN).with(shipped(UBUNTU));
    }

    /** Reads a file of public keys; {@code PYF-311} where it is none. */
    public static Keyring read(Path file) {
        try {
            return read(Files.readAllBytes(file), file.toString());
        } catch (IOException e) {
            throw unreadable(file.toString())
                    .why(String.valueOf(e.getMessage()))
                    .toException(e);
        }
    }

    /**
     * Reads keys, armored or binary.
     *
     * @param whereFrom for messages
     * @throws org.pyflinkimage.value.PyFlinkException {@code PYF-311} where there are none
     */
    public static Keyring read(byte[] bytes, String whereFrom) {
        Map<Long, ArchiveKey> keys = new HashMap<>();
        Set<Long> revoked = new HashSet<>();
        try (InputStream stream = PGPUtil.getDecoderStream(new ByteArrayInputStream(bytes))) {
            for (PGPPublicKeyRing ring : ringsOf(stream)) {
                add(ring, keys, revoked);
            }
        } catch (IOException | PGPException | RuntimeException e) {
            throw unreadable(whereFrom).why(String.valueOf(e.getMessage())).toException(e);
        }
        if (keys.isEmpty() && revoked.isEmpty()) {
            throw unreadable(whereFrom).why("it holds no public key").toException();
        }
        return new Keyring(keys, revoked);
    }

    /**
     * The keys of Debian and Ubuntu that the plugin brings, and those of a file, in the one form that every apt reads.
     *
     * @throws org.pyflinkimage.value.PyFlinkException {@code PYF-311} where the file cannot be read
     */
    public static byte[] forApt(Path file) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try {
            all.write(withoutArmor(Files.readAllBytes(file)));
            all.write(withoutArmor(bytesOfShipped(DEBIAN)));
            all.write(withoutArmor(bytesOfShipped(UBUNTU)));
        } catch (IOException e) {
            throw unreadable(file.toString())
                    .why(String.valueOf(e.getMessage()))
                    .toException(e);
        }
        return all.toByteArray();
    }

    private static byte[] withoutArmor(byte[] keys) throws IOException {
        try (InputStream stream = PGPUtil.getDecoderStream(new ByteArrayInputStream(keys))) {
            return stream.readAllBytes();
        }
    }

    /** The keys of both. */
    public Keyring with(Keyring other) {
        Map<Long, ArchiveKey> both = new HashMap<>(keys);
        other.keys.forEach((id, key) -> both.merge(id, key, ArchiveKey::longer));
        Set<Long> revokedInEither = new HashSet<>(revoked);
        revokedInEither.addAll(other.revoked);
        return new Keyring(both, revokedInEither);
    }

    /** The keys with one of these fingerprints, and their subkeys but where {@code !} stands behind the fingerprint. */
    public Keyring only(Set<String> fingerprints) {
        Map<Long, ArchiveKey> some = new HashMap<>(keys);
        some.values().removeIf(key -> fingerprints.stream().noneMatch(key::isOf));
        return new Keyring(some, revoked);
    }

    /** A key that was not revoked. */
    Optional<ArchiveKey> find(long keyId) {
        return Optional.ofNullable(keys.get(keyId)).filter(key -> !isRevoked(keyId));
    }

    /** Whether a key, or the primary key that it belongs to, was taken back by its owner. */
    boolean isRevoked(long keyId) {
        return revoked.contains(keyId);
    }

    /** Sorts a primary key and its subkeys; subkeys that are not its own, or not for signing, are passed over. */
    private static void add(PGPPublicKeyRing ring, Map<Long, ArchiveKey> keys, Set<Long> revoked) {
        PGPPublicKey primary = ring.getPublicKey();
        Optional<Instant> end = KeyEnd.ofPrimary(primary);
        for (Iterator<PGPPublicKey> all = ring.getPublicKeys(); all.hasNext(); ) {
            PGPPublicKey key = all.next();
            if (primary.hasRevocation() || key.hasRevocation()) {
                revoked.add(key.getKeyID());
            } else if (key.isMasterKey()) {
                keys.put(key.getKeyID(), ArchiveKey.of(primary, key, end));
            } else {
                SubkeyBinding.find(primary, key)
                        .map(binding -> ArchiveKey.of(primary, key, KeyEnd.ofSubkey(end, key, binding)))
                        .ifPresent(signer -> keys.put(key.getKeyID(), signer));
            }
        }
    }

    private static List<PGPPublicKeyRing> ringsOf(InputStream stream) throws IOException, PGPException {
        List<PGPPublicKeyRing> rings = new ArrayList<>();
        new PGPPublicKeyRingCollection(stream, new BcKeyFingerprintCalculator()).forEach(rings::add);
        return rings;
    }

    private static Keyring shipped(String name) {
        return read(bytesOfShipped(name), name);
    }

    private static byte[] bytesOfShipped(String name) {
        try (InputStream stream = Keyring.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("missing from the plugin's jar: " + name);
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException("unreadable in the plugin's jar: " + name, e);
        }
    }

    private static Problem unreadable(String whereFrom) {
        return Problem.declaration("PYF-311", "`%s` is no OpenPGP keyring".formatted(whereFrom))
                .remedy("name a file of public keys as `gpg --export` writes them, armored or not");
    }
}
