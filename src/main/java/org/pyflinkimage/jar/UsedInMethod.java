package org.pyflinkimage.jar;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** What the code of a method uses when it runs. A method that is prepared for what is missing uses nothing for sure. */
final class UsedInMethod extends MethodVisitor {

    private static final Set<String> PREPARED = Set.of(
            "java/lang/LinkageError",
            "java/lang/NoClassDefFoundError",
            "java/lang/IncompatibleClassChangeError",
            "java/lang/NoSuchMethodError",
            "java/lang/NoSuchFieldError",
            "java/lang/AbstractMethodError");

    private final String from;
    private final FoundReferences references;
    private boolean prepared;

    UsedInMethod(String from, FoundReferences references) {
        super(Opcodes.ASM9);
        this.from = from;
        this.references = references;
    }

    /** Comes before the code. */
    @Override
    public void visitTryCatchBlock(Label start, Label end, Label handler, @Nullable String type) {
        prepared |= type != null && PREPARED.contains(type);
    }

    @Override
    public void visitTypeInsn(int opcode, String type) {
        if (!prepared) {
            references.ofClass(from, type);
        }
    }

    @Override
    public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
        if (!prepared) {
            references.ofClass(from, descriptor);
        }
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
        if (!prepared) {
            references.ofField(from, owner, name, descriptor);
        }
    }

    @Override
    public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
        if (!prepared) {
            references.ofMethod(from, owner, name, descriptor);
        }
    }

    @Override
    public void visitLdcInsn(Object value) {
        if (!prepared) {
            references.ofConstant(from, value);
        }
    }

    @Override
    public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
        if (!prepared) {
            references.ofConstant(from, bootstrap);
            for (Object argument : arguments) {
                references.ofConstant(from, argument);
            }
        }
    }
}
