package org.pyflinkimage.build.layout;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.pyflinkimage.facts.DistributionPart;
import org.pyflinkimage.jar.ClassDepth;
import org.pyflinkimage.jar.ClassReference;
import org.pyflinkimage.jar.JarReading;
import org.pyflinkimage.jar.KnownClasses;
import org.pyflinkimage.plan.Plan;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.tree.FileTree;
import org.pyflinkimage.value.Problem;

/**
 * The jars of an image held against each other and against its Flink and Java, by their bytes: whatever their names say, this is what runs.
 * Flink's own are made to fit together, so that an image without others is not looked at.
 */
public final class JarProblems {

    /** Pairs of jars that are compared: a hundred jars have fewer, and all of it ends in some seconds. */
    private static final int PAIRS_AT_MOST = 20_000;

    /** Of the classes of a jar, so many hundredths tell that it is made for another Java: single ones are made for whoever has it. */
    private static final int SHARE = 10;

    private static final int VERSION_OF_JAVA_1 = 44;

    private final ImageJars jars;
    private final JarCoordinates coordinates;
    private final String flink;
    private final JarTexts texts;
    private final ClientLibraries libraries;
    private final JarRemedies remedies;
    private final ImageSpec spec;
    private final FileTree tree;
    private final int newest;
    private final Map<ImageJar, JarReading> read = new HashMap<>();

    public JarProblems(ImageSpec spec, Plan plan, ImageLayout.LaidOut image) {
        this.jars =
                ImageJars.of(image.tree(), image.ofRelease(), spec.combination().flink());
        this.coordinates = new JarCoordinates(plan);
        this.flink = spec.combination().flink().toString();
        this.texts = new JarTexts(spec, coordinates);
        this.libraries = new ClientLibraries(coordinates);
        this.remedies = new JarRemedies(spec, coordinates);
        this.spec = spec;
        this.tree = image.tree();
        this.newest = VERSION_OF_JAVA_1 + spec.combination().java().feature();
    }

    /** Warnings, one for each jar, or pair of jars, and kind. */
    public List<Problem> problems(JarReadings readings, KeptProblems kept) {
        List<ImageJar> foreign = jars.foreign();
        if (foreign.isEmpty()) {
            return List.of();
        }
        MissingDrivers drivers = new MissingDrivers(spec, coordinates, tree);
        return kept.of(shape(drivers), () -> problems(foreign, drivers, readings), readings::areShort);
    }

    /** All that the warnings come of, and the ways out that they tell. */
    private List<String> shape(MissingDrivers drivers) {
        // What this machine's Java says of its own classes is asked where the image has the same.
        List<String> shape = new ArrayList<>(List.of(
                flink,
                Integer.toString(newest),
                Integer.toString(Runtime.version().feature())));
        shape.addAll(texts.shape());
        shape.addAll(drivers.shape());
        Stream.of(jars.ofFlink(), jars.ofUsrlib()).forEach(path -> shape.add(path.toString()));
        Stream.of(jars.shared().stream(), jars.optional().stream(), jars.foreign().stream())
                .flatMap(some -> some)
                .forEach(jar -> shape.addAll(List.of(
                        jar.path().value(),
                        jar.origin().kind().name(),
                        jar.content().identity())));
        return shape;
    }

    private List<Problem> problems(List<ImageJar> foreign, MissingDrivers drivers, JarReadings readings) {
        readAll(foreign, readings);
        List<Problem> problems = new ArrayList<>(ofPairs());
        problems.addAll(ofReferences());
        foreign.forEach(jar -> newerThanJava(jar).ifPresent(problems::add));
        SortedMap<ImageJar, JarReading> shared = new TreeMap<>();
        jars.shared().forEach(jar -> shared.put(jar, reading(jar)));
        problems.addAll(drivers.problems(shared));
        problems.addAll(new TwinCatalogs(drivers.job(), remedies).problems(shared));
        problems.addAll(new RelocatedLibraries(shared, drivers.job(), libraries, remedies).problems());
        texts.unread(read.keySet().stream()
                        .filter(jar -> readings.isTooLarge(jar.content()))
                        .sorted()
                        .toList())
                .ifPresent(problems::add);
        problems.sort(Comparator.comparing(Problem::code));
        return List.copyOf(problems);
    }

    private void readAll(List<ImageJar> foreign, JarReadings readings) {
        List<ImageJar> all = Stream.of(flinks(), jars.optional().stream(), foreign.stream())
                .flatMap(some -> some)
                .toList();
        List<JarReading> results = readings.of(all.stream()
                .map(jar -> new JarReadings.Wanted(
                        jar.content(), jar.isFlinks() ? ClassDepth.SHAPES : ClassDepth.REFERENCES))
                .toList());
        for (int i = 0; i < all.size(); i++) {
            read.put(all.get(i), results.get(i));
        }
    }

