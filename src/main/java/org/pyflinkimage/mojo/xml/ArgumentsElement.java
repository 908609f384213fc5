package org.pyflinkimage.mojo.xml;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.codehaus.plexus.configuration.PlexusConfiguration;
import org.jspecify.annotations.Nullable;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.value.ShellWords;

/** {@code <arguments>}: an element for each, or one text that is split as a shell does, as that of its property is. */
final class ArgumentsElement {

    private ArgumentsElement() {}

    /** The arguments by the place that wins; empty where no place gives any. */
    static Optional<List<String>> read(DeclaredValues values, @Nullable PlexusConfiguration xml, BeanReader beans) {
        String property = Element.ARGUMENTS.property();
        if (xml == null || values.fromCommandLine(property).isPresent()) {
            return values.text(property, null).map(ShellWords::split);
        }
        return Optional.of(
                xml.getChildCount() == 0
                        ? ShellWords.split(beans.text(xml))
                        : Arrays.stream(xml.getChildren()).map(beans::exactText).toList());
    }
}
