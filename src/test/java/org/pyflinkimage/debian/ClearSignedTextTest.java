package org.pyflinkimage.debian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.value.PyFlinkException;

class ClearSignedTextTest {

    private static final SigningKey KEY = SigningKey.generate();
    private static final Instant NOW = Instant.EPOCH;
    private static final String TEXT = "Suite: x\n- dash\n-----BEGIN\n\nlast \n";

    @Test
    void signedTextComesBackWithoutItsEscapes() {
        ClearSignedText signed = ClearSignedText.parse(KEY.sign(TEXT));

        assertThat(signed.verified(KEY.keyring(), "InRelease", NOW, KeyAge.NOW)).isEqualTo(TEXT);
    }

    @Test
    void lineEndingsOfWindowsDoNotBreakTheSignature() {
        String windows = new String(KEY.sign(TEXT), StandardCharsets.UTF_8).replace("\n", "\r\n");

        ClearSignedText signed = ClearSignedText.parse(windows.getBytes(StandardCharsets.UTF_8));

        assertThat(signed.verified(KEY.keyring(), "InRelease", NOW, KeyAge.NOW)).startsWith("Suite: x");
    }

    @Test
    @Timeout(30)
    void blanksInsideOfALineTakeTheirLengthsTime() {
        String text = "Suite: x" + " ".repeat(240_000) + "y\n";

        assertThat(ClearSignedText.parse(KEY.sign(text)).verified(KEY.keyring(), "InRelease", NOW, KeyAge.NOW))
                .isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Suite: y", "Suite: x\nmore", " Suite: x", "suite: x"})
    void changedTextIsRefused(String change) {
        String changed = new String(KEY.sign(TEXT), StandardCharsets.UTF_8).replace("Suite: x", change);

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> verify(changed, KEY.keyring()))
                .withMessageContaining("[PYF-303]")
                .withMessageContaining("`InRelease` is wrong");
    }

