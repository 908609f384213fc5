package org.pyflinkimage.jar;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Classes of Java itself, as this machine's Java has them: of most of them it tells nothing of those of another line. */
final class PlatformTypes {

    private static final String OURS = "java/";

    /** Those that have the same members in every line from 8 on; nearly every class is one of their kind. */
    private static final Set<String> OF_EVERY_LINE = Set.of(
            "java/lang/Object",
            "java/io/Serializable",
            "java/io/Closeable",
            "java/lang/AutoCloseable",
            "java/lang/Cloneable",
            "java/lang/Comparable",
            "java/lang/Iterable",
            "java/lang/Runnable",
            "java/lang/Throwable",
            "java/lang/Exception",
            "java/lang/RuntimeException");

    private final Map<String, Optional<Set<String>>> members = new HashMap<>();

    private final boolean isOurs;

    /** @param java the Java line that is asked about */
    PlatformTypes(int java) {
        this.isOurs = java == Runtime.version().feature();
    }

    /** Whether a class is known and has, with its super types, no method or field of a name. */
    boolean lacks(String type, String member) {
        return (OF_EVERY_LINE.contains(type) || (isOurs && type.startsWith(OURS)))
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
