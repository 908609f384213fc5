package org.pyflinkimage.spec.reader;

import java.util.Collection;
import java.util.List;
import org.pyflinkimage.flink.FlinkVersion;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.JarLines;
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
