package org.pyflinkimage.jar;

import java.nio.ByteBuffer;

/**
 * How long the instructions of a Java virtual machine are.
 *
 * @see <a href="https://docs.oracle.com/javase/specs/jvms/se17/html/jvms-6.html#jvms-6.5">all of them</a>
 */
final class Instructions {

    static final int INVOKEDYNAMIC = 186;

    private static final int TABLESWITCH = 170;
    private static final int WIDE = 196;
    private static final int IINC = 132;

    /** From {@code nop} to {@code jsr_w}, ten a group; 0 where the instruction itself has to be asked. */
    private static final String LENGTHS =
            ("1111111111 1111112323 3222221111 1111111111 1111111111 1111222221 1111111111 1111111111"
                            + " 1111111111 1111111111 1111111111 1111111111 1111111111 1131111111 1111111111 1113333333 3333333332"
                            + " 0011111133 3333355323 1133110433 55")
                    .replace(" ", "");

    private Instructions() {}

    /**
     * The length of an instruction.
     *
     * @param start where the method's code begins
     * @param end where it ends
     * @throws RuntimeException where there is none, or it reaches over the end of the code
     */
    static int length(ByteBuffer code, int start, int at, int end) {
        int opcode = code.get(at) & 0xFF;
        int fixed = LENGTHS.charAt(opcode) - '0';
        if (fixed > 0) {
            return fixed;
        }
        if (opcode == WIDE) {
            return (code.get(at + 1) & 0xFF) == IINC ? 6 : 4;
        }
        int aligned = at + 4 - ((at - start) & 3);
        long length = aligned - at + sizeOfTable(code, opcode, aligned);
        if (length > end - at) {
            throw new IllegalArgumentException("a switch that reaches over the end of the code");
        }
        return (int) length;
    }

    private static long sizeOfTable(ByteBuffer code, int opcode, int at) {
        long targets;
        if (opcode == TABLESWITCH) {
            targets = (long) code.getInt(at + 8) - code.getInt(at + 4) + 1;
            return targets < 1 ? Integer.MAX_VALUE : 12 + 4 * targets;
        }
        targets = code.getInt(at + 4);
        return targets < 0 ? Integer.MAX_VALUE : 8 + 8 * targets;
    }
}
