package org.pyflinkimage.job;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The beginning of a file, as formats of keys are told by it. */
final class SecretBytes {

    private static final int JKS = 0xfeedfeed;
    private static final int JCEKS = 0xcececece;
    private static final int KEEPASS = 0x03d9a29a;
    private static final int ENTRY_OF_A_CERTIFICATE = 2;

    private final String name;
    private final byte[] bytes;
    private final String text;

    SecretBytes(String path, byte[] bytes) {
        this.name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        this.bytes = bytes;
        // Every byte is a character, and UTF-16, as some shells write it, reads as ASCII.
        String plain = new String(bytes, StandardCharsets.ISO_8859_1);
        this.text = plain.indexOf('\0') < 0 ? plain : plain.replace("\0", "");
    }

    String text() {
        return text;
    }

    /** A store that has a key. One of certificates alone, which says whom to trust, is no secret; PKCS 12 tells that by its name at best. */
    boolean isKeystore() {
        if (beginning() == JKS || beginning() == JCEKS) {
            return hasKeyEntry();
        }
        return isPkcs12() && !name.contains("trust") && !name.contains("cacerts");
    }

    /** Of the entries, certificates can be passed over. */
    private boolean hasKeyEntry() {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            in.skipNBytes(8);
            for (int left = in.readInt(); left > 0; left--) {
                if (in.readInt() != ENTRY_OF_A_CERTIFICATE) {
                    return true;
                }
                in.readUTF();
                in.skipNBytes(8);
                in.readUTF();
                in.skipNBytes(in.readInt());
            }
            return false;
        } catch (IOException e) {
            // Longer than what was read of it: so many certificates are a list of authorities.
            return false;
        }
    }

    /** A DER sequence with the version number 3 and another sequence. */
    private boolean isPkcs12() {
        if (bytes.length < 8 || bytes[0] != 0x30) {
            return false;
        }
        int length = bytes[1] & 0xff;
        int start = length < 0x80 ? 2 : 2 + (length & 0x7f);
        return start + 3 < bytes.length
                && bytes[start] == 2
                && bytes[start + 1] == 1
                && bytes[start + 2] == 3
                && bytes[start + 3] == 0x30;
    }

    /** Version 5.2, then an entry's length, and how many parts its name has. */
    boolean isKeytab() {
        if (bytes.length < 10 || bytes[0] != 5 || bytes[1] != 2) {
            return false;
        }
        int size = ByteBuffer.wrap(bytes).getInt(2);
        int parts = ByteBuffer.wrap(bytes).getShort(6);
        return size > 0 && size <= bytes.length - 6 && parts > 0 && parts < 9;
    }

    boolean isKeePass() {
        return beginning() == KEEPASS;
    }

    private int beginning() {
        return bytes.length < 4 ? 0 : ByteBuffer.wrap(bytes).getInt();
    }
}
