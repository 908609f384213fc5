package org.pyflinkimage.jar;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
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

    /** Super types that are looked at for one use, and for all of a jar; the largest known jar takes a hundredth. */
    private static final int STEPS_OF_ONE_AT_MOST = 10_000;

    private static final long STEPS_AT_MOST = 10_000_000;

    /** Libraries that Flink has under names of its own, with a version in them: {@code org/apache/flink/shaded/guava33/}. */
    private static final Pattern SHADED = Pattern.compile("(org/apache/flink/shaded/[a-z]+)[0-9]+/.*");

    private final Map<String, List<ClassShape>> shapes = new HashMap<>();
    private final Set<String> ofFlink = new HashSet<>();
    private final Set<String> ofOthers = new HashSet<>();

    /** Classes of other jars of which not all may be known. */
    private final Set<String> cut = new HashSet<>();

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
            if (!jar.isWhole()) {
                cut.addAll(jar.classes().keySet());
            }
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
        Search search = new Search();
        String gone = "";
        for (ClassReference reference : jar.references()) {
            if (!isGone(reference.owner())) {
                if (search.isMissing(reference)) {
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

    /** Looks for what one jar uses. What takes more steps than any jar does is not known. */
    private final class Search {

        private long left = STEPS_AT_MOST;

        private boolean isMissing(ClassReference reference) {
            return !reference.isOfClass() && ofFlink.contains(reference.owner()) && answer(reference) == Answer.MISSING;
        }

        /** Whether a class or its super types have a member. */
        private Answer answer(ClassReference sought) {
            Set<String> seen = new HashSet<>(Set.of(sought.owner()));
            Deque<String> open = new ArrayDeque<>(seen);
            long most = left - STEPS_OF_ONE_AT_MOST;
            Answer all = Answer.MISSING;
            while (!open.isEmpty()) {
                String type = open.pop();
                Answer own = ofType(type, sought);
                if (own == Answer.THERE) {
                    return own;
                }
                all = own == Answer.UNKNOWN ? own : all;
                if (!sought.memberName().equals(CONSTRUCTOR)) {
                    for (ClassShape shape : shapes.getOrDefault(type, List.of())) {
                        shape.above().stream().filter(seen::add).forEach(open::push);
                        left -= 1 + shape.above().size();
                    }
                }
                if (left < 0 || left < most) {
                    return Answer.UNKNOWN;
                }
            }
            return all;
        }
    }

    /** Whether a class has a member itself. */
    private Answer ofType(String type, ClassReference sought) {
        List<ClassShape> known = shapes.getOrDefault(type, List.of());
        if (known.stream().anyMatch(shape -> shape.has(sought.member()))) {
            return Answer.THERE;
        }
        boolean lacks = known.isEmpty() ? platform.lacks(type, sought.memberName()) : !cut.contains(type);
        return lacks ? Answer.MISSING : Answer.UNKNOWN;
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
