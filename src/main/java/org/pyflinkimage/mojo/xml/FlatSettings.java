package org.pyflinkimage.mojo.xml;

import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.TreeSet;
import org.codehaus.plexus.configuration.PlexusConfiguration;
import org.jspecify.annotations.Nullable;
import org.pyflinkimage.spec.Setting;

/**
 * Keys and values written as XML: {@code <a.b>1</a.b>}, nested as {@code <a><b>1</b></a>}, or, for keys that are no XML names, {@code
 * <property><name>a/b</name><value>1</value></property>}.
 */
public final class FlatSettings {

    private static final String PROPERTY = "property";

    private FlatSettings() {}

    /** The settings in the order of their elements, then those of the command line, which replace others of the same key. */
    public static List<Setting> read(@Nullable PlexusConfiguration xml, Properties commandLine, String prefix) {
        List<Setting> settings = new ArrayList<>();
        if (xml != null) {
            addChildren(xml, "", settings);
        }
        for (String name : new TreeSet<>(commandLine.stringPropertyNames())) {
            if (name.startsWith(prefix)) {
                String key = name.substring(prefix.length());
                settings.removeIf(setting -> setting.key().equals(key));
                settings.add(new Setting(key, commandLine.getProperty(name)));
            }
        }
        return settings;
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
