package org.pyflinkimage.jar;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** A method that may do nothing but give one text. */
final class GivenConstant extends MethodVisitor {

    private static final int LONGEST = 200;

    private final Consumer<String> given;
    private @Nullable String constant;
    private boolean other;

    /**
     * A method.
     *
     * @param next sees the same
     * @param given gets the text, where there is nothing else
     */
    GivenConstant(@Nullable MethodVisitor next, Consumer<String> given) {
        super(Opcodes.ASM9, next);
        this.given = given;
    }

    @Override
    public void visitLdcInsn(Object value) {
        super.visitLdcInsn(value);
        other |= constant != null || !(value instanceof String);
        if (value instanceof String text) {
            constant = text;
        }
    }

    @Override
    public void visitInsn(int opcode) {
        super.visitInsn(opcode);
        other |= opcode != Opcodes.ARETURN;
    }

    @Override
    public void visitEnd() {
        super.visitEnd();
        if (constant != null && !constant.isEmpty() && constant.length() <= LONGEST && !other) {
            given.accept(constant);
        }
    }

    @Override
    public void visitIntInsn(int opcode, int operand) {
        super.visitIntInsn(opcode, operand);
        other = true;
    }

    @Override
    public void visitVarInsn(int opcode, int variable) {
        super.visitVarInsn(opcode, variable);
        other = true;
    }

    @Override
    public void visitTypeInsn(int opcode, String type) {
        super.visitTypeInsn(opcode, type);
        other = true;
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
        super.visitFieldInsn(opcode, owner, name, descriptor);
        other = true;
    }

    @Override
    public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
        super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
        other = true;
    }

    @Override
    public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
        super.visitInvokeDynamicInsn(name, descriptor, bootstrap, arguments);
        other = true;
    }

    @Override
    public void visitJumpInsn(int opcode, Label label) {
        super.visitJumpInsn(opcode, label);
        other = true;
    }
}
