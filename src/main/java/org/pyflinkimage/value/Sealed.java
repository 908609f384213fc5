package org.pyflinkimage.value;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;

/**
 * Bytes that are kept for later with a sum behind them: over the name that they are kept under and all of them, so that neither
 * damage nor another one's bytes in their place go unnoticed. No signature: who may write the bytes may write their sum.
 */
public final class Sealed {

    private static final int SUM_LENGTH = 64;

    private Sealed() {}

    /** The bytes to be kept. */
    public static byte[] seal(String name, byte[] content) {
        byte[] whole = Arrays.copyOf(content, content.length + SUM_LENGTH);
        System.arraycopy(sum(name, whole, content.length), 0, whole, content.length, SUM_LENGTH);
        return whole;
    }

    /** What was sealed under this name; empty where these bytes are something else. */
    public static Optional<byte[]> open(String name, byte[] whole) {
        int length = whole.length - SUM_LENGTH;
        return length >= 0 && Arrays.equals(sum(name, whole, length), Arrays.copyOfRange(whole, length, whole.length))
                ? Optional.of(Arrays.copyOf(whole, length))
                : Optional.empty();
    }

    /**
     * What was sealed in a file that is named as its bytes were.
     *
     * @throws DamagedFile where they are something else
     */
    public static byte[] read(Path file) throws IOException {
        return open(String.valueOf(file.getFileName()), Files.readAllBytes(file))
                .orElseThrow(() -> new DamagedFile(file, "it has another sum than it had, or another one's bytes"));
    }

    /**
     * Makes sure that a file has what was sealed under its name.
     *
     * @throws DamagedFile where it has something else
     */
    public static void requireWhole(Path file) throws IOException {
        read(file);
    }

    /** A byte that is in no name keeps name and content apart. */
    private static byte[] sum(String name, byte[] bytes, int length) {
        MessageDigest digest = Sha256.newDigest();
        digest.update(name.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        digest.update(bytes, 0, length);
        return Sha256.finish(digest).hex().getBytes(StandardCharsets.US_ASCII);
    }
}
