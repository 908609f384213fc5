package org.pyflinkimage.spec.reader;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.MavenCoordinates;
import org.pyflinkimage.spec.PythonRequirements;
import org.pyflinkimage.value.Problem;

/** What is put into an image beside Flink and the job: requirements and connectors. */
final class ContentReader {

    private final Reading reading;

    ContentReader(Reading reading) {
        this.reading = reading;
    }

    PythonRequirements requirements() {
        return new RequirementsDeclaration(reading).read();
    }

    List<MavenCoordinates> connectors() {
        List<MavenCoordinates> connectors = new ArrayList<>();
        for (String text : reading.values(Element.CONNECTORS)) {
            Optional<MavenCoordinates> coordinates = MavenCoordinates.parse(text);
            coordinates.ifPresent(connectors::add);
            if (coordinates.isEmpty()) {
                reading.report(Problem.declaration(
                                "PYF-023",
                                "`%s` in `<connectors>` is not of the form `group:artifact:version[:classifier]`"
                                        .formatted(text))
                        .remedy(Element.CONNECTORS.with("org.apache.flink:flink-sql-connector-kafka:4.0.1-2.0")));
            }
        }
        return connectors;
    }
}
