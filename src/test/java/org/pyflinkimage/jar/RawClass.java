package org.pyflinkimage.jar;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A class file of any bytes, as no compiler writes it. */
final class RawClass {

    private final ByteArrayOutputStream pool = new ByteArrayOutputStream();
    private final ByteArrayOutputStream interfaces = new ByteArrayOutputStream();
    private final ByteArrayOutputStream fields = new ByteArrayOutputStream();
    private final ByteArrayOutputStream methods = new ByteArrayOutputStream();
    private final ByteArrayOutputStream attributes = new ByteArrayOutputStream();
    private final int own;
    private final int above;
    private final int member;
    private final int descriptor;
    private final int code;
    private int constants = 1;
    private int fieldCount;
    private int methodCount;
    private int attributeCount;

    RawClass(String name) {
        own = type(name);
        above = type("java/lang/Object");
        member = text("m");
        descriptor = text("()V");
        code = text("Code");
    }

    /** What writes some bytes. */
    interface Part {
        void write(DataOutputStream out) throws IOException;
    }

    private static void write(ByteArrayOutputStream bytes, Part part) {
        try {
            part.write(new DataOutputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] bytes(Part part) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        write(bytes, part);
        return bytes.toByteArray();
    }

    /** A constant, and its number. */
    int constant(int tag, Part part) {
        write(pool, out -> {
            out.writeByte(tag);
            part.write(out);
        });
        return constants++;
    }

    int text(String text) {
        return constant(1, out -> out.writeUTF(text));
    }

    int type(String name) {
        int text = text(name);
        return constant(7, out -> out.writeShort(text));
    }

    int nameAndType(String name, String type) {
        int ofName = text(name);
        int ofType = text(type);
        return constant(12, out -> {
            out.writeShort(ofName);
            out.writeShort(ofType);
        });
    }

    int pair(int tag, int one, int other) {
        return constant(tag, out -> {
            out.writeShort(one);
            out.writeShort(other);
        });
    }

    /** A static method as a constant. */
    int handle(String owner, String name, String type) {
        int method = pair(10, type(owner), nameAndType(name, type));
        return constant(15, out -> {
            out.writeByte(6);
            out.writeShort(method);
        });
    }

    RawClass implementing(int type) {
        write(interfaces, out -> out.writeShort(type));
        return this;
    }

    RawClass field(int name, int type) {
        fieldCount++;
        write(fields, out -> head(out, name, type, 0));
        return this;
    }

    /** A method of some attributes. */
    RawClass method(int name, int type, int count, byte[] all) {
        methodCount++;
        write(methods, out -> {
            head(out, name, type, count);
            out.write(all);
        });
        return this;
    }

    private static void head(DataOutputStream out, int name, int type, int attributes) throws IOException {
        out.writeShort(1);
        out.writeShort(name);
        out.writeShort(type);
        out.writeShort(attributes);
    }

    /** A method of some code. */
    RawClass code(byte[] instructions) {
        return method(member, descriptor, 1, codeOf(instructions));
    }

    byte[] codeOf(byte[] instructions) {
        return bytes(out -> {
            out.writeShort(code);
            out.writeInt(12 + instructions.length);
            out.writeShort(5);
            out.writeShort(5);
            out.writeInt(instructions.length);
            out.write(instructions);
            out.writeInt(0);
        });
    }

    RawClass attribute(String name, Part content) {
        attributeCount++;
        int text = text(name);
        byte[] bytes = bytes(content);
        write(attributes, out -> {
            out.writeShort(text);
            out.writeInt(bytes.length);
            out.write(bytes);
        });
        return this;
    }

    /** One that is called with an argument as often as it is said. */
    RawClass bootstrap(int handle, int argument, int times) {
        return attribute("BootstrapMethods", out -> {
            out.writeShort(1);
            out.writeShort(handle);
            out.writeShort(times);
            for (int i = 0; i < times; i++) {
                out.writeShort(argument);
            }
        });
    }

    byte[] bytes() {
        return bytes(out -> {
            out.writeInt(0xCAFEBABE);
            out.writeInt(61);
            out.writeShort(constants);
            pool.writeTo(out);
            out.writeShort(1);
            out.writeShort(own);
            out.writeShort(above);
            out.writeShort(interfaces.size() / 2);
            interfaces.writeTo(out);
            out.writeShort(fieldCount);
            fields.writeTo(out);
            out.writeShort(methodCount);
            methods.writeTo(out);
            out.writeShort(attributeCount);
            attributes.writeTo(out);
        });
    }
}
