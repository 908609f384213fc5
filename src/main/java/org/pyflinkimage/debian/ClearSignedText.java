package org.pyflinkimage.debian;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.bouncycastle.bcpg.ArmoredInputStream;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPObjectFactory;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureList;
import org.bouncycastle.openpgp.bc.BcPGPObjectFactory;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentVerifierBuilderProvider;
import org.pyflinkimage.value.Problem;

/**
 * A text signed in the clear (RFC 9580, 7), as InRelease files are.
 *
 * @param lines the signed lines, without their dash escapes
 * @param signature armored
 */
public record ClearSignedText(List<String> lines, String signature) {

    private static final String MESSAGE = "-----BEGIN PGP SIGNED MESSAGE-----";
    private static final String SIGNATURE = "-----BEGIN PGP SIGNATURE-----";
    private static final String END = "-----END PGP SIGNATURE-----";

    /** Sums that nobody can forge today. */
    private static final Set<Integer> SUMS =
            Set.of(HashAlgorithmTags.SHA256, HashAlgorithmTags.SHA384, HashAlgorithmTags.SHA512);

    public ClearSignedText {
        lines = List.copyOf(lines);
    }

    /**
     * Reads a signed text. There must be nothing before it, nothing behind it, and but one: a reader that passes over such text
     * can be made to believe lines that nobody signed.
     *
     * @throws IllegalArgumentException where the text is not signed in the clear, or not only so
     */
    public static ClearSignedText parse(byte[] bytes) {
        List<String> all = new String(bytes, StandardCharsets.UTF_8).lines().toList();
        int blank = all.indexOf("");
        int signature = all.indexOf(SIGNATURE);
        int end = all.indexOf(END);
        if (all.isEmpty() || !all.get(0).equals(MESSAGE) || blank < 0 || signature < blank || end < signature) {
            throw new IllegalArgumentException("not a text signed in the clear");
        }
        boolean onlyHashes = all.subList(1, blank).stream().allMatch(line -> line.startsWith("Hash: "));
        boolean trailing = all.subList(end + 1, all.size()).stream().anyMatch(line -> !line.isBlank());
        if (!onlyHashes || trailing) {
            throw new IllegalArgumentException("text outside of the signed part");
        }
        List<String> lines = new ArrayList<>();
        for (String line : all.subList(blank + 1, signature)) {
            lines.add(withoutEscape(line));
        }
        return new ClearSignedText(lines, String.join("\n", all.subList(signature, end + 1)) + "\n");
    }

    /**
     * The text, once one of its signatures is found to be by one of these keys.
     *
     * @param whereFrom for messages
     * @param now what a signature's own expiry date is compared with
     * @param age when its key must not have expired
     * @throws org.pyflinkimage.value.PyFlinkException {@code PYF-303} where none is, or the signature is wrong, or it or its key has
     *     expired
     */
    public String verified(Keyring keyring, String whereFrom, Instant now, KeyAge age) {
        List<PGPSignature> signatures = signatures(whereFrom);
        Optional<Problem> graver = Optional.empty();
        for (PGPSignature candidate : signatures) {
            Optional<ArchiveKey> key = keyring.find(candidate.getKeyID());
            if (key.isPresent()) {
                graver = objection(candidate, key.get(), whereFrom, now, age);
                if (graver.isEmpty()) {
                    return String.join("\n", lines) + "\n";
                }
            } else if (keyring.isRevoked(candidate.getKeyID())) {
                graver = Optional.of(revoked(whereFrom, candidate));
            }
        }
        throw graver.orElseGet(() -> unknown(whereFrom, signatures)).toException();
    }

    /** Why a signature by a known key does not count. */
    private Optional<Problem> objection(
            PGPSignature candidate, ArchiveKey key, String whereFrom, Instant now, KeyAge age) {
        if (!isBy(candidate, key.key())) {
            return Optional.of(wrong(whereFrom));
        }
        Instant asOf = age == KeyAge.NOW ? now : candidate.getCreationTime().toInstant();
        return key.holdsAt(asOf)
                ? endOf(candidate).filter(end -> end.isBefore(now)).map(end -> expired(whereFrom, end))
                : key.end().map(end -> expiredKey(whereFrom, candidate, end));
    }

    /** When a signature says of itself that it ends; most do not. */
    private static Optional<Instant> endOf(PGPSignature signature) {
        long seconds =
                signature.hasSubpackets() ? signature.getHashedSubPackets().getSignatureExpirationTime() : 0;
        return seconds == 0
                ? Optional.empty()
                : Optional.of(signature.getCreationTime().toInstant().plusSeconds(seconds));
    }

