import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Prints the options that classes in Flink's jars declare as static fields, one a line, sorted, with tabs between: key, type, older keys
 * that are deprecated, older keys that are not, class and field. A type is as {@code options.json} writes it.
 *
 * <p>{@code java FlinkOptions.java JAR...}; classes that need others than these jars have are told on standard error, and left out. Instead,
 * {@code java FlinkOptions.java --values JAR... -- TYPE=VALUE...} prints for each value whether Flink's own parser takes it.
 */
public final class FlinkOptions {

    private static final String OPTION = "org.apache.flink.configuration.ConfigOption";
    private static final byte[] FIELD = ("L" + OPTION.replace('.', '/') + ";").getBytes(StandardCharsets.ISO_8859_1);

    private final ClassLoader loader;
    private final Class<?> option;

    private FlinkOptions(List<String> jars) throws IOException, ClassNotFoundException {
        URL[] urls = new URL[jars.size()];
        for (int i = 0; i < urls.length; i++) {
            urls[i] = new File(jars.get(i)).toURI().toURL();
        }
        this.loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
        this.option = loader.loadClass(OPTION);
    }

    public static void main(String[] arguments) throws Exception {
        List<String> all = Arrays.asList(arguments);
        int end = all.indexOf("--");
        if (end > 0) {
            new FlinkOptions(all.subList(1, end)).judge(all.subList(end + 1, all.size()));
            return;
        }
        TreeSet<String> lines = new TreeSet<>();
        FlinkOptions reader = new FlinkOptions(all);
        for (String jar : all) {
            for (String name : reader.declaring(jar)) {
                reader.read(name, lines);
            }
        }
        lines.forEach(System.out::println);
    }

    /** The names of a jar's classes that have a field of that type. */
    private List<String> declaring(String jar) throws IOException {
        List<String> names = new ArrayList<>();
        try (ZipFile zip = new ZipFile(jar)) {
            for (ZipEntry entry : zip.stream().filter(found -> found.getName().endsWith(".class")).toList()) {
                try (InputStream in = zip.getInputStream(entry)) {
                    if (entry.getName().startsWith("org/apache/flink/") && contains(in.readAllBytes())) {
                        names.add(entry.getName().replaceFirst("[.]class$", "").replace('/', '.'));
                    }
                }
            }
        }
        return names;
    }

    private static boolean contains(byte[] bytes) {
        for (int i = 0; i <= bytes.length - FIELD.length; i++) {
            if (Arrays.equals(bytes, i, i + FIELD.length, FIELD, 0, FIELD.length)) {
                return true;
            }
        }
        return false;
    }

    private void read(String name, TreeSet<String> lines) {
        try {
            for (Field field : Class.forName(name, false, loader).getDeclaredFields()) {
                if (Modifier.isStatic(field.getModifiers()) && field.getType() == option) {
                    field.setAccessible(true);
                    lines.add(line(field.get(null)) + "\t" + name + "#" + field.getName());
                }
            }
        } catch (ReflectiveOperationException | LinkageError e) {
            System.err.println(name + ": " + e);
        }
    }

    private String line(Object option) throws ReflectiveOperationException {
        List<String> deprecated = new ArrayList<>();
        List<String> other = new ArrayList<>();
        for (Object fallback : (Iterable<?>) ask(option, "fallbackKeys")) {
            (ask(fallback, "isDeprecated").equals(true) ? deprecated : other).add((String) ask(fallback, "getKey"));
        }
        return String.join(
                "\t", (String) ask(option, "key"), typeOf(option), String.join(" ", deprecated), String.join(" ", other));
    }

    private String typeOf(Object option) throws ReflectiveOperationException {
        Class<?> type = (Class<?>) ask(option, "getClazz");
        return (ask(option, "isList").equals(true) ? "list of " : "") + nameOf(type);
    }

    private static String nameOf(Class<?> type) {
        if (type.isEnum()) {
            return "one of "
                    + Arrays.stream(type.getEnumConstants()).map(Object::toString).collect(Collectors.joining("|"));
        }
        return switch (type.getSimpleName()) {
            case "Boolean" -> "boolean";
            case "Integer" -> "int";
            case "Long" -> "long";
            case "Float", "Double" -> "number";
            case "Duration" -> "duration";
            case "MemorySize" -> "memory";
            case "Map" -> "map";
            default -> "text";
        };
    }

    private static Object ask(Object object, String name) throws ReflectiveOperationException {
        Method method = object.getClass().getDeclaredMethod(name);
        method.setAccessible(true);
        return method.invoke(object);
    }

    /** As {@code Configuration.get} reads them: a text of a file becomes the option's type. */
    private void judge(List<String> values) throws ReflectiveOperationException {
        Class<?> conversion = loader.loadClass("org.apache.flink.configuration.ConfigurationUtils");
        Method convert = conversion.getDeclaredMethod("convertValue", Object.class, Class.class);
        convert.setAccessible(true);
        for (String value : values) {
            String type = value.substring(0, value.indexOf('='));
            boolean taken = true;
            try {
                convert.invoke(null, value.substring(type.length() + 1), classOf(type));
            } catch (ReflectiveOperationException e) {
                taken = false;
            }
            System.out.println(type + "\t" + value.substring(type.length() + 1) + "\t" + taken);
        }
    }

    private Class<?> classOf(String type) throws ReflectiveOperationException {
        return switch (type) {
            case "boolean" -> Boolean.class;
            case "int" -> Integer.class;
            case "long" -> Long.class;
            case "number" -> Double.class;
            case "duration" -> java.time.Duration.class;
            case "memory" -> loader.loadClass("org.apache.flink.configuration.MemorySize");
            default -> loader.loadClass(type);
        };
    }
}
