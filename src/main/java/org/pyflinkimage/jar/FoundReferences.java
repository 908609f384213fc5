package org.pyflinkimage.jar;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Type;

/** What classes of a jar use of {@code org.apache.flink}, each once. */
final class FoundReferences {

    private static final int AT_MOST = 1_000_000;
    private static final int LONGEST = 4_000;
    private static final long CHARACTERS_AT_MOST = 64 << 20;

    /** Characters of all uses, each as often as it is there: some seconds' work; {@code flink-dist} has a quarter. */
    private static final long COMPARED_AT_MOST = 1 << 30;

    /** By owner and member, the first class that uses it. */
    private final Map<String, Map<String, String>> users = new HashMap<>();

    private int count;

    /** Characters of all of them, of which a hostile jar has no end. */
    private long characters;

    private long compared;

    /** Whether there are more than any jar has, so that not all are known. */
    boolean isCut() {
        return count >= AT_MOST || characters >= CHARACTERS_AT_MOST || compared >= COMPARED_AT_MOST;
    }

    /** A use of a class, by its internal name or, of an array, its descriptor. */
    void ofClass(String from, String name) {
        if (!name.startsWith("[")) {
            if (isFound(from, name, "", "")) {
                add(from, name, "");
            }
        } else if (name.length() <= LONGEST && !isCut()) {
            compared += name.length();
            String element = elementOf(name);
            if (isFound(from, element, "", "")) {
                add(from, element, "");
            }
        }
    }

    void ofMethod(String from, String owner, String name, String descriptor) {
        if (isFound(from, owner, name, descriptor)) {
            add(from, owner, ClassReference.method(name, descriptor));
        }
    }

    void ofField(String from, String owner, String name, String descriptor) {
        if (isFound(from, owner, name, descriptor)) {
            add(from, owner, ClassReference.field(name, descriptor));
        }
    }

    void ofConstant(String from, Object constant) {
        if (constant instanceof Type type) {
            if (type.getSort() == Type.OBJECT || type.getSort() == Type.ARRAY) {
                ofClass(from, type.getInternalName());
            }
        } else if (constant instanceof Handle handle) {
            if (handle.getDesc().startsWith("(")) {
                ofMethod(from, handle.getOwner(), handle.getName(), handle.getDesc());
            } else {
                ofField(from, handle.getOwner(), handle.getName(), handle.getDesc());
            }
        }
    }

    /** Whether a use is one that is told; looks at no more of it than its length, as code may have millions of what is long. */
    private boolean isFound(String from, String owner, String name, String descriptor) {
        int length = owner.length() + name.length() + descriptor.length();
        if (!owner.startsWith(ReadClasses.FLINK) || length > LONGEST || isCut()) {
            return false;
        }
        compared += length + from.length();
        return true;
    }

    private void add(String from, String owner, String member) {
        Map<String, String> members = users.computeIfAbsent(owner, name -> new HashMap<>());
        String known = members.putIfAbsent(member, from);
        if (known == null) {
            count++;
            characters += owner.length() + member.length();
        } else if (from.compareTo(known) < 0) {
            members.put(member, from);
        }
    }

    private static String elementOf(String descriptor) {
        Type element = Type.getType(descriptor).getElementType();
        return element.getSort() == Type.OBJECT ? element.getInternalName() : "";
    }

    /** Those to other classes than these, in order. */
    List<ClassReference> outside(Set<String> own) {
        List<ClassReference> references = new ArrayList<>();
        users.forEach((owner, members) -> {
            if (!own.contains(owner)) {
                members.forEach((member, from) -> references.add(new ClassReference(owner, member, from)));
            }
        });
        Collections.sort(references);
        return references;
    }
}
