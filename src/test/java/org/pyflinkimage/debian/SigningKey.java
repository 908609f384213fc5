package org.pyflinkimage.debian;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bouncycastle.bcpg.ArmoredOutputStream;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyPacket;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.crypto.generators.Ed25519KeyPairGenerator;
import org.bouncycastle.crypto.params.Ed25519KeyGenerationParameters;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPKeyPair;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureGenerator;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPKeyPair;

/** A key made for a test, which signs as an archive does. */
public final class SigningKey {

    private final PGPKeyPair pair;

    private SigningKey(PGPKeyPair pair) {
        this.pair = pair;
    }

    public static SigningKey generate() {
        return generate(Instant.now());
    }

    /** A key of that age. */
    @SuppressWarnings("JavaUtilDate") // BouncyCastle takes no other
    public static SigningKey generate(Instant made) {
        try {
            Ed25519KeyPairGenerator generator = new Ed25519KeyPairGenerator();
            generator.init(new Ed25519KeyGenerationParameters(new SecureRandom()));
            return new SigningKey(new BcPGPKeyPair(
                    PublicKeyPacket.VERSION_4,
                    PublicKeyAlgorithmTags.EDDSA_LEGACY,
                    generator.generateKeyPair(),
                    Date.from(made)));
        } catch (PGPException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The public key, armored. */
    public byte[] publicKey() {
        return armored(List.of(pair.getPublicKey()::encode));
    }

    /**
     * What a key says of another one: how long it holds.
     *
     * @param seconds from its making on; 0 for ever
     */
    public record Statement(SigningKey by, Instant at, long seconds) {

        @SuppressWarnings("JavaUtilDate") // BouncyCastle takes no other
        PGPSignature of(SigningKey key, int kind, String name) throws PGPException {
            PGPSignatureSubpacketGenerator packets = new PGPSignatureSubpacketGenerator();
            packets.setSignatureCreationTime(false, Date.from(at));
            packets.setKeyExpirationTime(false, seconds);
            PGPSignatureGenerator generator = by.generator(kind, HashAlgorithmTags.SHA512);
            generator.setHashedSubpackets(packets.generate());
            PGPPublicKey subject = key.pair.getPublicKey();
            return name.isEmpty()
                    ? generator.generateCertification(subject)
                    : generator.generateCertification(name, subject);
        }
    }

    public Statement statement(String at, long seconds) {
        return new Statement(this, Instant.parse(at), seconds);
    }

    /** The public key with a name, and what is said of it so, armored. */
    public byte[] withName(Statement... statements) {
        return armored(
                stated(PGPSignature.POSITIVE_CERTIFICATION, "Archive <archive@example.com>", statements)::encode);
    }

    /** The public key with what is said of it without a name, armored. */
    byte[] withoutName(Statement... statements) {
        return armored(stated(PGPSignature.DIRECT_KEY, "", statements)::encode);
    }

    private PGPPublicKey stated(int kind, String name, Statement... statements) {
        try {
            PGPPublicKey key = pair.getPublicKey();
            for (Statement statement : statements) {
                PGPSignature signature = statement.of(this, kind, name);
                key = name.isEmpty()
                        ? PGPPublicKey.addCertification(key, signature)
                        : PGPPublicKey.addCertification(key, name, signature);
            }
            return key;
        } catch (PGPException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] armored(Packet packet) {
        return armored(List.of(packet));
    }

    /** The public key, as it is. */
    byte[] binaryKey() {
        try {
            return pair.getPublicKey().getEncoded();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    long id() {
        return pair.getKeyID();
    }

    public Keyring keyring() {
        return Keyring.read(publicKey(), "test key");
    }

    /** The text signed in the clear. */
    public byte[] sign(String text) {
        return sign(text, HashAlgorithmTags.SHA512);
    }

    byte[] sign(String text, int sum) {
        return sign(text, sum, new PGPSignatureSubpacketGenerator());
    }

    /** The text signed with a signature that expires by itself. */
    byte[] signForSeconds(String text, long seconds) {
        PGPSignatureSubpacketGenerator packets = new PGPSignatureSubpacketGenerator();
        packets.setSignatureExpirationTime(seconds);
        return sign(text, HashAlgorithmTags.SHA512, packets);
    }

    /** The text with a signature of the kind that is for files of bytes. */
    byte[] signAsBytes(String text) {
        return clear(text, List.of(signature(text, PGPSignature.BINARY_DOCUMENT)));
    }

    /** The text with signatures by several keys, one behind the other. */
    static byte[] signTogether(String text, SigningKey... keys) {
        return clear(
                text,
                Stream.of(keys)
                        .map(key -> key.signature(text, PGPSignature.CANONICAL_TEXT_DOCUMENT))
                        .toList());
    }

    /** The public key with its owner's revocation, armored. */
    byte[] revoked() {
        return armored(List.of(pair.getPublicKey()::encode, revocation()::encode));
    }

    /** The same, with a subkey that was bound well. */
    byte[] revokedWithSubkey(SigningKey subkey) {
        return armored(List.of(
                pair.getPublicKey()::encode,
                revocation()::encode,
                subkey.asSubkey()::encode,
                binding(subkey, this, KeyFlags.SIGN_DATA, subkey)::encode));
    }

    /**
     * The public key with a subkey behind it, armored.
     *
     * @param binder whoever signs that they belong together, which is right where it is this key
     * @param returner whoever signs in the subkey's name, which is right where it is the subkey
     */
    byte[] withSubkey(SigningKey subkey, SigningKey binder, int flags, SigningKey returner) {
        return withSubkey(subkey, binding(subkey, binder, flags, returner));
    }

    /** The public key with a subkey behind it that these signatures bind, armored. */
    byte[] withSubkey(SigningKey subkey, PGPSignature... bindings) {
        Stream<Packet> keys = Stream.of(pair.getPublicKey()::encode, subkey.asSubkey()::encode);
        return armored(Stream.concat(keys, Stream.of(bindings).map(binding -> (Packet) binding::encode))
                .toList());
    }

    /** A signature by this key that it and a subkey belong together; what is in the second part is not signed itself. */
    PGPSignature bind(
            SigningKey subkey, PGPSignatureSubpacketGenerator hashed, PGPSignatureSubpacketGenerator unhashed) {
        try {
            PGPSignatureGenerator generator = generator(PGPSignature.SUBKEY_BINDING, HashAlgorithmTags.SHA512);
            generator.setHashedSubpackets(hashed.generate());
            generator.setUnhashedSubpackets(unhashed.generate());
            return generator.generateCertification(pair.getPublicKey(), subkey.asSubkey());
        } catch (PGPException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A signature by this key, as a subkey, that it belongs to a primary one; of another kind than it should be, where asked. */
    PGPSignature returnTo(SigningKey primary, int kind) {
        try {
            return generator(kind, HashAlgorithmTags.SHA512)
                    .generateCertification(primary.pair.getPublicKey(), asSubkey());
        } catch (PGPException e) {
            throw new IllegalStateException(e);
        }
    }

    private PGPPublicKey asSubkey() {
        try {
            return pair.asSubkey(new BcKeyFingerprintCalculator()).getPublicKey();
        } catch (PGPException e) {
            throw new IllegalStateException(e);
        }
    }

    private PGPSignature revocation() {
        try {
            return generator(PGPSignature.KEY_REVOCATION, HashAlgorithmTags.SHA512)
                    .generateCertification(pair.getPublicKey());
        } catch (PGPException e) {
            throw new IllegalStateException(e);
        }
    }

    private PGPSignature binding(SigningKey subkey, SigningKey binder, int flags, SigningKey returner) {
        try {
            PGPSignatureSubpacketGenerator packets = new PGPSignatureSubpacketGenerator();
            packets.setKeyFlags(flags);
            packets.addEmbeddedSignature(
                    false,
                    returner.generator(PGPSignature.PRIMARYKEY_BINDING, HashAlgorithmTags.SHA512)
                            .generateCertification(pair.getPublicKey(), subkey.asSubkey()));
            PGPSignatureGenerator generator = binder.generator(PGPSignature.SUBKEY_BINDING, HashAlgorithmTags.SHA512);
            generator.setHashedSubpackets(packets.generate());
            return generator.generateCertification(pair.getPublicKey(), subkey.asSubkey());
        } catch (PGPException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private PGPSignatureGenerator generator(int kind, int sum) throws PGPException {
        PGPSignatureGenerator generator = new PGPSignatureGenerator(
                new BcPGPContentSignerBuilder(pair.getPublicKey().getAlgorithm(), sum), pair.getPublicKey());
        generator.init(kind, pair.getPrivateKey());
        return generator;
    }

    /** Writes a packet. */
    @FunctionalInterface
    private interface Packet {
        void write(OutputStream stream) throws IOException;
    }

    private static byte[] armored(List<Packet> packets) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ArmoredOutputStream armor =
                    ArmoredOutputStream.builder().clearHeaders().build(bytes)) {
                for (Packet packet : packets) {
                    packet.write(armor);
                }
            }
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] sign(String text, int sum, PGPSignatureSubpacketGenerator packets) {
        return clear(text, List.of(signature(text, PGPSignature.CANONICAL_TEXT_DOCUMENT, sum, packets)));
    }

    private PGPSignature signature(String text, int kind) {
        return signature(text, kind, HashAlgorithmTags.SHA512, new PGPSignatureSubpacketGenerator());
    }

    private PGPSignature signature(String text, int kind, int sum, PGPSignatureSubpacketGenerator packets) {
        try {
            PGPSignatureGenerator generator = generator(kind, sum);
            generator.setHashedSubpackets(packets.generate());
            generator.update(text.lines()
                    .map(line -> line.replaceAll("(?<![ \t])[ \t]+$", ""))
                    .collect(Collectors.joining("\r\n"))
                    .getBytes(StandardCharsets.UTF_8));
            return generator.generate();
        } catch (PGPException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] clear(String text, List<PGPSignature> signatures) {
        byte[] block = armored(
                signatures.stream().map(signature -> (Packet) signature::encode).toList());
        String escaped = text.lines()
                .map(line -> line.startsWith("-") ? "- " + line : line)
                .collect(Collectors.joining("\n"));
        String head = "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA512\n\n";
        return (head + escaped + "\n" + new String(block, StandardCharsets.US_ASCII)).getBytes(StandardCharsets.UTF_8);
    }
}
