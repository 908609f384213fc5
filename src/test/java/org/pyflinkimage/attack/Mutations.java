package org.pyflinkimage.attack;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Changes bytes as chance has it: the same for the same seed. */
final class Mutations {

    /** What means something to one parser or another. */
    private static final List<String> WORDS = List.of(
            "(",
            ")",
            "[",
            "]",
            "{",
            "}",
            "\"",
            "'",
            "\\",
            "\n",
            "\r\n",
            "\n\n",
            " ",
            "\t",
            "\0",
            "\u001b[31m",
            "\u2028",
            ":",
            ",",
            ";",
            "=",
            "==",
            "~=",
            " and ",
            " or ",
            " not in ",
            "&a ",
            "*a",
            "<<: ",
            "- ",
            "? ",
            "| ",
            "#",
            "%",
            "$",
            "..",
            "/",
            "../",
            "-----",
            "0",
            "-1",
            "99999999999999999999",
            "1e999",
            "\ufeff",
            "\ud83d\ude00",
            "0x",
            "~",
            "@",
            "!",
            "<",
            ">");

    private final Random random;

    Mutations(long seed) {
        random = new Random(seed);
    }

    /** One of the seeds with some changes. */
    byte[] next(List<byte[]> seeds) {
        byte[] bytes = seeds.get(random.nextInt(seeds.size())).clone();
        for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
            bytes = changed(bytes, seeds);
        }
        return bytes;
    }

    private byte[] changed(byte[] bytes, List<byte[]> seeds) {
        if (bytes.length == 0) {
            return word();
        }
        int at = random.nextInt(bytes.length);
        int end = Math.min(bytes.length, at + 1 + random.nextInt(1 + random.nextInt(32)));
        byte[] piece = Arrays.copyOfRange(bytes, at, end);
        return switch (random.nextInt(7)) {
            case 0 -> flipped(bytes, at);
            case 1 -> replaced(bytes, at, end, new byte[0]);
            case 2 -> replaced(bytes, at, at, word());
            case 3 -> replaced(bytes, at, end, word());
            case 4 -> replaced(bytes, at, at, piece);
            case 5 -> {
                byte[] other = seeds.get(random.nextInt(seeds.size()));
                yield replaced(
                        bytes, at, bytes.length, Arrays.copyOfRange(other, at % (other.length + 1), other.length));
            }
            default -> Arrays.copyOf(bytes, at);
        };
    }

    /** A piece of a text, in its place, so often that it has so many bytes: what takes the square of its length shows, and what recurs. */
    byte[] pumped(byte[] bytes, int length) {
        int at = random.nextInt(bytes.length);
        int end = Math.min(bytes.length, at + 1 + random.nextInt(6));
        byte[] piece = random.nextBoolean() ? word() : Arrays.copyOfRange(bytes, at, end);
        byte[] many = new byte[length / piece.length * piece.length];
        for (int i = 0; i < many.length; i++) {
            many[i] = piece[i % piece.length];
        }
        return replaced(bytes, at, at, many);
    }

    private byte[] word() {
        return WORDS.get(random.nextInt(WORDS.size())).getBytes(StandardCharsets.UTF_8);
    }

    private byte[] flipped(byte[] bytes, int at) {
        bytes[at] ^= (byte) (1 << random.nextInt(8));
        return bytes;
    }

    private static byte[] replaced(byte[] bytes, int from, int to, byte[] piece) {
        byte[] replaced = new byte[bytes.length - (to - from) + piece.length];
        System.arraycopy(bytes, 0, replaced, 0, from);
        System.arraycopy(piece, 0, replaced, from, piece.length);
        System.arraycopy(bytes, to, replaced, from + piece.length, bytes.length - to);
        return replaced;
    }
}
