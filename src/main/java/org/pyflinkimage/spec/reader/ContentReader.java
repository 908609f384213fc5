package org.pyflinkimage.spec.reader;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.pyflinkimage.flink.FlinkVersion;
import org.pyflinkimage.spec.DistributionParts;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.JarLines;
import org.pyflinkimage.spec.MavenCoordinates;
import org.pyflinkimage.spec.PythonRequirements;
import org.pyflinkimage.value.Problem;

/** What is put into an image beside Flink and the job: requirements, parts of Flink, connectors. */
final class ContentReader {

    private final Reading reading;

    ContentReader(Reading reading) {
        this.reading = reading;
    }

    PythonRequirements requirements() {
        return new RequirementsDeclaration(reading).read();
    }

    /** The parts of Flink's distribution, by their short names. */
    DistributionParts parts() {
        List<String> names = reading.values(Element.DISTRIBUTION).stream()
                .map(text -> text.toLowerCase(Locale.ROOT).replaceFirst("^flink-", ""))
                .toList();
        if (names.isEmpty()) {
            return DistributionParts.usual();
        }
        if (!names.contains(DistributionParts.NONE)) {
            return new DistributionParts(Optional.of(names));
        }
        if (names.size() > 1) {
            reading.report(Problem.declaration("PYF-076", "`<distribution>` declares no part of Flink, and some")
                    .why("beside `%s` stands %s"
                            .formatted(
                                    DistributionParts.NONE,
                                    names.stream()
                                            .filter(name -> !name.equals(DistributionParts.NONE))
                                            .collect(Collectors.joining("`, `", "`", "`"))))
                    .remedy("the parts alone, or none: " + Element.DISTRIBUTION.with(DistributionParts.NONE)));
        }
        return DistributionParts.none();
    }

    /**
     * The connectors.
     *
     * @param flinks the declared releases
     * @param lines what tells which of them a jar is made for
     */
    List<MavenCoordinates> connectors(Collection<FlinkVersion> flinks, JarLines lines) {
        ConnectorReader connectors = new ConnectorReader(reading, flinks, lines);
        return reading.values(Element.CONNECTORS).stream()
                .flatMap(text -> connectors.read(text).stream())
                .toList();
    }
}
