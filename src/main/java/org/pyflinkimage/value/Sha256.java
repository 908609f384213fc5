package org.pyflinkimage.value;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A SHA-256 sum.
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record Sha256(String hex) implements Comparable<Sha256> {

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");
    private static final String PREFIX = "sha256:";

    public Sha256 {
        if (!FORM.matcher(hex).matches()) {
            throw new IllegalArgumentException("not a sha256 in lower-case hexadecimal: " + hex);
        }
    }

    /** Reads {@code sha256:<hex>} or plain hexadecimal, of either case. */
    public static Sha256 parse(String text) {
        String hex = text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : text;
        return new Sha256(hex.toLowerCase(Locale.ROOT));
    }

    /** The sum of these bytes. */
    public static Sha256 of(byte[] bytes) {
        return ofSum(newDigest().digest(bytes));
    }

    /** The sum of a text's UTF-8 bytes. */
    public static Sha256 of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The sum of a stream, read to its end and not closed. */
    public static Sha256 of(InputStream stream) throws IOException {
        MessageDigest digest = newDigest();
        byte[] buffer = new byte[1 << 16];
        for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
            digest.update(buffer, 0, count);
        }
        return finish(digest);
    }

    /** The sum of a file. */
    public static Sha256 of(Path file) {
        try (InputStream stream = Files.newInputStream(file)) {
            return of(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A new SHA-256 computation; end it with {@link #finish}. */
    public static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The sum that a computation has reached. */
    public static Sha256 finish(MessageDigest digest) {
        return ofSum(digest.digest());
    }

    /** The form used by OCI: {@code sha256:<hex>}. */
    public String digest() {
        return PREFIX + hex;
    }

    /** The sum's 32 bytes. */
    public byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }

    @Override
    public int compareTo(Sha256 other) {
        return hex.compareTo(other.hex);
    }

    @Override
    public String toString() {
        return digest();
    }

    private static Sha256 ofSum(byte[] sum) {
        return new Sha256(HexFormat.of().formatHex(sum));
    }
}
