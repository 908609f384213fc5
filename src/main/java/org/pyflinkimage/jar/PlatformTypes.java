package org.pyflinkimage.jar;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Classes of Java itself, as this machine's Java has them: it tells nothing of those of another line. */
final class PlatformTypes {

    private static final String OURS = "java/";

    private final Map<String, Optional<Set<String>>> members = new HashMap<>();

    private final boolean isOurs;

    /** @param java the Java line that is asked about */
    PlatformTypes(int java) {
        this.isOurs = java == Runtime.version().feature();
    }

    /** Whether a class is known and has, with its super types, no method or field of a name. */
    boolean lacks(String type, String member) {
        return isOurs
                && type.startsWith(OURS)
                && members.computeIfAbsent(type, PlatformTypes::membersOf)
                        .filter(names -> !names.contains(member))
                        .isPresent();
    }

    private static Optional<Set<String>> membersOf(String type) {
        try {
            Set<String> names = new TreeSet<>();
            addMembers(Class.forName(type.replace('/', '.'), false, ClassLoader.getPlatformClassLoader()), names);
            return Optional.of(names);
        } catch (ClassNotFoundException | LinkageError e) {
            return Optional.empty();
        }
    }

    private static void addMembers(Class<?> type, Set<String> names) {
        Arrays.stream(type.getDeclaredMethods()).forEach(method -> names.add(method.getName()));
        Arrays.stream(type.getDeclaredFields()).forEach(field -> names.add(field.getName()));
        if (type.getSuperclass() != null) {
            addMembers(type.getSuperclass(), names);
        }
        Arrays.stream(type.getInterfaces()).forEach(above -> addMembers(above, names));
    }
}
