package org.pyflinkimage.mojo.xml;

import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.codehaus.plexus.configuration.PlexusConfiguration;
import org.jspecify.annotations.Nullable;
import org.pyflinkimage.spec.Setting;
import org.pyflinkimage.value.Problem;

/**
 * Keys and values written as XML: {@code <a.b>1</a.b>}, nested as {@code <a><b>1</b></a>}, or, for keys that are no XML names, {@code
 * <property><name>a/b</name><value>1</value></property>}; or as lines of text.
 */
public final class FlatSettings {

    private static final String PROPERTY = "property";

    private final KeyedElement place;
    private final DeclaredValues values;

    /** @param values of the command line and the POM's properties, which say the same by their names */
    public FlatSettings(KeyedElement place, DeclaredValues values) {
        this.place = place;
        this.values = values;
    }

    /**
     * The settings in the order they are written, without those that a place before has: the command line, then the element, then the
     * POM's properties.
     *
     * @param problems takes what is wrong with a line
     */
    public List<Setting> read(@Nullable PlexusConfiguration xml, Consumer<Problem> problems) {
        List<Setting> declared = new ArrayList<>();
        if (xml != null && xml.getChildCount() == 0) {
            declared.addAll(new SettingLines(place, problems).read(textOf(xml)));
        } else if (xml != null) {
            addChildren(xml, "", declared);
        }
        List<Setting> settings = unless(declared, ofProperties(values.commandLine()));
        settings.addAll(ofProperties(values.commandLine()));
        List<Setting> properties = unless(ofProperties(values.project()), settings);
        properties.addAll(settings);
        return properties;
    }

    private static List<Setting> unless(List<Setting> settings, List<Setting> others) {
        return settings.stream()
                .filter(setting ->
                        others.stream().noneMatch(other -> other.key().equals(setting.key())))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private List<Setting> ofProperties(Properties properties) {
        return new TreeSet<>(properties.stringPropertyNames())
                .stream()
                        .filter(name -> name.startsWith(place.prefix()))
                        .map(name -> new Setting(name.substring(place.prefix().length()), properties.getProperty(name)))
                        .toList();
    }

    private static void addChildren(PlexusConfiguration parent, String prefix, List<Setting> settings) {
        for (PlexusConfiguration child : parent.getChildren()) {
            if (isProperty(child)) {
                settings.add(new Setting(prefix + textOf(child.getChild("name")), textOf(child.getChild("value"))));
            } else if (child.getChildCount() > 0) {
                addChildren(child, prefix + child.getName() + ".", settings);
            } else {
                settings.add(new Setting(prefix + child.getName(), textOf(child)));
            }
        }
    }

    private static boolean isProperty(PlexusConfiguration element) {
        return element.getName().equals(PROPERTY)
                && element.getChildCount() == 2
                && element.getChild("name", false) != null
                && element.getChild("value", false) != null;
    }

    private static String textOf(PlexusConfiguration element) {
        String text = element.getValue("");
        return text == null ? "" : text.strip();
    }
}
