package org.pyflinkimage.debian;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Date;
import java.util.stream.Collectors;
import org.bouncycastle.bcpg.ArmoredOutputStream;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyPacket;
import org.bouncycastle.crypto.generators.Ed25519KeyPairGenerator;
import org.bouncycastle.crypto.params.Ed25519KeyGenerationParameters;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPKeyPair;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureGenerator;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPKeyPair;

/** A key made for a test, which signs as an archive does. */
public final class SigningKey {

    private final PGPKeyPair pair;

    private SigningKey(PGPKeyPair pair) {
        this.pair = pair;
    }

    @SuppressWarnings("JavaUtilDate") // BouncyCastle takes no other
    public static SigningKey generate() {
        try {
            Ed25519KeyPairGenerator generator = new Ed25519KeyPairGenerator();
            generator.init(new Ed25519KeyGenerationParameters(new SecureRandom()));
            return new SigningKey(new BcPGPKeyPair(
                    PublicKeyPacket.VERSION_4,
                    PublicKeyAlgorithmTags.EDDSA_LEGACY,
                    generator.generateKeyPair(),
                    new Date()));
        } catch (PGPException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The public key, armored. */
    public byte[] publicKey() {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ArmoredOutputStream armor =
                    ArmoredOutputStream.builder().clearHeaders().build(bytes)) {
                pair.getPublicKey().encode(armor);
            }
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public Keyring keyring() {
        return Keyring.read(publicKey(), "test key");
    }

    /** The text signed in the clear. */
    public byte[] sign(String text) {
        return sign(text, HashAlgorithmTags.SHA512);
    }

    byte[] sign(String text, int sum) {
        try {
            PGPSignatureGenerator generator = new PGPSignatureGenerator(
                    new BcPGPContentSignerBuilder(pair.getPublicKey().getAlgorithm(), sum), pair.getPublicKey());
            generator.init(PGPSignature.CANONICAL_TEXT_DOCUMENT, pair.getPrivateKey());
            generator.update(text.lines()
                    .map(line -> line.replaceAll("[ \t]+$", ""))
                    .collect(Collectors.joining("\r\n"))
                    .getBytes(StandardCharsets.UTF_8));
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ArmoredOutputStream armor =
                    ArmoredOutputStream.builder().clearHeaders().build(bytes)) {
                generator.generate().encode(armor);
            }
            String escaped = text.lines()
                    .map(line -> line.startsWith("-") ? "- " + line : line)
                    .collect(Collectors.joining("\n"));
            String head = "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA512\n\n";
            return (head + escaped + "\n" + bytes.toString(StandardCharsets.US_ASCII)).getBytes(StandardCharsets.UTF_8);
        } catch (PGPException | IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
