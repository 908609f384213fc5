package org.pyflinkimage.mojo.maven;

import java.security.CodeSource;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A class that others have brought, where two do not fit together: Maven shows a plugin classes of its own and of its extensions, and
 * one of another version may stand in the place of what the plugin was made with.
 */
final class ForeignClass {

    /** A name as messages have it, with slashes or dots. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z_$][\\w$]*(?:[./][A-Za-z_$][\\w$]*)+");

    private ForeignClass() {}

    /**
     * Which class it is that does not fit, and where it comes from.
     *
     * @param own what loads the plugin's classes
     * @return empty where all classes that are spoken of are the plugin's, or Java's, or nobody's
     */
    static Optional<String> in(Throwable fault, ClassLoader own) {
        if (!(fault instanceof LinkageError) && !(fault instanceof ServiceConfigurationError)) {
            return Optional.empty();
        }
        Stream<String> thrower = Stream.of(fault.getStackTrace()).limit(1).map(StackTraceElement::getClassName);
        return Stream.concat(named(String.valueOf(fault.getMessage())), thrower)
                .flatMap(name -> found(name, own).stream())
                .filter(type -> isForeign(type, own))
                .findFirst()
                .map(type -> "`%s` comes from `%s`".formatted(type.getName(), placeOf(type)));
    }

    /** Of a method's name too, which follows that of its class. */
    private static Stream<String> named(String message) {
        return NAME.matcher(message)
                .results()
                .map(result -> result.group().replace('/', '.'))
                .flatMap(name -> Stream.of(name, name.substring(0, name.lastIndexOf('.'))));
    }

    private static Optional<Class<?>> found(String name, ClassLoader own) {
        try {
            return Optional.of(Class.forName(name, false, own));
        } catch (ClassNotFoundException | LinkageError e) {
            return Optional.empty(); // No class, or the one that is missing.
        }
    }

    private static boolean isForeign(Class<?> type, ClassLoader own) {
        ClassLoader loader = type.getClassLoader();
        return loader != null && loader != own && loader != ClassLoader.getPlatformClassLoader();
    }

    private static String placeOf(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        return source == null || source.getLocation() == null
                ? "a place that is not known"
                : String.valueOf(source.getLocation());
    }
}
