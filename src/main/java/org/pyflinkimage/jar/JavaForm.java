package org.pyflinkimage.jar;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.objectweb.asm.Type;

/** What class files name, as Java writes it. */
public final class JavaForm {

    /** At the end of a name, Scala's objects have one. */
    private static final Pattern WITHIN = Pattern.compile("(?<=[^.$])[$](?=[^.$])");

    private JavaForm() {}

    /** {@code org.apache.flink.util.Preconditions}; a class within another behind a dot. */
    public static String ofClass(String name) {
        return WITHIN.matcher(name.replace('/', '.')).replaceAll(".");
    }

    /** {@code org.apache.flink.util.Preconditions.checkState(boolean, Object)}, {@code org.apache.flink.types.Row.kind}. */
    public static String of(ClassReference reference) {
        if (reference.isOfClass()) {
            return ofClass(reference.owner());
        }
        String name = reference.memberName();
        if (reference.member().indexOf('(') < 0) {
            return ofClass(reference.owner()) + "." + name;
        }
        String parameters = parameters(reference.member().substring(name.length()));
        return name.equals("<init>")
                ? "new %s(%s)".formatted(ofClass(reference.owner()), parameters)
                : "%s.%s(%s)".formatted(ofClass(reference.owner()), name, parameters);
    }

    /** The same, with what the method gives: {@code java.lang.String org.apache.flink.types.Row.toString()}. */
    public static String withResult(ClassReference method) {
        String descriptor = method.member().substring(method.memberName().length());
        return result(descriptor) + " " + of(method);
    }

    private static String parameters(String descriptor) {
        try {
            return Arrays.stream(Type.getArgumentTypes(descriptor))
                    .map(JavaForm::simple)
                    .collect(Collectors.joining(", "));
        } catch (RuntimeException e) {
            return "…"; // A descriptor that is none.
        }
    }

    private static String result(String descriptor) {
        try {
            return ofClass(Type.getReturnType(descriptor).getClassName());
        } catch (RuntimeException e) {
            return "…";
        }
    }

    private static String simple(Type type) {
        String name = ofClass(type.getClassName());
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
