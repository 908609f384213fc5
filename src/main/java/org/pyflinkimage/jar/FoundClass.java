package org.pyflinkimage.jar;

import java.util.ArrayList;
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

    /** Of all members of a class; the largest known class has a hundredth. */
    private static final int CHARACTERS_AT_MOST = 8 << 20;

    private final @Nullable FoundReferences references;
    private final List<String> above = new ArrayList<>();
    private final Set<String> members = new TreeSet<>();
    private String name = "";
    private Optional<String> identifier = Optional.empty();
    private boolean identifying;
    private long characters;

    /** @param references gets what its code uses; null where that is not read */
    FoundClass(@Nullable FoundReferences references) {
        super(Opcodes.ASM9);
        this.references = references;
    }

    ClassShape shape(String own) {
        return new ClassShape(own, above, List.copyOf(members));
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
            List.of(interfaces).forEach(this::addAbove);
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
        add(access, ClassReference.field(field, descriptor));
        return null;
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
            int access, String method, String descriptor, @Nullable String signature, String[] exceptions) {
        String member = ClassReference.method(method, descriptor);
        add(access, member);
        if (Service.IDENTIFYING.contains(member) && (access & Opcodes.ACC_ABSTRACT) == 0) {
            identifying = true;
            return new GivenConstant(
                    references == null ? null : new UsedInMethod(name, references),
                    constant -> identifier = Optional.of(constant));
        }
        return references == null ? null : new UsedInMethod(name, references);
    }

    private void addAbove(String type) {
        if (type.length() <= LONGEST) {
            above.add(type);
        }
    }

    private void add(int access, String member) {
        characters += member.length();
        if ((access & Opcodes.ACC_PRIVATE) == 0 && member.length() <= LONGEST && characters <= CHARACTERS_AT_MOST) {
            members.add(member);
        }
    }
}
