package org.pyflinkimage.jar;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.CRC32;
import org.objectweb.asm.ClassReader;
import org.pyflinkimage.jar.JarReading.OfVersion;

/** The class files of a jar, as they come. */
final class ReadClasses {

    /** The classes that are held against each other. */
    static final String FLINK = "org/apache/flink/";

    private static final String JAVA = "java/";

    /** Libraries under names of Flink's: a third of its classes, of which a name with a version says enough. */
    private static final String SHADED = FLINK + "shaded/";

    private static final int FLAGS = ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES;

    /** What begins every class file; version and all else come behind it. */
    private static final int MAGIC = 0xCAFEBABE;

    private static final int HEAD = 8;
    private static final int LONGEST_NAME = 2_000;

    /** How many classes stand above a factory. */
    private static final int DEEPEST = 20;

    /** How many types are looked at for what a factory is; the largest known number is a hundredth. */
    private static final int LOOKED_AT = 10_000;

    private static final int ROLES_AT_MOST = 50;

    /** Of all calls that are bootstrapped, in one class and in a jar: each call is read with them. All of {@code flink-dist} has 40,000. */
    private static final long ARGUMENTS_AT_MOST = 1_000_000;

    private static final long ARGUMENTS_OF_JAR_AT_MOST = 20_000_000;

    /** Bytes that what is kept of all classes takes; {@code flink-dist} has a quarter. */
    private static final long KEPT_AT_MOST = 128 << 20;

    private final ClassDepth depth;
    private final FoundReferences references = new FoundReferences();
    private final SortedMap<String, Long> sums = new TreeMap<>();
    private final SortedMap<Integer, OfVersion> versions = new TreeMap<>();
    private final Map<String, ClassShape> shapes = new HashMap<>();
    private final Map<String, List<String>> above = new HashMap<>();
    private final Map<String, String> identifiers = new HashMap<>();
    private long arguments;
    private long kept;
    private boolean cut;

    ReadClasses(ClassDepth depth) {
        this.depth = depth;
    }

    /** @param name the file's path without its end, which no machine looks for where the class has another name */
    void add(String name, byte[] bytes) {
        if (bytes.length < HEAD || number(bytes, 0) != MAGIC || !isOfPackage(name) || sums.containsKey(name)) {
            return;
        }
        sums.put(name, sum(bytes));
        int version = number(bytes, HEAD / 2) & 0xFFFF;
        versions.merge(
                version,
                new OfVersion(1, name),
                (older, one) ->
                        new OfVersion(older.count() + 1, older.first().compareTo(name) < 0 ? older.first() : name));
        if (isCut()) {
            return;
        }
        try {
            read(name, bytes);
        } catch (RuntimeException | StackOverflowError e) {
            return; // A class that is none, or one of a Java that is newer than the reader: its name is all that is
            // known.
        }
    }

    /** Whether there is more than any jar has, so that not all is known. */
    private boolean isCut() {
        return cut || references.isCut() || arguments > ARGUMENTS_OF_JAR_AT_MOST || kept > KEPT_AT_MOST;
    }

    private static boolean isOfPackage(String name) {
        return name.length() <= LONGEST_NAME && !name.endsWith("-info");
    }

    private void read(String name, byte[] bytes) {
        LeanClass lean = LeanClass.of(bytes);
        ClassReader reader = new ClassReader(lean.bytes());
        if (!reader.getClassName().equals(name)) {
            sums.remove(name);
            return;
        }
        long read = lean.argumentsOfCalls();
        arguments += read;
        cut |= read > ARGUMENTS_AT_MOST;
        if (isCut()) {
            return;
        }
        boolean hasShape = name.startsWith(FLINK) && !name.startsWith(SHADED);
        FoundClass found = new FoundClass(depth == ClassDepth.REFERENCES ? references : null, hasShape);
        reader.accept(found, depth == ClassDepth.REFERENCES ? FLAGS : FLAGS | ClassReader.SKIP_CODE);
        if (depth == ClassDepth.SHAPES && found.isIdentifying()) {
            found = new FoundClass(null, hasShape);
            reader.accept(found, FLAGS);
        }
        kept += found.kept();
        cut |= found.isCut();
        ClassShape shape = found.shape(name);
        above.put(name, shape.above());
        found.identifier().ifPresent(identifier -> identifiers.put(name, identifier));
        if (hasShape) {
            shapes.put(name, shape);
        }
    }

    JarReading reading(boolean isWhole, ReadServices services) {
        List<Service> known = new ArrayList<>();
        services.implementations().forEach((contract, names) -> known.addAll(services(contract, names)));
        return new JarReading(
                isWhole && !isCut(),
                known,
                sums,
                versions,
                shapes,
                references.outside(sums.keySet()),
                depth == ClassDepth.REFERENCES ? aboveOfOthers() : new TreeMap<>());
    }

    /** What stands above its classes and is neither its own nor of Java or Flink, with the least of them. */
    private SortedMap<String, String> aboveOfOthers() {
        SortedMap<String, String> others = new TreeMap<>();
        above.forEach((name, types) -> types.stream()
                .filter(type -> !sums.containsKey(type) && !type.startsWith(JAVA) && !type.startsWith(FLINK))
                .forEach(type -> others.merge(type, name, (one, other) -> one.compareTo(other) < 0 ? one : other)));
        return others;
    }

    private List<Service> services(String contract, Collection<String> names) {
        return names.stream()
                .map(name -> {
                    String file = name.replace('.', '/');
                    return new Service(contract, name, identifier(file), roles(file));
                })
                .toList();
    }

    /** Its own, or the one that it inherits. */
    private String identifier(String name) {
        String next = name;
        for (int steps = 0; steps < DEEPEST && above.containsKey(next); steps++) {
            String own = identifiers.getOrDefault(next, "");
            if (!own.isEmpty()) {
                return own;
            }
            List<String> types = above.getOrDefault(next, List.of());
            next = types.isEmpty() ? "" : types.get(0);
        }
        return "";
    }

    /** What is asked for of all that stands above a class. */
    private SortedSet<String> roles(String name) {
        SortedSet<String> roles = new TreeSet<>();
        Set<String> seen = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(name));
        int looked = 0;
        while (!open.isEmpty() && !cut) {
            for (String type : above.getOrDefault(open.pop(), List.of())) {
                if (seen.add(type)) {
                    open.add(type);
                    if (Service.isRole(type)) {
                        roles.add(type);
                    }
                }
                looked++;
            }
            cut = looked > LOOKED_AT || roles.size() > ROLES_AT_MOST;
        }
        return cut ? new TreeSet<>() : roles;
    }

    private static long sum(byte[] bytes) {
        CRC32 sum = new CRC32();
        sum.update(bytes);
        return (sum.getValue() << 32) | bytes.length;
    }

    private static int number(byte[] bytes, int at) {
        return ByteBuffer.wrap(bytes, at, Integer.BYTES).getInt();
    }
}
