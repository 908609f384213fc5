package org.pyflinkimage.build.layout;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.pyflinkimage.jar.JarReading;
import org.pyflinkimage.jar.JavaForm;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.Visible;

/**
 * Client libraries that connectors have inside under other names: {@code flink-sql-connector-kafka} has Kafka's below
 * {@code org.apache.flink.kafka.shaded}. To Java these are other classes, so that nothing fits there which is made for the
 * library itself, and no class is found by its usual name.
 *
 * <p>Of other jars nothing follows from what they have inside: drivers and connectors can do without many a library, which
 * others have for themselves.
 */
final class RelocatedLibraries {

    private static final String FLINK = "org/apache/flink/";

    /** Names in a package of fewer parts may be the end of any other. */
    private static final int PARTS_OF_A_LIBRARY = 3;

    private final SortedMap<ImageJar, JarReading> path;

    /** Those of them that are not Flink's own. */
    private final SortedMap<ImageJar, JarReading> foreign = new TreeMap<>();

    private final JobConnections job;
    private final ClientLibraries libraries;
    private final JarRemedies remedies;

    /** By the last part of their names, classes of connectors that may be the same as one that is needed. */
    private final Map<String, List<Place>> places = new HashMap<>();

    /**
     * A class, and where it is.
     *
     * @param connector whose client library it is of
     */
    private record Place(ImageJar jar, String name, String connector) {

        private String named() {
            return shown(JavaForm.ofClass(name));
        }
    }

    /**
     * What is looked at.
     *
     * @param path the jars of Flink's class path, and what they say
     */
    RelocatedLibraries(
            SortedMap<ImageJar, JarReading> path, JobConnections job, ClientLibraries libraries, JarRemedies remedies) {
        this.path = path;
        this.job = job;
        this.libraries = libraries;
        this.remedies = remedies;
        path.forEach((jar, reading) -> {
            if (!jar.isFlinks()) {
                foreign.put(jar, reading);
            }
        });
    }

    /** Warnings, one for each jar and name; nothing where a job brings jars from elsewhere, or a jar could not be read. */
    List<Problem> problems() {
        if (job.bringsJars() || !path.values().stream().allMatch(JarReading::isWhole)) {
            return List.of();
        }
        findPlaces();
        List<Problem> problems = new ArrayList<>();
        foreign.keySet().forEach(jar -> ofJar(jar).ifPresent(problems::add));
        job.classes().keySet().stream()
                .map(name -> name.replace('.', '/'))
                .filter(name -> !isThere(name))
                .forEach(name -> twinOf(name, Optional.empty())
                        // Whoever names it both ways knows of both.
                        .filter(twin -> !job.classes().containsKey(twin.name().replace('/', '.')))
                        .map(twin -> named(name, twin))
                        .ifPresent(problems::add));
        return problems.stream().map(RelocatedLibraries::told).toList();
    }

    private void findPlaces() {
        foreign.forEach((jar, reading) -> libraries
                .connectorsIn(jar, reading)
                .forEach((connector, folder) -> reading.classes().keySet().stream()
                        .filter(name -> name.startsWith(folder))
                        .forEach(name -> places.computeIfAbsent(endOf(name), end -> new ArrayList<>(1))
                                .add(new Place(jar, name, connector)))));
    }

    private static String endOf(String name) {
        return name.substring(name.lastIndexOf('/') + 1);
    }

    private boolean isThere(String name) {
        return path.values().stream().anyMatch(reading -> reading.classes().containsKey(name));
    }

    /** The class under another name, in another jar. */
    private Optional<Place> twinOf(String name, Optional<ImageJar> jar) {
        return name.split("/", -1).length <= PARTS_OF_A_LIBRARY
                ? Optional.empty()
                : places.getOrDefault(endOf(name), List.of()).stream()
                        .filter(place -> place.name().endsWith("/" + name))
                        .filter(place -> !jar.equals(Optional.of(place.jar())))
                        .filter(place -> isMadeOf(libraryOf(name), place, name))
                        .findFirst();
    }

    /** Whether a connector's own classes are made for a library: those that its client library has inside itself are not. */
    private boolean isMadeOf(String library, Place place, String name) {
        String folder = place.name().substring(0, place.name().length() - name.length());
        return reading(place.jar()).shapes().values().stream()
                .filter(shape -> !shape.name().startsWith(folder))
                .flatMap(shape -> shape.above().stream())
                .anyMatch(type -> type.startsWith(folder + library));
    }

