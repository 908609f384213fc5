package org.pyflinkimage.jar;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What the bytes of a jar say. Classes of {@code META-INF/versions} and of folders that are no packages are not among it.
 *
 * @param isWhole whether all of it was read: not of a file that is damaged, no jar, or larger than jars are
 * @param services in the order of their contracts and names
 * @param classes sums of its class files by their names; equal ones are equal, as far as nobody means harm
 * @param versions of class files: 61 is Java 17
 * @param shapes its classes of {@code org.apache.flink}, by name, without the libraries in {@code org.apache.flink.shaded}
 * @param references to classes of {@code org.apache.flink} that it does not have itself, in order; none where it was read for shapes
 * @param above what its classes extend and implement of libraries that it does not have itself, other than Java and Flink,
 *     each with the least of the classes that do; none where it was read for shapes
 */
public record JarReading(
        boolean isWhole,
        List<Service> services,
        SortedMap<String, Long> classes,
        SortedMap<Integer, OfVersion> versions,
        Map<String, ClassShape> shapes,
        List<ClassReference> references,
        SortedMap<String, String> above) {

    /**
     * The class files of one version.
     *
     * @param first the least of their names
     */
    public record OfVersion(int count, String first) {}

    /** Of a jar that nobody could look into. */
    public static JarReading unread() {
        return new JarReading(false, List.of(), new TreeMap<>(), new TreeMap<>(), Map.of(), List.of(), new TreeMap<>());
    }

    /** Whether some of these classes is of a folder, {@code org/apache/flink/}, or of one below it. */
    public static boolean hasBelow(String folder, SortedMap<String, ?> classes) {
        SortedMap<String, ?> after = classes.tailMap(folder);
        return !after.isEmpty() && after.firstKey().startsWith(folder);
    }

    /** Those of these classes that are of a folder, or of one below it. */
    public static <T> Stream<Map.Entry<String, T>> below(String folder, SortedMap<String, T> classes) {
        return classes.tailMap(folder).entrySet().stream()
                .takeWhile(type -> type.getKey().startsWith(folder));
    }

    public JarReading {
        services = List.copyOf(services);
        classes = Collections.unmodifiableSortedMap(new TreeMap<>(classes));
        versions = Collections.unmodifiableSortedMap(new TreeMap<>(versions));
        shapes = Map.copyOf(shapes);
        references = List.copyOf(references);
        above = Collections.unmodifiableSortedMap(new TreeMap<>(above));
    }
}
