package org.pyflinkimage.debian;

import java.time.Instant;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentVerifierBuilderProvider;
import org.jspecify.annotations.Nullable;

/**
 * When a key ends by what its owner signed of it (RFC 9580, 5.2.3.13). The newest of such signatures counts: that is how an owner
 * prolongs a key, or ends it. What somebody else signed of it does not.
 */
final class KeyEnd {

    private KeyEnd() {}

    /** The end of a primary key; none where its owner set none. */
    static Optional<Instant> ofPrimary(PGPPublicKey primary) {
        PGPSignature newest = null;
        for (Iterator<String> names = primary.getUserIDs(); names.hasNext(); ) {
            String name = names.next();
            for (Iterator<PGPSignature> all = primary.getSignaturesForID(name); all.hasNext(); ) {
                PGPSignature signature = all.next();
                if (isNewer(signature, newest) && certifies(signature, primary, name)) {
                    newest = signature;
                }
            }
        }
        for (Iterator<PGPSignature> all = primary.getSignaturesOfType(PGPSignature.DIRECT_KEY); all.hasNext(); ) {
            PGPSignature signature = all.next();
            if (isNewer(signature, newest) && certifies(signature, primary)) {
                newest = signature;
            }
        }
        return newest == null ? Optional.empty() : of(primary, newest);
    }

    /**
     * The end of a subkey, which does not outlive its primary key.
     *
     * @param primary the end of that
     */
    static Optional<Instant> ofSubkey(Optional<Instant> primary, PGPPublicKey subkey, PGPSignature binding) {
        return Stream.of(primary, of(subkey, binding)).flatMap(Optional::stream).min(Instant::compareTo);
    }

    /** Whether a signature is younger than another one, or the first. */
    static boolean isNewer(PGPSignature signature, @Nullable PGPSignature other) {
        return other == null
                || signature
                        .getCreationTime()
                        .toInstant()
                        .isAfter(other.getCreationTime().toInstant());
    }

    /** The date counts where it is signed itself. */
    private static Optional<Instant> of(PGPPublicKey key, PGPSignature about) {
        long seconds = about.hasSubpackets() ? about.getHashedSubPackets().getKeyExpirationTime() : 0;
        return seconds == 0
                ? Optional.empty()
                : Optional.of(key.getCreationTime().toInstant().plusSeconds(seconds));
    }

    private static boolean certifies(PGPSignature signature, PGPPublicKey primary, String name) {
        boolean certification = switch (signature.getSignatureType()) {
            case PGPSignature.DEFAULT_CERTIFICATION,
                    PGPSignature.NO_CERTIFICATION,
                    PGPSignature.CASUAL_CERTIFICATION,
                    PGPSignature.POSITIVE_CERTIFICATION -> true;
            default -> false;
        };
        try {
            return certification && isOwn(signature, primary) && signature.verifyCertification(name, primary);
        } catch (PGPException | RuntimeException e) {
            return false;
        }
    }

    private static boolean certifies(PGPSignature signature, PGPPublicKey primary) {
        try {
            return isOwn(signature, primary) && signature.verifyCertification(primary);
        } catch (PGPException | RuntimeException e) {
            return false;
        }
    }

    private static boolean isOwn(PGPSignature signature, PGPPublicKey primary) throws PGPException {
        if (signature.getKeyID() != primary.getKeyID()) {
            return false;
        }
        signature.init(new BcPGPContentVerifierBuilderProvider(), primary);
        return true;
    }
}