    @Test
    void unknownKeyIsRefused() {
        String signed = new String(KEY.sign(TEXT), StandardCharsets.UTF_8);

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> verify(signed, SigningKey.generate().keyring()))
                .withMessageContaining("[PYF-303]")
                .withMessageContaining("no known key")
                .withMessageContaining("<debianKeyring>");
    }

    @Test
    void signatureOverABrokenSumIsRefused() {
        String signed = new String(KEY.sign(TEXT, HashAlgorithmTags.SHA1), StandardCharsets.UTF_8);

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> verify(signed, KEY.keyring()))
                .withMessageContaining("[PYF-303]");
    }

    @Test
    void signatureThatHasExpiredIsRefused() {
        ClearSignedText signed = ClearSignedText.parse(KEY.signForSeconds(TEXT, 3600));

        assertThat(signed.verified(KEY.keyring(), "InRelease", NOW, KeyAge.NOW)).isEqualTo(TEXT);
        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> signed.verified(KEY.keyring(), "InRelease", Instant.MAX, KeyAge.NOW))
                .withMessageContaining("[PYF-303]")
                .withMessageContaining("was valid until");
    }

    @Test
    void revokedKeyIsRefused() {
        String signed = new String(KEY.sign(TEXT), StandardCharsets.UTF_8);
        Keyring revoked = Keyring.read(KEY.revoked(), "revoked key");

        assertRevoked(signed, revoked);
        assertRevoked(signed, revoked.with(KEY.keyring()));
        assertRevoked(signed, KEY.keyring().with(revoked));
    }

    @Test
    void subkeyOfARevokedKeyIsRefused() {
        SigningKey subkey = SigningKey.generate();
        byte[] keys = KEY.revokedWithSubkey(subkey);

        assertRevoked(new String(subkey.sign(TEXT), StandardCharsets.UTF_8), Keyring.read(keys, "keys"));
    }

    @Test
    void subkeyBoundForSigningIsBelieved() {
        SigningKey subkey = SigningKey.generate();
        Keyring keyring = Keyring.read(KEY.withSubkey(subkey, KEY, KeyFlags.SIGN_DATA, subkey), "keys");

        assertThat(verify(new String(subkey.sign(TEXT), StandardCharsets.UTF_8), keyring))
                .isEqualTo(TEXT);
    }

    @Test
    void subkeyThatIsNotForSigningOrNotItsPrimaryKeysIsRefused() {
        SigningKey subkey = SigningKey.generate();
        SigningKey other = SigningKey.generate();
        String signed = new String(subkey.sign(TEXT), StandardCharsets.UTF_8);

        assertUnknown(signed, KEY.withSubkey(subkey, KEY, KeyFlags.ENCRYPT_COMMS, subkey));
        assertUnknown(signed, KEY.withSubkey(subkey, subkey, KeyFlags.SIGN_DATA, subkey));
        assertUnknown(signed, KEY.withSubkey(subkey, KEY, KeyFlags.SIGN_DATA, other));
    }

    private static void assertRevoked(String signed, Keyring keyring) {
        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> verify(signed, keyring))
                .withMessageContaining("[PYF-303]")
                .withMessageContaining("revoked");
    }

    private static void assertUnknown(String signed, byte[] keys) {
        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> verify(signed, Keyring.read(keys, "keys")))
                .withMessageContaining("[PYF-303]")
                .withMessageContaining("no known key");
    }

    @Test
    void textOutsideOfTheSignedPartIsRefused() {
        String signed = new String(KEY.sign(TEXT), StandardCharsets.UTF_8);

        assertRefused("Suite: evil\n" + signed);
        assertRefused(signed + "Suite: evil\n");
        assertRefused(signed.replace("Hash: SHA512\n", "Hash: SHA512\nSuite: evil\n"));
        assertRefused(signed + signed);
        assertRefused(signed.replace("- - dash", "-dash"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Suite: x\n",
                "<html>busy</html>",
                "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA512\n\nSuite: x\n"
            })
    void unsignedOrTruncatedTextIsRefused(String text) {
        assertRefused(text);
    }

    @Test
    void blankLinesBehindTheSignatureAreNoText() {
        String signed = new String(KEY.sign(TEXT), StandardCharsets.UTF_8);

        assertThat(verify(signed + "\n \t\n", KEY.keyring())).isEqualTo(TEXT);
    }

    @Test
    void oneSignatureByAKnownKeyIsEnough() {
        SigningKey other = SigningKey.generate();

        for (SigningKey[] keys : new SigningKey[][] {{other, KEY}, {KEY, other}}) {
            String signed = new String(SigningKey.signTogether(TEXT, keys), StandardCharsets.UTF_8);

            assertThat(verify(signed, KEY.keyring())).isEqualTo(TEXT);
        }
    }

    @Test
    void graverObjectionThanAnUnknownKeyIsTold() {
        SigningKey other = SigningKey.generate();
        Keyring revoked = Keyring.read(KEY.revoked(), "revoked key");

        for (SigningKey[] keys : new SigningKey[][] {{other, KEY}, {KEY, other}}) {
            assertRevoked(new String(SigningKey.signTogether(TEXT, keys), StandardCharsets.UTF_8), revoked);
        }
    }

    @Test
    void unknownKeysAreAllNamed() {
        SigningKey other = SigningKey.generate();
        String signed = new String(SigningKey.signTogether(TEXT, KEY, other), StandardCharsets.UTF_8);

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> verify(signed, SigningKey.generate().keyring()))
                .withMessageContaining("`InRelease` is signed by no known key")
                .withMessageContaining("its signatures are by the keys %016X, %016X", KEY.id(), other.id());
    }

    @Test
    void signatureForBytesIsNoneForText() {
        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> verify(new String(KEY.signAsBytes(TEXT), StandardCharsets.UTF_8), KEY.keyring()))
                .withMessageContaining("the signature of `InRelease` is wrong");
    }

    @Test
    void signatureThatIsNoneIsWrong() {
        String signed = new String(KEY.sign(TEXT), StandardCharsets.UTF_8);
        String head = signed.substring(0, signed.indexOf("-----BEGIN PGP SIGNATURE-----"));
        String garbage = head + "-----BEGIN PGP SIGNATURE-----\n\nabcd\n=abcd\n-----END PGP SIGNATURE-----\n";
        String key = new String(KEY.publicKey(), StandardCharsets.UTF_8).replace("PUBLIC KEY BLOCK", "SIGNATURE");

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> verify(garbage, KEY.keyring()))
                .withMessageContaining("the signature of `InRelease` is wrong")
                .withMessageContaining("the file was changed on its way, or arrived in part");
        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> verify(head + key, KEY.keyring()))
                .withMessageContaining("it has no signature");
    }

    @Test
    void lastMomentOfASignatureStillCounts() {
        ClearSignedText signed = ClearSignedText.parse(KEY.signForSeconds(TEXT, 3600));
        Instant end = endOf(signed);

        assertThat(signed.verified(KEY.keyring(), "InRelease", end, KeyAge.NOW)).isEqualTo(TEXT);
        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> signed.verified(KEY.keyring(), "InRelease", end.plusMillis(1), KeyAge.NOW));
    }

    /** As the refusal says it. */
    private static Instant endOf(ClearSignedText signed) {
        String message = catchThrowable(() -> signed.verified(KEY.keyring(), "InRelease", Instant.MAX, KeyAge.NOW))
                .getMessage();
        Matcher matcher = Pattern.compile("was valid until (\\S+)").matcher(message);
        assertThat(matcher.find()).isTrue();
        return Instant.parse(matcher.group(1));
    }

    @Test
    void signatureIsKeptWithItsArmorAlone() {
        ClearSignedText signed = ClearSignedText.parse(KEY.sign(TEXT));

        assertThat(signed.lines()).containsExactly("Suite: x", "- dash", "-----BEGIN", "", "last ");
        assertThat(signed.signature())
                .startsWith("-----BEGIN PGP SIGNATURE-----\n")
                .endsWith("\n-----END PGP SIGNATURE-----\n");
    }

    private static void assertRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClearSignedText.parse(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String verify(String text, Keyring keyring) {
        return ClearSignedText.parse(text.getBytes(StandardCharsets.UTF_8))
                .verified(keyring, "InRelease", NOW, KeyAge.NOW);
    }
}
