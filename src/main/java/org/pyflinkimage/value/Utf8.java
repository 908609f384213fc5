package org.pyflinkimage.value;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/** Text of bytes that somebody else wrote. */
public final class Utf8 {

    private Utf8() {}

    /** What the bytes say; empty where they are no UTF-8, in the place of which Java would put other characters. */
    public static Optional<String> read(byte[] bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** What the bytes say, for a message: those that are no UTF-8 stand in it as {@code \xe9}, so that no two names look the same. */
    public static String shown(byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer left = ByteBuffer.wrap(bytes);
        CharBuffer read = CharBuffer.allocate(bytes.length);
        StringBuilder shown = new StringBuilder();
        CoderResult result = decoder.decode(left, read, true);
        while (result.isError()) {
            shown.append(read.flip());
            read.clear();
            for (int i = 0; i < result.length(); i++) {
                shown.append("\\x").append(HexFormat.of().toHexDigits(left.get()));
            }
            result = decoder.decode(left, read, true);
        }
        return shown.append(read.flip()).toString();
    }
}
