package org.pyflinkimage.spec.reader;

import java.util.Collection;
import java.util.List;
import org.pyflinkimage.flink.FlinkVersion;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.MavenCoordinates;
import org.pyflinkimage.spec.PythonRequirements;

/** What is put into an image beside Flink and the job: requirements and connectors. */
final class ContentReader {

    private final Reading reading;

    ContentReader(Reading reading) {
        this.reading = reading;
    }

    PythonRequirements requirements() {
        return new RequirementsDeclaration(reading).read();
    }

    /** @param flinks the declared releases */
    List<MavenCoordinates> connectors(Collection<FlinkVersion> flinks) {
        ConnectorReader connectors = new ConnectorReader(reading, flinks);
        return reading.values(Element.CONNECTORS).stream()
                .flatMap(text -> connectors.read(text).stream())
                .toList();
    }
}
