package org.pyflinkimage.jar;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The classes of {@code org.apache.flink} that lie on a class path, and whether what others use of them is there.
 *
 * <p>What is not known for certain is there: a method may be that of a super type which nobody has read, a class that of one of Flink's
 * modules which are no part of its distribution.
 *
 * @see <a href="https://docs.oracle.com/javase/specs/jvms/se17/html/jvms-5.html#jvms-5.4.3">how a Java virtual machine looks for them</a>
 */
public final class KnownClasses {

    private static final String CONSTRUCTOR = "<init>";

    /** Libraries that Flink has under names of its own, with a version in them: {@code org/apache/flink/shaded/guava33/}. */
    private static final Pattern SHADED = Pattern.compile("(org/apache/flink/shaded/[a-z]+)[0-9]+/.*");

    private final Map<String, List<ClassShape>> shapes = new HashMap<>();
    private final Set<String> ofFlink = new HashSet<>();
    private final Set<String> ofOthers = new HashSet<>();
    private final Set<String> packages = new HashSet<>();
    private final boolean isKnown;
    private final PlatformTypes platform;

    private enum Answer {
        THERE,
        MISSING,
        UNKNOWN
    }

    /**
     * A class path.
     *
     * @param flink jars that every Flink has there; where one of them could not be read, nothing is certain
     * @param others jars beside them, and those that may come to them
     * @param java the Java line that they run on
     */
    public KnownClasses(Collection<JarReading> flink, Collection<JarReading> others, int java) {
        this.platform = new PlatformTypes(java);
        this.isKnown = !flink.isEmpty() && flink.stream().allMatch(JarReading::isWhole);
        for (JarReading jar : flink) {
            jar.shapes().values().forEach(this::add);
            for (String name : jar.classes().keySet()) {
                ofFlink.add(name);
                packages.add(packageOf(name));
                if (SHADED.matcher(name).matches()) {
                    packages.add(shadedLibrary(name));
                }
            }
        }
        for (JarReading jar : others) {
            jar.shapes().values().forEach(this::add);
            ofOthers.addAll(jar.classes().keySet());
        }
    }

    private void add(ClassShape shape) {
        shapes.computeIfAbsent(shape.name(), name -> new ArrayList<>(1)).add(shape);
    }

    /** What a jar uses and this class path, for certain, has not; in order. Nothing, where it is not known what the jar has itself. */
    public List<ClassReference> missing(JarReading jar) {
        if (!isKnown || !jar.isWhole()) {
            return List.of();
        }
        List<ClassReference> missing = new ArrayList<>();
        String gone = "";
        for (ClassReference reference : jar.references()) {
            if (!isGone(reference.owner())) {
                if (isMissing(reference)) {
                    missing.add(reference);
                }
            } else if (!reference.owner().equals(gone)) {
                // Of a class that is not there, the members are not counted one by one.
                gone = reference.owner();
                missing.add(new ClassReference(gone, "", reference.from()));
            }
        }
        return List.copyOf(missing);
    }

    /** Whether a class is one that Flink's jars would have: they have others of its package. */
    private boolean isGone(String name) {
        return !shapes.containsKey(name)
                && !ofFlink.contains(name)
                && !ofOthers.contains(name)
                && (packages.contains(packageOf(name)) || packages.contains(shadedLibrary(name)));
    }

    private boolean isMissing(ClassReference reference) {
        return !reference.isOfClass()
                && ofFlink.contains(reference.owner())
                && answer(reference.owner(), reference, new HashSet<>()) == Answer.MISSING;
    }

    /** Whether a class or its super types have a member. */
    private Answer answer(String type, ClassReference sought, Set<String> seen) {
        if (!seen.add(type)) {
            return Answer.MISSING;
        }
        List<ClassShape> known = shapes.getOrDefault(type, List.of());
        if (known.stream().anyMatch(shape -> shape.members().contains(sought.member()))) {
            return Answer.THERE;
        }
        if (known.isEmpty()) {
            return platform.lacks(type, sought.memberName()) ? Answer.MISSING : Answer.UNKNOWN;
        }
        if (sought.memberName().equals(CONSTRUCTOR)) {
            return Answer.MISSING;
        }
        Answer all = Answer.MISSING;
        for (ClassShape shape : known) {
            for (String above : shape.above()) {
                Answer one = answer(above, sought, seen);
                if (one == Answer.THERE) {
                    return one;
                }
                all = one == Answer.UNKNOWN ? one : all;
            }
        }
        return all;
    }

    /** Whether a class that is there has a method of the name and parameters of one that is not, so that what it gives tells them apart. */
    public boolean hasAlike(ClassReference method) {
        String start = method.member().substring(0, method.member().indexOf(')') + 1);
        return !start.isEmpty()
                && shapes.getOrDefault(method.owner(), List.of()).stream()
                        .flatMap(shape -> shape.members().stream())
                        .anyMatch(member -> member.startsWith(start));
    }

    private static String packageOf(String name) {
        return name.substring(0, name.lastIndexOf('/') + 1);
    }

    private static String shadedLibrary(String name) {
        Matcher matcher = SHADED.matcher(name);
        return matcher.matches() ? matcher.group(1) : "";
    }
}
