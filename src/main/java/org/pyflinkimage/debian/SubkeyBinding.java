package org.pyflinkimage.debian;

import java.util.Iterator;
import java.util.Optional;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureSubpacketVector;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentVerifierBuilderProvider;

/**
 * Whether a subkey may sign for its primary key (RFC 9580, 5.2.1.8 and 5.2.1.9): that key must say so, and the subkey must say that
 * it belongs there. Anybody can put a key of his own behind another's in a file.
 */
final class SubkeyBinding {

    private SubkeyBinding() {}

    /** The newest signature that makes a subkey a signer; empty where there is none. */
    static Optional<PGPSignature> find(PGPPublicKey primary, PGPPublicKey subkey) {
        PGPSignature newest = null;
        for (Iterator<PGPSignature> all = subkey.getSignaturesOfType(PGPSignature.SUBKEY_BINDING); all.hasNext(); ) {
            PGPSignature binding = all.next();
            if (KeyEnd.isNewer(binding, newest)
                    && isForSigning(binding)
                    && isBy(binding, primary, primary, subkey)
                    && isReturned(binding, primary, subkey)) {
                newest = binding;
            }
        }
        return Optional.ofNullable(newest);
    }

    /** The flags count where they are signed themselves. */
    private static boolean isForSigning(PGPSignature binding) {
        return binding.hasSubpackets() && (binding.getHashedSubPackets().getKeyFlags() & KeyFlags.SIGN_DATA) != 0;
    }

    private static boolean isReturned(PGPSignature binding, PGPPublicKey primary, PGPPublicKey subkey) {
        return holdsReturn(binding.getHashedSubPackets(), primary, subkey)
                || holdsReturn(binding.getUnhashedSubPackets(), primary, subkey);
    }

    private static boolean holdsReturn(PGPSignatureSubpacketVector packets, PGPPublicKey primary, PGPPublicKey subkey) {
        try {
            for (PGPSignature signature : packets.getEmbeddedSignatures()) {
                if (signature.getSignatureType() == PGPSignature.PRIMARYKEY_BINDING
                        && isBy(signature, subkey, primary, subkey)) {
                    return true;
                }
            }
            return false;
        } catch (PGPException | RuntimeException e) {
            return false;
        }
    }

    private static boolean isBy(
            PGPSignature signature, PGPPublicKey signer, PGPPublicKey primary, PGPPublicKey subkey) {
        try {
            signature.init(new BcPGPContentVerifierBuilderProvider(), signer);
            return signature.verifyCertification(primary, subkey);
        } catch (PGPException | RuntimeException e) {
            return false;
        }
    }
}
