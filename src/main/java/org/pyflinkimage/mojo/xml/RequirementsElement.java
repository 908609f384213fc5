package org.pyflinkimage.mojo.xml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.codehaus.plexus.configuration.PlexusConfiguration;
import org.jspecify.annotations.Nullable;
import org.pyflinkimage.spec.Element;

/**
 * {@code <requirements>}: a text with file names and requirements, or an element for each: {@code <file>requirements.txt</file>}, {@code
 * <requirement>numpy>=1.26</requirement>}.
 */
public final class RequirementsElement {

    private RequirementsElement() {}

    /** The declared requirements; empty where no place has any. */
    public static Optional<List<String>> read(DeclaredValues values, @Nullable PlexusConfiguration xml) {
        String property = Element.REQUIREMENTS.property();
        return values.fromCommandLine(property)
                .map(ListText::splitRequirements)
                .or(() -> Optional.ofNullable(xml).map(RequirementsElement::read))
                .or(() -> values.text(property, null).map(ListText::splitRequirements));
    }

    private static List<String> read(PlexusConfiguration xml) {
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
