package org.pyflinkimage.python;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of a file of requirements, in lines without comments.
 *
 * <p>As pip reads it, but for two things, in which it is as uv reads it, which resolves what is declared: a comment ends with its line,
 * also with a backslash at its end; and encodings are UTF-8 and UTF-16 with a byte order mark alone.
 */
record RequirementsText(String text) {

    /**
     * A line with those that it goes on in, by backslashes.
     *
     * @param number of the first of them, from 1
     */
    record Line(int number, String text) {}

    private static final Pattern LINE_END = Pattern.compile("\r\n|[\n\u000b\f\r\u001c-\u001e\u0085\u2028\u2029]");
    private static final Pattern COMMENT = Pattern.compile("(?U)(?:^|(?<!\\s)\\s+)#.*$");
    private static final Pattern OUTER_BACKSLASHES = Pattern.compile("^\\\\+|(?<!\\\\)\\\\+$");
    private static final Pattern OUTER_BLANKS = Pattern.compile("(?U)^\\s+|(?<!\\s)\\s+$");
    private static final Pattern DECLARED_ENCODING =
            Pattern.compile("\\A(?:[^\n]*\n)??#[^\n]*?coding[:=][ \t]*([-\\w.]+)");

    /** The text of these bytes; empty where they are in another encoding, or say that they are. */
    static Optional<RequirementsText> decode(byte[] bytes) {
        if (startsWith(bytes, 0xff, 0xfe, 0, 0)) {
            return Optional.empty();
        }
        if (startsWith(bytes, 0xff, 0xfe)) {
            return decode(bytes, 2, StandardCharsets.UTF_16LE);
        }
        if (startsWith(bytes, 0xfe, 0xff)) {
            return decode(bytes, 2, StandardCharsets.UTF_16BE);
        }
        if (startsWith(bytes, 0xef, 0xbb, 0xbf)) {
            return decode(bytes, 3, StandardCharsets.UTF_8);
        }
        return saysOtherEncoding(bytes) ? Optional.empty() : decode(bytes, 0, StandardCharsets.UTF_8);
    }

    /** The lines that have anything but a comment. */
    List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        StringBuilder joined = new StringBuilder();
        int first = 1;
        int number = 0;
        for (String line : LINE_END.split(text, -1)) {
            number++;
            Matcher comment = COMMENT.matcher(line);
            boolean goesOn = line.endsWith("\\") && !comment.find();
            joined.append(goesOn ? OUTER_BACKSLASHES.matcher(line).replaceAll("") : comment.replaceFirst(""));
            if (!goesOn) {
                lines.add(new Line(first, joined.toString()));
                joined.setLength(0);
                first = number + 1;
            }
        }
        lines.add(new Line(first, joined.toString()));
        return lines.stream()
                .map(line -> new Line(
                        line.number(), OUTER_BLANKS.matcher(line.text()).replaceAll("")))
                .filter(line -> !line.text().isEmpty())
                .toList();
    }

    private static boolean startsWith(byte[] bytes, int... start) {
        for (int i = 0; i < start.length; i++) {
            if (i == bytes.length || bytes[i] != (byte) start[i]) {
                return false;
            }
        }
        return true;
    }

    /** Where it does, pip takes the file for something else than uv, unless all of it is ASCII. */
    private static boolean saysOtherEncoding(byte[] bytes) {
        Matcher declared = DECLARED_ENCODING.matcher(new String(bytes, StandardCharsets.ISO_8859_1));
        return declared.lookingAt()
                && !declared.group(1).replace('_', '-').matches("(?i)utf-?8(-sig)?")
                && !Arrays.equals(
                        bytes, new String(bytes, StandardCharsets.US_ASCII).getBytes(StandardCharsets.US_ASCII));
    }

    private static Optional<RequirementsText> decode(byte[] bytes, int from, Charset charset) {
        try {
            ByteBuffer rest = ByteBuffer.wrap(bytes, from, bytes.length - from);
            return Optional.of(
                    new RequirementsText(charset.newDecoder().decode(rest).toString()));
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