    private boolean isBy(PGPSignature candidate, PGPPublicKey key) {
        boolean overText = candidate.getSignatureType() == PGPSignature.CANONICAL_TEXT_DOCUMENT;
        if (!overText || !SUMS.contains(candidate.getHashAlgorithm())) {
            return false;
        }
        try {
            candidate.init(new BcPGPContentVerifierBuilderProvider(), key);
            candidate.update(canonicalBytes());
            return candidate.verify();
        } catch (PGPException | RuntimeException e) {
            return false;
        }
    }

    /** As it is signed: no blanks at the ends of lines, CR LF between them, none behind the last. */
    private byte[] canonicalBytes() {
        return lines.stream()
                .map(line -> line.replaceAll("(?<![ \t])[ \t]+$", ""))
                .collect(Collectors.joining("\r\n"))
                .getBytes(StandardCharsets.UTF_8);
    }

    private List<PGPSignature> signatures(String whereFrom) {
        List<PGPSignature> signatures = new ArrayList<>();
        try (InputStream armor =
                new ArmoredInputStream(new ByteArrayInputStream(signature.getBytes(StandardCharsets.US_ASCII)))) {
            PGPObjectFactory objects = new BcPGPObjectFactory(armor);
            for (Object object = objects.nextObject(); object != null; object = objects.nextObject()) {
                if (object instanceof PGPSignatureList list) {
                    list.forEach(signatures::add);
                }
            }
        } catch (IOException | RuntimeException e) {
            throw wrong(whereFrom).why(String.valueOf(e.getMessage())).toException(e);
        }
        return signatures;
    }

    private static Problem wrong(String whereFrom) {
        return Problem.environment("PYF-303", "the signature of `%s` is wrong".formatted(whereFrom))
                .why("the file was changed on its way, or arrived in part")
                .remedy("try again; if it stays so, name another archive: `<debianMirror>` (-Dpyflink.debianMirror)");
    }

    private static Problem expired(String whereFrom, Instant end) {
        return Problem.environment("PYF-303", "the signature of `%s` was valid until %s".formatted(whereFrom, end))
                .why("whoever signed the file set that date")
                .remedy("name an archive that is kept up to date: `<debianMirror>` (-Dpyflink.debianMirror)")
                .remedy("see whether this machine's clock is right");
    }

    private static Problem expiredKey(String whereFrom, PGPSignature signature, Instant end) {
        return Problem.environment("PYF-303", "`%s` is signed by a key that expired at %s".formatted(whereFrom, end))
                .why("the owner of the key %016X set that date".formatted(signature.getKeyID()))
                .remedy(
                        "where the owner has prolonged it, give the newer keyring: `<debianKeyring>` (-Dpyflink.debianKeyring)")
                .remedy(
                        "where the suite is one that nobody signs any more, take it as it was signed: `<acceptOldRelease>` "
                                + "(-Dpyflink.acceptOldRelease)")
                .remedy("see whether this machine's clock is right");
    }

    private static Problem revoked(String whereFrom, PGPSignature signature) {
        return Problem.environment("PYF-303", "`%s` is signed by a key that was revoked".formatted(whereFrom))
                .why("the owner of the key %016X declared it invalid".formatted(signature.getKeyID()))
                .remedy("give a newer keyring of the archive: `<debianKeyring>` (-Dpyflink.debianKeyring)")
                .remedy("or name another archive: `<debianMirror>` (-Dpyflink.debianMirror)");
    }

    private static Problem unknown(String whereFrom, List<PGPSignature> signatures) {
        String ids = signatures.stream()
                .map(signature -> "%016X".formatted(signature.getKeyID()))
                .collect(Collectors.joining(", "));
        return Problem.environment("PYF-303", "`%s` is signed by no known key".formatted(whereFrom))
                .why(signatures.isEmpty() ? "it has no signature" : "its signatures are by the keys " + ids)
                .remedy("for an internal archive, give its keyring: `<debianKeyring>` (-Dpyflink.debianKeyring)");
    }

    private static String withoutEscape(String line) {
        if (line.startsWith("- ")) {
            return line.substring(2);
        }
        if (line.startsWith("-")) {
            throw new IllegalArgumentException("a line with a dash that is not escaped");
        }
        return line;
    }
}
