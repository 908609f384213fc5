package org.pyflinkimage.mojo;

import java.util.ArrayList;
import java.util.List;
import org.codehaus.plexus.configuration.PlexusConfiguration;

/**
 * {@code <requirements>}: a text with file names and requirements, or an element for each: {@code <file>requirements.txt</file>}, {@code
 * <requirement>numpy>=1.26</requirement>}.
 */
final class RequirementsElement {

    private RequirementsElement() {}

    static List<String> read(PlexusConfiguration xml) {
        if (xml.getChildCount() == 0) {
            return ListText.splitRequirements(String.valueOf(xml.getValue("")));
        }
        List<String> texts = new ArrayList<>();
        for (PlexusConfiguration child : xml.getChildren()) {
            texts.add(String.valueOf(child.getValue("")).strip());
        }
        return texts;
    }
}
