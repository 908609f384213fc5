package org.pyflinkimage.build.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.pyflinkimage.jar.JarReading;
import org.pyflinkimage.jar.Service;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.Visible;

/**
 * Jars that register two catalogs of one name by themselves, as {@code flink-connector-jdbc} 3.3 does: nobody can ask
 * for it. Such jars are told where the job asks; their tables work.
 */
final class TwinCatalogs {

    private static final String CATALOG = "org/apache/flink/table/factories/CatalogFactory";

    private final JobConnections job;
    private final JarRemedies remedies;

    TwinCatalogs(JobConnections job, JarRemedies remedies) {
        this.job = job;
        this.remedies = remedies;
    }

    /** @param path the jars of Flink's class path, and what they say */
    List<Problem> problems(SortedMap<ImageJar, JarReading> path) {
        List<Problem> problems = new ArrayList<>();
        path.forEach((jar, reading) -> job.catalogs().forEach((name, file) -> {
            List<Service> twins = reading.services().stream()
                    .filter(service -> service.contract().equals(Service.FACTORY)
                            && service.identifier().equals(name)
                            && service.roles().contains(CATALOG))
                    .toList();
            if (twins.size() > 1) {
                problems.add(problem(jar, name, file, twins));
            }
        }));
        return List.copyOf(problems);
    }

    private Problem problem(ImageJar jar, String name, String file, List<Service> twins) {
        Problem problem = Problem.declaration(
                        "PYF-896", "`%s` brings two catalogs of one name: `%s`".formatted(jar.shown(), name))
                .withSeverity(Problem.Severity.WARNING)
                .why(
                        "`%s` makes one: Flink ends with `Multiple factories for identifier`, as `%s` and `%s` answer to it"
                                .formatted(
                                        Visible.inLine(file),
                                        Visible.inLine(twins.get(0).implementation()),
                                        Visible.inLine(twins.get(1).implementation())));
        Optional<String> apart = remedies.inParts(jar);
        return JarTexts.silenced(apart.map(problem::remedy).orElseGet(() -> problem.remedy(remedies.another(jar))));
    }
}
