package org.pyflinkimage.build.layout;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.pyflinkimage.jar.JarReading;
import org.pyflinkimage.jar.Service;

/** Two jars of one class path, and what both of them bring. */
record JarPair(ImageJar one, JarReading ofOne, ImageJar other, JarReading ofOther) {

    /** Classes that are compared around a factory, in its folder. */
    private static final int COMPARED_AT_MOST = 20_000;

    /** What every process of Flink runs on; connectors and formats may come with theirs, as they always did. */
    private static final Pattern CORE =
            Pattern.compile("org/apache/flink/(?!connectors?/|formats/|shaded/|streaming/connectors/).*");

    /**
     * Factories that get into each other's way.
     *
     * @param same classes that both jars register, and have in different versions; with what they answer to
     * @param rivals different classes that answer to the same
     */
    record Factories(List<Service> same, List<Rivals> rivals) {
        Factories {
            same = List.copyOf(same);
            rivals = List.copyOf(rivals);
        }

        boolean isEmpty() {
            return same.isEmpty() && rivals.isEmpty();
        }
    }

    /** Two classes that answer to the same. */
    record Rivals(Service one, Service other) {}

    /**
     * What a factory is found by.
     *
     * @param role the class that Flink asks for; empty of a file system
     */
    private record Answer(String contract, String identifier, String role) {

        private static List<Answer> of(Service service) {
            if (service.identifier().isEmpty()) {
                return List.of();
            }
            return switch (service.contract()) {
                case Service.FILE_SYSTEM -> List.of(new Answer(service.contract(), service.identifier(), ""));
                case Service.FACTORY ->
                    service.roles().stream()
                            .map(role -> new Answer(service.contract(), service.identifier(), role))
                            .toList();
                default -> List.of();
            };
        }
    }

    /** Of each class of the one jar the first rival: a jar may register thousands that all answer to the same. */
    Factories factories() {
        Set<String> registered = new HashSet<>();
        Map<Answer, List<Service>> answering = new HashMap<>();
        for (Service service : ofOther.services()) {
            registered.add(keyOf(service));
            for (Answer answer : Answer.of(service)) {
                List<Service> some = answering.computeIfAbsent(answer, key -> new ArrayList<>(2));
                if (some.size() < 2) {
                    some.add(service); // One of them is no class of the same name.
                }
            }
        }
        List<Service> same = new ArrayList<>();
        List<Rivals> rivals = new ArrayList<>();
        Surroundings surroundings = new Surroundings();
        for (Service service : ofOne.services()) {
            if (registered.contains(keyOf(service)) && surroundings.differ(service)) {
                same.add(service);
            }
            Answer.of(service).stream()
                    .flatMap(answer -> answering.getOrDefault(answer, List.of()).stream())
                    .filter(rival -> !rival.implementation().equals(service.implementation()))
                    .findFirst()
                    .ifPresent(rival -> rivals.add(new Rivals(service, rival)));
        }
        return new Factories(same, rivals);
    }

    private static String keyOf(Service service) {
        return service.contract() + " " + service.implementation();
    }

    /** The same class, with the same classes beside it, does no harm twice. */
    private final class Surroundings {

        private final Map<String, Boolean> known = new HashMap<>();

        private boolean differ(Service service) {
            String name = service.classFile();
            String folder = name.substring(0, name.lastIndexOf('/') + 1);
            return !folder.isEmpty()
                    && ofOne.classes().containsKey(name)
                    && ofOther.classes().containsKey(name)
                    && known.computeIfAbsent(folder, this::differIn);
        }

        private boolean differIn(String folder) {
            return JarReading.below(folder, ofOne.classes())
                    .limit(COMPARED_AT_MOST)
                    .anyMatch(type -> isOther(type.getKey(), type.getValue()));
        }
    }

    private boolean isOther(String name, Long sum) {
        Long there = ofOther.classes().get(name);
        return there != null && !there.equals(sum);
    }

    /** Classes of Flink that both have, in different versions. */
    SortedSet<String> otherClasses() {
        return isWithFlinks()
                ? ofOne.classes().entrySet().stream()
                        .filter(type -> CORE.matcher(type.getKey()).matches())
                        .filter(type -> isOther(type.getKey(), type.getValue()))
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toCollection(TreeSet::new))
                : new TreeSet<>();
    }

    /** Classes of some folders that both have, in different versions; none where Flink's own jar is one of the two. */
    SortedSet<String> otherVersions(Collection<String> folders) {
        SortedSet<String> others = new TreeSet<>();
        if (!isWithFlinks()) {
            folders.forEach(folder -> JarReading.below(folder, ofOne.classes())
                    .filter(type -> isOther(type.getKey(), type.getValue()))
                    .forEach(type -> others.add(type.getKey())));
        }
        return others;
    }

    private boolean isWithFlinks() {
        return one.isFlinks() || other.isFlinks();
    }
}