    private static String libraryOf(String name) {
        return String.join("/", List.of(name.split("/", -1)).subList(0, PARTS_OF_A_LIBRARY)) + "/";
    }

    private Optional<Problem> ofJar(ImageJar jar) {
        Set<String> above = reading(jar).above().keySet();
        return above.stream()
                .filter(name -> !isThere(name))
                .flatMap(name -> twinOf(name, Optional.of(jar)).map(twin -> missing(jar, name, twin)).stream())
                .findFirst()
                .or(() -> nameOf(jar)
                        .flatMap(named -> above.stream()
                                .filter(this::isThere)
                                .flatMap(name -> twinOf(name, Optional.of(jar))
                                        .filter(twin -> !isUsedItself(libraryOf(name), jar))
                                        .map(twin -> unfit(jar, named, name, twin))
                                        .stream())
                                .findFirst()));
    }

    /** A class of a jar that the job names, for somebody to make one of it. */
    private Optional<String> nameOf(ImageJar jar) {
        return job.classes().keySet().stream()
                .filter(name -> reading(jar).classes().containsKey(name.replace('.', '/')))
                .findFirst();
    }

    /** Whether something made for Flink, other than this jar, has or uses a library under its own name. */
    private boolean isUsedItself(String library, ImageJar jar) {
        return foreign.entrySet().stream()
                .filter(other -> !other.getKey().equals(jar))
                .map(Map.Entry::getValue)
                .filter(other -> JarReading.hasBelow(FLINK, other.classes()))
                .anyMatch(other ->
                        JarReading.hasBelow(library, other.classes()) || JarReading.hasBelow(library, other.above()));
    }

    private Problem missing(ImageJar jar, String name, Place twin) {
        String user = Objects.requireNonNull(reading(jar).above().get(name));
        return beside(
                twin,
                Problem.declaration(
                                "PYF-960",
                                "`%s` needs `%s`, which the image has under another name alone"
                                        .formatted(jar.shown(), shown(JavaForm.ofClass(name))))
                        .why("`%s` extends or implements it: what comes to that ends with NoClassDefFoundError"
                                .formatted(shown(JavaForm.ofClass(user))))
                        .why(asAnother(twin)));
    }

    private Problem unfit(ImageJar jar, String named, String name, Place twin) {
        return beside(
                twin,
                Problem.declaration(
                                "PYF-960",
                                "`%s` names `%s` of `%s`, and `%s` has what that is made for under another name"
                                        .formatted(
                                                file(named),
                                                shown(named),
                                                jar.shown(),
                                                twin.jar().shown()))
                        .why("`%s` is made for `%s`".formatted(jar.shown(), shown(JavaForm.ofClass(name))))
                        .why(asAnother(twin)));
    }

    private Problem named(String name, Place twin) {
        return beside(
                twin,
                Problem.declaration(
                                "PYF-960",
                                "`%s` names `%s`, which the image has under another name alone"
                                        .formatted(file(name.replace('/', '.')), shown(JavaForm.ofClass(name))))
                        .why("what looks for it ends with ClassNotFoundException, a login with `No LoginModule found`")
                        .why("`%s` has it as `%s`".formatted(twin.jar().shown(), twin.named()))
                        .remedy("name it as it is there: `%s`"
                                .formatted(shown(twin.name().replace('/', '.')))));
    }

    private static String asAnother(Place twin) {
        return "`%s` has it as `%s`, to Java another class: it takes nothing that is made for the first"
                .formatted(twin.jar().shown(), twin.named());
    }

    /** Adds how the library comes under its own name. */
    private Problem beside(Place twin, Problem problem) {
        return problem.remedy(
                remedies.withLibraryBeside(twin.jar(), twin.connector(), libraries.connectorBeside(twin.connector())));
    }

    private static Problem told(Problem problem) {
        return JarTexts.silenced(problem.withSeverity(Problem.Severity.WARNING));
    }

    private String file(String named) {
        return shown(Objects.requireNonNull(job.classes().get(named)));
    }

    private JarReading reading(ImageJar jar) {
        return Objects.requireNonNull(foreign.get(jar));
    }

    private static String shown(String name) {
        return Visible.inLine(name);
    }
}
