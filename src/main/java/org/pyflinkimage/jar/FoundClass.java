package org.pyflinkimage.jar;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** What one class file says. */
final class FoundClass extends ClassVisitor {

    private static final int LONGEST = 4_000;

    /** Types that a class extends or implements itself; the largest known number is a hundredth. */
    private static final int ABOVE_AT_MOST = 1_000;

    /** Of all that is kept of a class, in bytes; the largest known class has a hundredth. */
    private static final int KEPT_AT_MOST = 8 << 20;

    /** What a text takes beside its characters. */
    private static final int TEXT = 64;

    private static final String OF_TEXT = "()Ljava/lang/String;";

    private final @Nullable FoundReferences references;
    private final boolean hasShape;
    private final Set<String> above = new LinkedHashSet<>();
    private final Set<String> members = new TreeSet<>();
    private String name = "";
    private Optional<String> identifier = Optional.empty();
    private boolean identifying;
    private long kept;
    private boolean cut;

    /**
     * A class.
     *
     * @param references gets what its code uses; null where that is not read
     * @param hasShape whether its members are kept
     */
    FoundClass(@Nullable FoundReferences references, boolean hasShape) {
        super(Opcodes.ASM9);
        this.references = references;
        this.hasShape = hasShape;
    }

    ClassShape shape(String own) {
        return new ClassShape(own, List.copyOf(above), List.copyOf(members));
    }

    /** Whether it has more than any class has, so that not all of it is known. */
    boolean isCut() {
        return cut;
    }

    /** What is kept of it, in bytes. */
    long kept() {
        return kept;
    }

    /** Whether one of its methods may give an identifier. */
    boolean isIdentifying() {
        return identifying;
    }

    /** What its method gives, where that is a constant. */
    Optional<String> identifier() {
        return identifier;
    }

    @Override
    public void visit(
            int version,
            int access,
            String name,
            @Nullable String signature,
            @Nullable String superName,
            String[] interfaces) {
        this.name = name;
        if (superName != null) {
            addAbove(superName);
        }
        if (interfaces != null) {
            for (int i = 0; i < interfaces.length && !cut; i++) {
                addAbove(interfaces[i]);
            }
        }
        if (references != null) {
            for (String type : above) {
                references.ofClass(name, type);
            }
        }
    }

    @Override
    public @Nullable FieldVisitor visitField(
            int access, String field, String descriptor, @Nullable String signature, @Nullable Object value) {
        if (isKept(access, field, descriptor)) {
            members.add(ClassReference.field(field, descriptor));
        }
        return null;
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
            int access, String method, String descriptor, @Nullable String signature, String[] exceptions) {
        if (isKept(access, method, descriptor)) {
            members.add(ClassReference.method(method, descriptor));
        }
        if (descriptor.equals(OF_TEXT)
                && Service.IDENTIFYING.contains(method)
                && (access & Opcodes.ACC_ABSTRACT) == 0) {
            identifying = true;
            return new GivenConstant(
                    references == null ? null : new UsedInMethod(name, references),
                    constant -> identifier = Optional.of(constant));
        }
        return references == null ? null : new UsedInMethod(name, references);
    }

    private void addAbove(String type) {
        cut |= type.length() > LONGEST || above.size() >= ABOVE_AT_MOST;
        if (!cut && above.add(type)) {
            kept += TEXT + type.length();
        }
    }

    /** Whether there is room for a member that others can use. */
    private boolean isKept(int access, String member, String descriptor) {
        int length = member.length() + descriptor.length();
        if (!hasShape || (access & Opcodes.ACC_PRIVATE) != 0 || length > LONGEST || cut) {
            return false;
        }
        kept += TEXT + length;
        cut = kept > KEPT_AT_MOST;
        return !cut;
    }
}
