package org.pyflinkimage.debian;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.junit.jupiter.api.Test;

/** RFC 9580, 5.2.1.8 and 5.2.1.9: what makes a subkey a signer. */
class SubkeyBindingTest {

    private final SigningKey primary = SigningKey.generate();
    private final SigningKey subkey = SigningKey.generate();
    private final PGPSignatureSubpacketGenerator hashed = new PGPSignatureSubpacketGenerator();
    private final PGPSignatureSubpacketGenerator unhashed = new PGPSignatureSubpacketGenerator();

    @Test
    void subkeyThatReturnsTheBindingIsBelieved() throws IOException {
        hashed.setKeyFlags(KeyFlags.SIGN_DATA);
        hashed.addEmbeddedSignature(false, subkey.returnTo(primary, PGPSignature.PRIMARYKEY_BINDING));

        assertThat(isBelieved(primary.bind(subkey, hashed, unhashed))).isTrue();
    }

    @Test
    void returnMayStandWhereItIsNotSignedBecauseItIsASignatureItself() throws IOException {
        hashed.setKeyFlags(KeyFlags.SIGN_DATA | KeyFlags.ENCRYPT_COMMS);
        unhashed.addEmbeddedSignature(false, subkey.returnTo(primary, PGPSignature.PRIMARYKEY_BINDING));

        assertThat(isBelieved(primary.bind(subkey, hashed, unhashed))).isTrue();
    }

    @Test
    void subkeyThatReturnsNothingIsNotBelieved() {
        hashed.setKeyFlags(KeyFlags.SIGN_DATA);

        assertThat(isBelieved(primary.bind(subkey, hashed, unhashed))).isFalse();
    }

    @Test
    void signatureOfAnotherKindIsNoReturn() throws IOException {
        hashed.setKeyFlags(KeyFlags.SIGN_DATA);
        hashed.addEmbeddedSignature(false, subkey.returnTo(primary, PGPSignature.SUBKEY_BINDING));
        unhashed.addEmbeddedSignature(false, subkey.returnTo(primary, PGPSignature.DIRECT_KEY));

        assertThat(isBelieved(primary.bind(subkey, hashed, unhashed))).isFalse();
    }

    @Test
    void returnToAnotherPrimaryKeyIsNone() throws IOException {
        hashed.setKeyFlags(KeyFlags.SIGN_DATA);
        hashed.addEmbeddedSignature(false, subkey.returnTo(SigningKey.generate(), PGPSignature.PRIMARYKEY_BINDING));

        assertThat(isBelieved(primary.bind(subkey, hashed, unhashed))).isFalse();
    }

    @Test
    void flagsThatAreNotSignedAreNotBelieved() throws IOException {
        hashed.addEmbeddedSignature(false, subkey.returnTo(primary, PGPSignature.PRIMARYKEY_BINDING));
        unhashed.setKeyFlags(KeyFlags.SIGN_DATA);

        assertThat(isBelieved(primary.bind(subkey, hashed, unhashed))).isFalse();
    }

    @Test
    void oneGoodBindingOfSeveralIsEnough() throws IOException {
        PGPSignature bad = primary.bind(subkey, hashed, unhashed);
        hashed.setKeyFlags(KeyFlags.SIGN_DATA);
        hashed.addEmbeddedSignature(false, subkey.returnTo(SigningKey.generate(), PGPSignature.PRIMARYKEY_BINDING));
        PGPSignature worse = primary.bind(subkey, hashed, unhashed);
        hashed.addEmbeddedSignature(false, subkey.returnTo(primary, PGPSignature.PRIMARYKEY_BINDING));
        PGPSignature good = primary.bind(subkey, hashed, unhashed);

        assertThat(isBelieved(bad, worse)).isFalse();
        assertThat(isBelieved(bad, worse, good)).isTrue();
    }

    private boolean isBelieved(PGPSignature... bindings) {
        return Keyring.read(primary.withSubkey(subkey, bindings), "keys")
                .find(subkey.id())
                .isPresent();
    }
}
