package org.pyflinkimage.python;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a source distribution says of itself, turned into what an installed distribution has.
 *
 * <p>Older setuptools write requirements into {@code requires.txt} only; there a section is an extra, a marker or both: {@code
 * [avro]}, {@code [:python_version < "3"]}, {@code [test:os_name == "nt"]}.
 */
public final class SdistDescription {

    private static final Pattern PART =
            Pattern.compile("PKG-INFO|[^/]+\\.egg-info/(PKG-INFO|requires\\.txt|entry_points\\.txt)");
    private static final Pattern SECTION = Pattern.compile("\\[([^:\\]]*)(?::(.*))?\\]");
    private static final String REQUIRES = "Requires-Dist: ";

    private final Map<String, String> parts;
    private final List<String> requires;

    /**
     * A description from its parts.
     *
     * @param parts texts by path
     * @param requires requirements for a distribution whose parts name none
     */
    SdistDescription(Map<String, String> parts, List<String> requires) {
        this.parts = parts;
        this.requires = requires;
    }

    /**
     * What a source distribution says of itself: its PKG-INFO, with what only its {@code requires.txt} says.
     *
     * @param parts texts by path: {@code PKG-INFO}, {@code NAME.egg-info/requires.txt}
     */
    public static String metadataOf(Map<String, String> parts) {
        return new SdistDescription(parts, List.of()).metadata();
    }

    /** Whether a file belongs to a description. */
    static boolean isPart(String path) {
        return PART.matcher(path).matches();
    }

    /** The text of {@code entry_points.txt}; empty where there is none. */
    String entryPoints() {
        return ofEggInfo("entry_points.txt");
    }

    /** PKG-INFO with the requirements in it. */
    String metadata() {
        String text = parts.getOrDefault("PKG-INFO", ofEggInfo("PKG-INFO")).replace("\r\n", "\n");
        String fields = text.split("\n\n", 2)[0];
        if (("\n" + fields).contains("\n" + REQUIRES)) {
            return text;
        }
        int firstLine = text.indexOf('\n') + 1;
        String lines = String.join("", requirementLines());
        return text.substring(0, firstLine) + lines + text.substring(firstLine);
    }

    private List<String> requirementLines() {
        String listed = ofEggInfo("requires.txt");
        if (listed.isEmpty()) {
            return requires.stream().map(line -> REQUIRES + line + "\n").toList();
        }
        List<String> lines = new ArrayList<>();
        String condition = "";
        for (String line : listed.split("\r?\n", -1)) {
            Matcher section = SECTION.matcher(line.strip());
            if (section.matches()) {
                condition = condition(section.group(1), section.group(2) == null ? "" : section.group(2));
            } else if (!line.isBlank()) {
                lines.add(REQUIRES + line.strip() + condition + "\n");
            }
        }
        return lines;
    }

    private static String condition(String extra, String marker) {
        String ofExtra = extra.isEmpty() ? "" : "extra == \"%s\"".formatted(extra);
        if (marker.isEmpty() || extra.isEmpty()) {
            return marker.isEmpty() && extra.isEmpty() ? "" : "; " + marker + ofExtra;
        }
        return "; (%s) and %s".formatted(marker, ofExtra);
    }

    private String ofEggInfo(String name) {
        return parts.entrySet().stream()
                .filter(part -> part.getKey().endsWith(".egg-info/" + name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }
}
