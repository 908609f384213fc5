package org.pyflinkimage.spec.reader;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pyflinkimage.spec.ConnectorPlace;
import org.pyflinkimage.spec.DependenciesText;
import org.pyflinkimage.spec.JarPattern;
import org.pyflinkimage.spec.MavenCoordinates;
import org.pyflinkimage.spec.Switch;
import org.pyflinkimage.spec.TransitiveConnector;
import org.pyflinkimage.value.Problem;

/** {@code <transitive>} and {@code <exclusions>} of connectors: which of them come with the jars that they depend on. */
final class TransitiveReader {

    private static final String TRANSITIVE = "`<transitive>true</transitive>`";
    private static final String NO_PROPERTY =
            "it is said in the POM alone: `-Dpyflink.connectors` is a list of single jars";

    private final Reading reading;
    private final Map<MavenCoordinates, TransitiveConnector> found = new LinkedHashMap<>();

    TransitiveReader(Reading reading) {
        this.reading = reading;
    }

    /** Those connectors, in the declared order. */
    List<TransitiveConnector> read() {
        reading.declaration().dependencies().forEach(this::read);
        return List.copyOf(found.values());
    }

    private void read(DependenciesText text) {
        Optional<Switch> declared = text.transitive().flatMap(Switch::parse);
        if (text.transitive().isPresent() && declared.isEmpty()) {
            reading.report(noSwitch(text, text.transitive().get()));
            return;
        }
        List<JarPattern> exclusions = exclusions(text);
        if (declared.filter(Switch.ON::equals).isPresent()) {
            // What are no coordinates was told already.
            CoordinatesText.parse(text.connector()).exact().ifPresent(jar -> add(jar, exclusions));
        } else if (!text.exclusions().isEmpty()) {
            reading.report(useless(text));
        }
    }

    private List<JarPattern> exclusions(DependenciesText text) {
        List<JarPattern> patterns = new ArrayList<>();
        for (String exclusion : text.exclusions()) {
            JarPattern.parse(exclusion)
                    .ifPresentOrElse(patterns::add, () -> reading.report(malformed(exclusion, text.connector())));
        }
        return patterns;
    }

    private void add(MavenCoordinates jar, List<JarPattern> exclusions) {
        boolean placed = reading.declaration().places().stream()
                .anyMatch(text -> text.connector().equals(jar.toString()));
        // Of one with a place of its own that place decides, see there.
        if (!placed && !ConnectorPlace.isUsuallyOnClassPath(jar)) {
            reading.report(plugin(jar));
        } else if (found.putIfAbsent(jar, new TransitiveConnector(jar, exclusions)) != null) {
            reading.report(twice(jar));
        }
    }

    private static Problem noSwitch(DependenciesText text, String value) {
        return Problem.declaration(
                        "PYF-080",
                        "`%s` in `<transitive>` of `%s` is neither `true` nor `false`"
                                .formatted(value, text.connector()))
                .why("either the jar comes alone, or with the jars that it depends on")
                .remedy(TRANSITIVE + " in that `<connector>`, or `<transitive>false</transitive>`; " + NO_PROPERTY);
    }

    private static Problem useless(DependenciesText text) {
        return Problem.declaration("PYF-081", "`<exclusions>` of `%s` leave nothing out".formatted(text.connector()))
                .why("that connector comes as its jar alone, without what it depends on")
                .remedy("remove them; or " + TRANSITIVE + " beside them, for the jar with its dependencies; "
                        + NO_PROPERTY);
    }

    private static Problem malformed(String exclusion, String connector) {
        return Problem.declaration(
                        "PYF-082", "`%s` in `<exclusions>` of `%s` names no jars".formatted(exclusion, connector))
                .why("an exclusion is `group:artifact`, with a star for all of a group: `group:*`; it has no version")
                .remedy(
                        "`<exclusion>org.example:tools</exclusion>`, or `<exclusion><groupId>org.example</groupId><artifactId>tools</artifactId></exclusion>`; "
                                + NO_PROPERTY);
    }

    private static Problem plugin(MavenCoordinates jar) {
        return Problem.declaration("PYF-084", "`%s` is a plugin of Flink, and comes as its jar alone".formatted(jar))
                .why("a plugin lies in a folder of its own, and has what it needs inside")
                .remedy(
                        "remove `<transitive>` and `<exclusions>` there: `<connector>%s</connector>` (-Dpyflink.connectors=%s)"
                                .formatted(jar, jar));
    }

    private static Problem twice(MavenCoordinates jar) {
        return Problem.declaration("PYF-085", "`%s` stands twice in `<connectors>`, with `<transitive>`".formatted(jar))
                .why("each could leave other dependencies out")
                .remedy("one `<connector>` of it, with the `<exclusions>` of both; " + NO_PROPERTY);
    }
}
