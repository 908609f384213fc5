package org.pyflinkimage.mojo.xml;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.Switch;

/**
 * Decides between the places that may say the same: the command line, then the POM's {@code <configuration>}, then its {@code
 * <properties>}. Maven alone would let {@code <configuration>} win over {@code -D}.
 *
 * @param commandLine what was given by {@code -D}
 * @param project the project's properties, with those of active profiles
 */
public record DeclaredValues(Properties commandLine, Properties project) {

    /** A value; empty where no place gives one. */
    public Optional<String> text(String property, @Nullable String xml) {
        return fromCommandLine(property)
                .or(() -> Optional.ofNullable(xml))
                .or(() -> Optional.ofNullable(project.getProperty(property)));
    }

    /** A list, in a property separated by commas; empty where no place gives one. */
    public Optional<List<@Nullable String>> list(String property, @Nullable List<@Nullable String> xml) {
        return fromCommandLine(property)
                .map(DeclaredValues::split)
                .or(() -> Optional.ofNullable(xml))
                .or(() -> Optional.ofNullable(project.getProperty(property)).map(DeclaredValues::split));
    }

    /** An element's value; {@code -Dname} alone turns a switch on. */
    public Optional<String> text(Element element, @Nullable String xml) {
        return fromCommandLine(element.property())
                .filter(text -> text.isBlank() && Element.switches().contains(element))
                .map(text -> "true")
                .or(() -> text(element.property(), xml));
    }

    /** A switch. What says neither on nor off is a problem of the declaration, and off. */
    public boolean isOn(Element element, @Nullable String xml) {
        return text(element, xml).flatMap(Switch::parse).equals(Optional.of(Switch.ON));
    }

    /** What was given by {@code -D} alone. */
    public Optional<String> fromCommandLine(String property) {
        return Optional.ofNullable(commandLine.getProperty(property));
    }

    private static List<@Nullable String> split(String text) {
        return Arrays.asList(ListText.split(text).toArray(new String[0]));
    }
}
