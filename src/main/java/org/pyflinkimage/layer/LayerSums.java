package org.pyflinkimage.layer;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pyflinkimage.value.Sha256;

/**
 * What is known of a layer once it was written, and its kept form: one line beside the blob.
 *
 * @param digest of the blob
 * @param diffId of the tar
 * @param size of the blob
 * @param unpackedSize of the tar
 */
record LayerSums(Sha256 digest, Sha256 diffId, long size, long unpackedSize) {

    private static final Pattern FORM = Pattern.compile("([0-9a-f]{64}) ([0-9a-f]{64}) ([0-9]{1,18}) ([0-9]{1,18})\n");

    /** The kept form. */
    String toText() {
        return digest.hex() + " " + diffId.hex() + " " + size + " " + unpackedSize + "\n";
    }

    /** Reads the kept form; empty where it is something else. */
    static Optional<LayerSums> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches()
                ? Optional.of(new LayerSums(
                        new Sha256(matcher.group(1)),
                        new Sha256(matcher.group(2)),
                        Long.parseLong(matcher.group(3)),
                        Long.parseLong(matcher.group(4))))
                : Optional.empty();
    }
}