    private List<Problem> ofPairs() {
        Stream<Problem> shared = pairsOf(jars.shared()).limit(PAIRS_AT_MOST).flatMap(pair -> ofPair(pair).stream());
        // Flink's own plugins are not read: what lies beside one of them is held against its like alone.
        Stream<Problem> plugins = jars.plugins().values().stream()
                .flatMap(plugin -> pairsOf(foreignOf(plugin)))
                .limit(PAIRS_AT_MOST)
                .flatMap(pair -> ofClients(pair).stream());
        return Stream.concat(shared, plugins).toList();
    }

    private Stream<JarPair> pairsOf(List<ImageJar> path) {
        return IntStream.range(0, path.size())
                .boxed()
                .flatMap(i -> path.subList(i + 1, path.size()).stream()
                        .filter(other -> !(path.get(i).isFlinks() && other.isFlinks()))
                        .map(other -> new JarPair(path.get(i), reading(path.get(i)), other, reading(other))));
    }

    private Optional<Problem> ofPair(JarPair pair) {
        ImageJar one = pair.one();
        ImageJar other = pair.other();
        JarPair.Factories factories = pair.factories();
        if (!factories.isEmpty()) {
            return Optional.of(texts.factories(pair, factories));
        }
        // Of the job's own jars, and of what lies beside it, Flink takes its own classes from its own: its class loader
        // asks that of Flink first.
        boolean isMatched = isOfThisFlink(one) && isOfThisFlink(other);
        Set<String> classes =
                isMatched || one.isLoadedWithJob() || other.isLoadedWithJob() ? Set.of() : pair.otherClasses();
        if (!classes.isEmpty()) {
            return Optional.of(texts.classes(pair, classes));
        }
        // The job's class loader takes those of usrlib, and does not ask Flink's for them.
        return jars.areTogether(one, other) ? ofClients(pair) : Optional.empty();
    }

    /**
     * Two versions of a client library for one class loader. Of other libraries many have many, each of which does for whoever
     * brings it.
     */
    private Optional<Problem> ofClients(JarPair pair) {
        return libraries
                .versionsIn(pair)
                .map(versions -> texts.versions(
                        pair,
                        versions,
                        libraries
                                .connectorWith(versions.library(), pair.ofOne())
                                .or(() -> libraries.connectorWith(versions.library(), pair.ofOther()))));
    }

    private List<Problem> ofReferences() {
        List<Problem> problems = new ArrayList<>(ofReferences(jars.shared()));
        jars.plugins().values().forEach(plugin -> problems.addAll(ofReferences(plugin)));
        return problems;
    }

    private List<Problem> ofReferences(List<ImageJar> path) {
        List<ImageJar> foreign = foreignOf(path);
        if (foreign.isEmpty()) {
            return List.of();
        }
        KnownClasses known = new KnownClasses(
                flinks().map(this::reading).toList(),
                Stream.concat(foreign.stream(), jars.optional().stream())
                        .map(this::reading)
                        .toList(),
                newest - VERSION_OF_JAVA_1);
        List<Problem> problems = new ArrayList<>();
        for (ImageJar jar : foreign.stream().filter(jar -> !isOfThisFlink(jar)).toList()) {
            List<ClassReference> missing = known.missing(reading(jar));
            if (!missing.isEmpty()) {
                problems.add(texts.missing(jar, missing, known));
            }
        }
        return List.copyOf(problems);
    }

    private Optional<Problem> newerThanJava(ImageJar jar) {
        SortedMap<Integer, JarReading.OfVersion> newer = reading(jar).versions().tailMap(newest + 1);
        int count =
                newer.values().stream().mapToInt(JarReading.OfVersion::count).sum();
        int all = reading(jar).classes().size();
        if (count == 0 || (long) count * 100 < (long) all * SHARE) {
            return Optional.empty();
        }
        int highest = newer.lastKey();
        String first = Objects.requireNonNull(newer.get(highest)).first();
        return Optional.of(texts.newerThanJava(jar, first, highest - VERSION_OF_JAVA_1));
    }

    /** What is released with Flink, under its version, is made to fit, whether the image's distribution has it or not. */
    private boolean isOfThisFlink(ImageJar jar) {
        return jar.isFlinks()
                || coordinates
                        .of(jar)
                        .filter(known -> known.groupId().equals(DistributionPart.GROUP)
                                && known.version().equals(flink))
                        .isPresent();
    }

    private static List<ImageJar> foreignOf(List<ImageJar> path) {
        return path.stream().filter(jar -> !jar.isFlinks()).toList();
    }

    private Stream<ImageJar> flinks() {
        return jars.shared().stream().filter(ImageJar::isFlinks);
    }

    private JarReading reading(ImageJar jar) {
        return Objects.requireNonNull(read.get(jar));
    }
}
