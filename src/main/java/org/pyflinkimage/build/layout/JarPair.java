package org.pyflinkimage.build.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.pyflinkimage.jar.JarReading;
import org.pyflinkimage.jar.Service;

/** Two jars of one class path, and what both of them bring. */
record JarPair(ImageJar one, JarReading ofOne, ImageJar other, JarReading ofOther) {

    /** What Flink asks for by an identifier: of one identifier, and one of these, there may be one. */
    private static final Set<String> ASKED_FOR = Set.of(
            "DynamicTableSourceFactory",
            "DynamicTableSinkFactory",
            "CatalogFactory",
            "CatalogStoreFactory",
            "ModuleFactory",
            "DeserializationFormatFactory",
            "SerializationFormatFactory",
            "BulkReaderFormatFactory",
            "BulkWriterFormatFactory",
            "ModelProviderFactory");

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

    Factories factories() {
        List<Service> same = new ArrayList<>();
        List<Rivals> rivals = new ArrayList<>();
        for (Service service : ofOne.services()) {
            for (Service rival : ofOther.services()) {
                if (!service.contract().equals(rival.contract())) {
                    continue;
                }
                if (service.implementation().equals(rival.implementation())) {
                    if (differsAround(service)) {
                        same.add(service);
                    }
                } else if (isAskedForAs(service, rival)) {
                    rivals.add(new Rivals(service, rival));
                }
            }
        }
        return new Factories(same, rivals);
    }

    /** The same class, with the same classes beside it, does no harm twice. */
    private boolean differsAround(Service service) {
        String name = service.classFile();
        String folder = name.substring(0, name.lastIndexOf('/') + 1);
        return !folder.isEmpty()
                && ofOne.classes().containsKey(name)
                && ofOther.classes().containsKey(name)
                && ofOne.classes().tailMap(folder).entrySet().stream()
                        .takeWhile(type -> type.getKey().startsWith(folder))
                        .anyMatch(type -> isOther(type.getKey(), type.getValue()));
    }

    private boolean isOther(String name, Long sum) {
        Long there = ofOther.classes().get(name);
        return there != null && !there.equals(sum);
    }

    private static boolean isAskedForAs(Service service, Service rival) {
        if (service.identifier().isEmpty() || !service.identifier().equals(rival.identifier())) {
            return false;
        }
        if (service.contract().equals(Service.FILE_SYSTEM)) {
            return true;
        }
        return service.contract().equals(Service.FACTORY)
                && service.above().stream()
                        .filter(type -> ASKED_FOR.contains(type.substring(type.lastIndexOf('/') + 1)))
                        .anyMatch(rival::is);
    }

    /** Classes of Flink that both have, in different versions. */
    SortedSet<String> otherClasses() {
        boolean withFlink = one.isFlinks() || other.isFlinks();
        return withFlink
                ? ofOne.classes().entrySet().stream()
                        .filter(type -> CORE.matcher(type.getKey()).matches())
                        .filter(type -> isOther(type.getKey(), type.getValue()))
                        .map(type -> type.getKey())
                        .collect(Collectors.toCollection(TreeSet::new))
                : new TreeSet<>();
    }
}
