package org.pyflinkimage.python;

import java.util.Base64;
import java.util.Optional;
import java.util.OptionalLong;
import org.pyflinkimage.value.Sha256;

/**
 * A line of RECORD: an installed file with its sum and size.
 *
 * @param path relative to site-packages, with slashes
 * @param sum {@code <algorithm>=<sum in base64url without padding>}; none for RECORD itself
 * @param size in bytes
 */
public record RecordEntry(String path, Optional<String> sum, OptionalLong size) {

    private static final String SHA256 = "sha256=";

    /** A line without sum and size, as RECORD has it for itself. */
    public static RecordEntry of(String path) {
        return new RecordEntry(path, Optional.empty(), OptionalLong.empty());
    }

    /** A line for a file with this sum and size. */
    public static RecordEntry of(String path, Sha256 sum, long size) {
        return new RecordEntry(path, Optional.of(SHA256 + encoded(sum.bytes())), OptionalLong.of(size));
    }

    /** The algorithm of the sum: {@code sha256}; empty without a sum. */
    public String algorithm() {
        return sum.map(text -> text.substring(0, Math.max(0, text.indexOf('='))))
                .orElse("");
    }

    /** Whether a sum of this entry's algorithm is the one that it states. */
    public boolean states(byte[] actual) {
        return sum.filter(text -> withoutPadding(text).equals(algorithm() + "=" + encoded(actual)))
                .isPresent();
    }

    private static String withoutPadding(String text) {
        return text.replaceAll("(?<!=)=+$", "");
    }

    private static String encoded(byte[] sum) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sum);
    }
}
