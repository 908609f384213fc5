package org.pyflinkimage.jar;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A class file without what nobody here reads: of all attributes, the code of methods and what bootstraps calls are left. ASM believes
 * what a file says of its lengths and counts, so that a hostile one has it read the same bytes without end; what is left here lies within the
 * bounds that a Java virtual machine sets, each part once.
 *
 * @see <a href="https://docs.oracle.com/javase/specs/jvms/se17/html/jvms-4.html">the format</a>
 */
final class LeanClass {

    private static final int HEAD = 8;
    private static final int UTF8 = 1;
    private static final int INTEGER = 3;
    private static final int DYNAMIC = 17;
    private static final int INVOKE_DYNAMIC = 18;
    private static final int CODE_AT_MOST = 65_535;
    private static final int HANDLER = 8;

    private final ByteBuffer in;
    private final ByteBuffer out;

    /** Where each constant begins. */
    private int[] constants = {};

    /** By the constant of a call, how many instructions make it. */
    private int[] calls = {};

    private int[] arguments = {};

    private LeanClass(byte[] bytes) {
        this.in = ByteBuffer.wrap(bytes);
        this.out = ByteBuffer.allocate(bytes.length);
    }

    /**
     * What is left of a class file.
     *
     * @param bytes all of a class file
     * @throws RuntimeException where a Java virtual machine would not take them
     */
    static LeanClass of(byte[] bytes) {
        LeanClass lean = new LeanClass(bytes);
        lean.readConstants();
        lean.copy(6);
        lean.copy(2 * lean.copiedCount());
        lean.readFields();
        lean.readMethods();
        lean.readAttributes("BootstrapMethods", lean::readBootstraps);
        return lean;
    }

    byte[] bytes() {
        return Arrays.copyOf(out.array(), out.position());
    }

    /** How many arguments are read with all calls that are bootstrapped: each call has those of its bootstrap. */
    long argumentsOfCalls() {
        long sum = 0;
        for (int constant = 1; constant < calls.length; constant++) {
            if (calls[constant] > 0) {
                sum += (long) calls[constant] * arguments[in.getChar(constants[constant] + 1)];
            }
        }
        return sum;
    }

    private void readConstants() {
        skip(HEAD);
        int count = in.getChar();
        require(count <= in.remaining());
        constants = new int[count];
        calls = new int[count];
        for (int i = 1; i < count; i++) {
            constants[i] = in.position();
            int tag = in.get();
            skip(
                    switch (tag) {
                        case UTF8 -> in.getChar();
                        case INTEGER, 4, 9, 10, 11, 12, DYNAMIC, INVOKE_DYNAMIC -> 4;
                        case 5, 6 -> 8;
                        case 7, 8, 16, 19, 20 -> 2;
                        case 15 -> 3;
                        default -> throw refused();
                    });
            if (tag == 5 || tag == 6) {
                i++;
            }
        }
        out.put(in.array(), 0, in.position());
        for (int constant : constants) {
            // A constant that is computed may be made of such constants again, and so on; in its place stands a number.
            if (constant > 0 && in.get(constant) == DYNAMIC) {
                out.put(constant, (byte) INTEGER);
            }
        }
    }

    private void readFields() {
        for (int left = copiedCount(); left > 0; left--) {
            copy(6);
            for (int attributes = in.getChar(); attributes > 0; attributes--) {
                in.position(endOfAttribute());
            }
            out.putChar((char) 0);
        }
    }

    private void readMethods() {
        for (int left = copiedCount(); left > 0; left--) {
            copy(6);
            readAttributes("Code", (name, end) -> readCode(name));
        }
    }

    /** Reads what stays of an attribute, behind its head. */
    @FunctionalInterface
    private interface AttributeReader {
        void read(int name, int end);
    }

    /** @param kept the one that stays */
    private void readAttributes(String kept, AttributeReader reader) {
        int count = out.position();
        out.putChar((char) 0);
        for (int attributes = in.getChar(); attributes > 0; attributes--) {
            int name = in.getChar(in.position());
            int end = endOfAttribute();
            if (isNamed(name, kept)) {
                require(out.getChar(count) == 0);
                out.putChar(count, (char) 1);
                reader.read(name, end);
                require(in.position() <= end);
            }
            in.position(end);
        }
    }

    private void readCode(int name) {
        int length = in.getInt(in.position() + 4);
        require(length > 0 && length <= CODE_AT_MOST);
        out.putChar((char) name);
        int size = out.position();
        out.putInt(0);
        copy(8);
        readInstructions(in.position(), in.position() + length);
        copy(length);
        copy(HANDLER * copiedCount());
        out.putChar((char) 0);
        out.putInt(size, out.position() - size - Integer.BYTES);
    }

    private void readInstructions(int start, int end) {
        int at = start;
        while (at < end) {
            if ((in.get(at) & 0xFF) == Instructions.INVOKEDYNAMIC) {
                int call = in.getChar(at + 1);
                require(in.get(constants[call]) == INVOKE_DYNAMIC);
                calls[call]++;
            }
            at += Instructions.length(in, start, at, end);
        }
        require(at == end);
    }

    private void readBootstraps(int name, int end) {
        out.putChar((char) name);
        out.putInt(end - in.position());
        arguments = new int[copiedCount()];
        for (int i = 0; i < arguments.length; i++) {
            copy(2);
            arguments[i] = copiedCount();
            copy(2 * arguments[i]);
        }
        require(in.position() == end);
    }

    /** Goes behind the head of an attribute. */
    private int endOfAttribute() {
        skip(2);
        int length = in.getInt();
        require(length >= 0 && length <= in.remaining());
        return in.position() + length;
    }

    private boolean isNamed(int name, String sought) {
        int at = constants[name];
        if (at == 0 || in.get(at) != UTF8 || in.getChar(at + 1) != sought.length()) {
            return false;
        }
        for (int i = 0; i < sought.length(); i++) {
            if (in.get(at + 3 + i) != sought.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private int copiedCount() {
        char count = in.getChar();
        out.putChar(count);
        return count;
    }

    private void copy(int length) {
        out.put(in.array(), in.position(), length);
        skip(length);
    }

    private void skip(int length) {
        in.position(in.position() + length);
    }

    private static void require(boolean isSound) {
        if (!isSound) {
            throw refused();
        }
    }

    private static IllegalArgumentException refused() {
        return new IllegalArgumentException("no class that a Java virtual machine would take");
    }
}
