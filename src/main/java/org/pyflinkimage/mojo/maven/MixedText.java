package org.pyflinkimage.mojo.maven;

import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.pyflinkimage.value.Problem;

/**
 * A text that stands beside elements in the configuration of a plugin.
 *
 * @param element the name of what holds both
 * @param child the name of the first of the elements
 */
record MixedText(String element, String child) {

    private static final String PLUGIN = "plugin";

    /** An element that is open: what it holds so far. */
    private static final class Open {
        private final String name;
        private final boolean isConfiguration;
        private final StringBuilder text = new StringBuilder();
        private String firstChild = "";

        /** What was found in a plugin, which may be named after its configuration only. */
        private final List<MixedText> found = new ArrayList<>();

        private boolean isWanted;

        Open(String name, boolean isConfiguration) {
            this.name = name;
            this.isConfiguration = isConfiguration;
        }
    }

    /** All that are in the configurations of one plugin. */
    static List<MixedText> find(InputStream pom, String artifactId) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        XMLStreamReader reader = factory.createXMLStreamReader(pom);
        List<MixedText> found = new ArrayList<>();
        Deque<Open> open = new ArrayDeque<>();
        while (reader.hasNext()) {
            int event = reader.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                enter(reader.getLocalName(), open);
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                leave(open.pop(), open, artifactId, found);
            } else if (reader.isCharacters() && !open.isEmpty()) {
                open.element().text.append(reader.getText());
            }
        }
        return found;
    }

    private static void enter(String name, Deque<Open> open) {
        Open parent = open.peek();
        boolean inside = parent != null && (parent.isConfiguration || name.equals("configuration"));
        if (parent != null && parent.firstChild.isEmpty()) {
            parent.firstChild = name;
        }
        open.push(new Open(name, inside));
    }

    private static void leave(Open closed, Deque<Open> open, String artifactId, List<MixedText> all) {
        if (closed.isConfiguration
                && !closed.firstChild.isEmpty()
                && !closed.text.toString().isBlank()) {
            closed.found.add(new MixedText(closed.name, closed.firstChild));
        }
        Open parent = open.peek();
        if (parent == null) {
            return;
        }
        boolean names = closed.name.equals("artifactId") && parent.name.equals(PLUGIN);
        parent.isWanted |= names && closed.text.toString().strip().equals(artifactId);
        if (closed.name.equals(PLUGIN) && !closed.isConfiguration) {
            all.addAll(closed.isWanted ? closed.found : List.of());
        } else {
            parent.found.addAll(closed.found);
        }
    }

    Problem problem() {
        return Problem.declaration("PYF-073", "`<%s>` holds a text beside `<%s>`".formatted(element, child))
                .why("where there are both, Maven gives the elements alone: what the text says would be lost")
                .remedy("all of it as elements, or all of it as text");
    }
}
