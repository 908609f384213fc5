package org.pyflinkimage.layer;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pyflinkimage.value.Sealed;
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

    /** The kept form, under that name. */
    byte[] toBytes(String name) {
        String line = digest.hex() + " " + diffId.hex() + " " + size + " " + unpackedSize + "\n";
        return Sealed.seal(name, line.getBytes(StandardCharsets.US_ASCII));
    }

    /** Reads what was kept under that name; empty where it is something else. */
    static Optional<LayerSums> open(String name, byte[] whole) {
        return Sealed.open(name, whole)
                .map(line -> FORM.matcher(new String(line, StandardCharsets.US_ASCII)))
                .filter(Matcher::matches)
                .map(matcher -> new LayerSums(
                        new Sha256(matcher.group(1)),
                        new Sha256(matcher.group(2)),
                        Long.parseLong(matcher.group(3)),
                        Long.parseLong(matcher.group(4))));
    }
}
