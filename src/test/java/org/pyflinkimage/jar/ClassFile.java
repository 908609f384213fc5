package org.pyflinkimage.jar;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** A small class file; names are those of class files. */
public final class ClassFile {

    private final String name;
    private final List<Consumer<ClassWriter>> members = new ArrayList<>();
    private final List<String> interfaces = new ArrayList<>();
    private int access = Opcodes.ACC_PUBLIC;
    private int version = Opcodes.V11;
    private String above = "java/lang/Object";

    private ClassFile(String name) {
        this.name = name;
    }

    public static ClassFile named(String name) {
        return new ClassFile(name);
    }

    public String name() {
        return name;
    }

    public ClassFile anInterface() {
        access |= Opcodes.ACC_INTERFACE | Opcodes.ACC_ABSTRACT;
        return this;
    }

    /** A version of the format: 61 is that of Java 17. */
    public ClassFile ofVersion(int other) {
        version = other;
        return this;
    }

    public ClassFile extending(String type) {
        above = type;
        return this;
    }

    public ClassFile implementing(String type) {
        interfaces.add(type);
        return this;
    }

    public ClassFile field(String field, String descriptor) {
        members.add(writer -> writer.visitField(Opcodes.ACC_PUBLIC, field, descriptor, null, null));
        return this;
    }

    public ClassFile privateField(String field, String descriptor) {
        members.add(writer -> writer.visitField(Opcodes.ACC_PRIVATE, field, descriptor, null, null));
        return this;
    }

    /** A method without code. */
    public ClassFile method(String method, String descriptor) {
        members.add(
                writer -> writer.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_NATIVE, method, descriptor, null, null));
        return this;
    }

    /** A method that gives a constant. */
    public ClassFile giving(String method, String constant) {
        return code(method, "()Ljava/lang/String;", code -> {
            code.visitLdcInsn(constant);
            code.visitInsn(Opcodes.ARETURN);
        });
    }

    /** Code that calls a method. */
    public ClassFile calling(String owner, String method, String descriptor) {
        return code(
                "calling" + members.size(),
                "()V",
                code -> code.visitMethodInsn(Opcodes.INVOKESTATIC, owner, method, descriptor, false));
    }

    /** Code that calls a method, and is prepared for its absence. */
    public ClassFile trying(String owner, String method, String descriptor) {
        return code("trying" + members.size(), "()V", code -> {
            Label start = new Label();
            Label end = new Label();
            code.visitTryCatchBlock(start, end, end, "java/lang/NoSuchMethodError");
            code.visitLabel(start);
            code.visitMethodInsn(Opcodes.INVOKESTATIC, owner, method, descriptor, false);
            code.visitLabel(end);
        });
    }

    /** Code that reads a field. */
    public ClassFile reading(String owner, String field, String descriptor) {
        return code(
                "reading" + members.size(),
                "()V",
                code -> code.visitFieldInsn(Opcodes.GETSTATIC, owner, field, descriptor));
    }

    /** Code that makes an array of a class. */
    public ClassFile making(String type) {
        return code("making" + members.size(), "()V", code -> code.visitTypeInsn(Opcodes.ANEWARRAY, type));
    }

    /** Code that names a class. */
    public ClassFile naming(String type) {
        return code("naming" + members.size(), "()V", code -> code.visitLdcInsn(Type.getObjectType(type)));
    }

    /** Code that has a method as a function. */
    public ClassFile referring(String owner, String method, String descriptor) {
        Handle bootstrap =
                new Handle(Opcodes.H_INVOKESTATIC, "java/lang/invoke/LambdaMetafactory", "metafactory", "()V", false);
        Handle target = new Handle(Opcodes.H_INVOKESTATIC, owner, method, descriptor, false);
        return code(
                "referring" + members.size(),
                "()V",
                code -> code.visitInvokeDynamicInsn("run", "()Ljava/lang/Runnable;", bootstrap, target));
    }

    private ClassFile code(String method, String descriptor, Consumer<MethodVisitor> body) {
        members.add(writer -> {
            MethodVisitor code = writer.visitMethod(Opcodes.ACC_PUBLIC, method, descriptor, null, null);
            code.visitCode();
            body.accept(code);
            code.visitMaxs(5, 5);
            code.visitEnd();
        });
        return this;
    }

    public byte[] bytes() {
        ClassWriter writer = new ClassWriter(0);
        writer.visit(version, access, name, null, above, interfaces.toArray(String[]::new));
        members.forEach(member -> member.accept(writer));
        writer.visitEnd();
        return writer.toByteArray();
    }
}
