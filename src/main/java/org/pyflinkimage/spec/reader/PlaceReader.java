package org.pyflinkimage.spec.reader;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.pyflinkimage.spec.ConnectorPlace;
import org.pyflinkimage.spec.MavenCoordinates;
import org.pyflinkimage.spec.PlaceText;
import org.pyflinkimage.spec.TransitiveConnector;
import org.pyflinkimage.value.ImagePaths;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.Spelling;

/** {@code <place>} of connectors: where their jars lie, where that is not left to what they are. */
final class PlaceReader {

    private static final String NO_PROPERTY =
            "it is said in the POM alone: `-Dpyflink.connectors` is a list of jars that lie where jars of their kind do";

    private final Reading reading;
    private final Map<MavenCoordinates, ConnectorPlace> found = new LinkedHashMap<>();

    PlaceReader(Reading reading) {
        this.reading = reading;
    }

    /**
     * Those connectors with their places.
     *
     * @param transitive connectors that come with others, which lie where every process finds them
     */
    Map<MavenCoordinates, ConnectorPlace> read(Collection<TransitiveConnector> transitive) {
        reading.declaration().places().forEach(this::read);
        transitive.stream()
                .map(TransitiveConnector::jar)
                .forEach(jar -> Optional.ofNullable(found.get(jar))
                        .filter(place -> !place.folder().equals(ImagePaths.LIB))
                        .ifPresent(place -> reading.report(apart(jar, place))));
        return found;
    }

    private void read(PlaceText text) {
        Optional<ConnectorPlace> place = ConnectorPlace.parse(text.place());
        if (place.isEmpty()) {
            reading.report(noPlace(text));
            return;
        }
        // What are no coordinates was told already.
        CoordinatesText.parse(text.connector()).exact().ifPresent(jar -> {
            ConnectorPlace other = found.putIfAbsent(jar, place.get());
            if (other != null && !other.equals(place.get())) {
                reading.report(two(jar, other, place.get()));
            }
        });
    }

    private static Problem noPlace(PlaceText text) {
        Problem problem = Problem.declaration(
                        "PYF-087",
                        "`%s` in `<place>` of `%s` is no place of a jar".formatted(text.place(), text.connector()))
                .why("there are `%s`, all below `%s`; each plugin has a folder of its own"
                        .formatted(String.join("`, `", ConnectorPlace.FORMS), ImagePaths.FLINK_HOME));
        return problem.remedy("`<place>%s</place>` in that `<connector>`, or none, for the usual one; %s"
                .formatted(meant(text), NO_PROPERTY));
    }

    private static String meant(PlaceText text) {
        String word = text.place()
                .replaceFirst("^" + ImagePaths.FLINK_HOME + "(/|$)", "")
                .replaceFirst("/+$", "");
        if (ConnectorPlace.parse(word).isPresent()) {
            return word;
        }
        String artifact = CoordinatesText.parse(text.connector())
                .artifact()
                .map(MavenCoordinates::artifactId)
                .orElse("NAME");
        return Spelling.nearest(
                        word.replaceFirst("/.*", ""),
                        ConnectorPlace.FORMS.stream()
                                .map(form -> form.replaceFirst("/.*", ""))
                                .toList())
                .filter(near -> !near.equals("plugins"))
                .orElse("plugins/" + artifact);
    }

    private static Problem two(MavenCoordinates jar, ConnectorPlace one, ConnectorPlace other) {
        return Problem.declaration("PYF-088", "`%s` has two places in `<connectors>`".formatted(jar))
                .why("they are `%s` and `%s`, and a jar lies once".formatted(one.name(), other.name()))
                .remedy("one `<connector>` of it, with one `<place>`; " + NO_PROPERTY);
    }

    private static Problem apart(MavenCoordinates jar, ConnectorPlace place) {
        return Problem.declaration(
                        "PYF-089", "`%s` lies in `%s`, and comes with its dependencies".formatted(jar, place.name()))
                .why(
                        "what connectors depend on is chosen for all of them at once, and lies in `lib`, where that jar could not use it")
                .remedy(
                        "remove `<place>` there, or `<transitive>` and `<exclusions>`; further jars of a plugin are connectors"
                                + " with the same `<place>`, " + NO_PROPERTY);
    }
}
