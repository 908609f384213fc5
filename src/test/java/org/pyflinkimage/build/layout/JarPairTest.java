package org.pyflinkimage.build.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.pyflinkimage.jar.JarReading;
import org.pyflinkimage.jar.Service;
import org.pyflinkimage.tree.Content;
import org.pyflinkimage.tree.LayerKind;
import org.pyflinkimage.tree.Origin;
import org.pyflinkimage.value.UnixPath;

class JarPairTest {

    private static final String SINKS = "org/apache/flink/table/factories/DynamicTableSinkFactory";
    private static final String CATALOGS = "org/apache/flink/table/factories/CatalogFactory";
    private static final UnixPath PATH = UnixPath.of("/opt/flink/lib/a.jar");

    private static final ImageJar JAR =
            new ImageJar(PATH, PATH, new Origin(LayerKind.CONNECTORS, "", ""), Content.of(""));

    private static JarReading reading(SortedMap<String, Long> classes, List<Service> services) {
        return new JarReading(true, services, classes, new TreeMap<>(), Map.of(), List.of(), new TreeMap<>());
    }

    private static JarPair.Factories factories(List<Service> ofOne, List<Service> ofOther) {
        return new JarPair(JAR, reading(new TreeMap<>(), ofOne), JAR, reading(new TreeMap<>(), ofOther)).factories();
    }

    private static Service factory(String name, String identifier, String... roles) {
        return new Service(Service.FACTORY, name, identifier, new TreeSet<>(List.of(roles)));
    }

    @Test
    void rivalsAnswerToTheSameInTheSameRole() {
        assertThat(factories(List.of(factory("a.A", "x", SINKS)), List.of(factory("b.B", "x", CATALOGS)))
                        .isEmpty())
                .isTrue();
        assertThat(factories(List.of(factory("a.A", "x", SINKS)), List.of(factory("b.B", "y", SINKS)))
                        .isEmpty())
                .isTrue();
        assertThat(factories(
                                List.of(factory("a.A", "x", CATALOGS, SINKS)),
                                List.of(factory("a.A", "x", SINKS), factory("b.B", "x", SINKS)))
                        .rivals())
                .extracting(rivals -> rivals.other().implementation())
                .containsExactly("b.B");
    }

    @Test
    @Timeout(60)
    void thousandsThatAnswerToTheSameAreComparedAtOnce() {
        List<Service> many = IntStream.range(0, 2_000)
                .mapToObj(i -> factory("a.A" + i, "x", SINKS))
                .toList();
        List<Service> others = IntStream.range(0, 2_000)
                .mapToObj(i -> factory("b.B" + i, "x", SINKS))
                .toList();

        for (int i = 0; i < 20; i++) {
            assertThat(factories(many, others).rivals()).hasSize(2_000);
        }
    }

    /** Factories of folders in folders: around each of them lie all the classes of those within. */
    @Test
    @Timeout(60)
    void classesAroundFactoriesAreComparedUpToABound() {
        SortedMap<String, Long> classes = new TreeMap<>();
        List<Service> services = IntStream.range(1, 500)
                .mapToObj(depth -> factory("a.".repeat(depth) + "F", ""))
                .toList();
        services.forEach(service -> classes.put(service.classFile(), 1L));
        String deepest = "a/".repeat(500);
        IntStream.range(0, 40_000).forEach(i -> classes.put(deepest + i, 1L));
        JarReading reading = reading(classes, services);

        assertThat(new JarPair(JAR, reading, JAR, reading).factories().isEmpty())
                .isTrue();
    }
}
