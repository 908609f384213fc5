package org.pyflinkimage.resolve.sources;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.pyflinkimage.python.NormalizedName;
import org.pyflinkimage.python.Pep440Version;
import org.pyflinkimage.python.Requirement;

/**
 * What a distribution says of itself, as its METADATA and {@code entry_points.txt} have it.
 *
 * @param name as written
 * @param version in its normal form
 * @param fields in the order written, without those that follow from the rest
 * @param extras by normalized names, with their requirements
 * @param entryPoints references by name, by group
 * @param readme with its type
 * @param licenseFiles in the project's folder
 */
record Description(
        String name,
        String version,
        List<Field> fields,
        List<Requirement> requires,
        SortedMap<String, List<Requirement>> extras,
        SortedMap<String, SortedMap<String, String>> entryPoints,
        Optional<Readme> readme,
        SortedSet<String> licenseFiles) {

    /** A field of METADATA. */
    record Field(String name, String value) {}

    /** @param type such as {@code text/markdown}; empty where nobody says */
    record Readme(String text, String type) {}

    Description {
        if (!NormalizedName.isName(name)) {
            throw new NeedsRunning(name.isEmpty() ? "its settings have no `name`" : "its `name` is no distribution's");
        }
        String written = version;
        version = Pep440Version.parse(version)
                .map(Pep440Version::toString)
                .orElseThrow(() -> new NeedsRunning(
                        written.isEmpty()
                                ? "its settings have no `version`"
                                : "its `version` is none: `%s`".formatted(written)));
        for (Field field : fields) {
            if (!field.name().equals("License") && field.value().chars().anyMatch(Character::isISOControl)) {
                throw new NeedsRunning(
                        "its settings have more than one line where `%s` takes one".formatted(field.name()));
            }
        }
        fields = List.copyOf(fields);
        requires = List.copyOf(requires);
        extras = Collections.unmodifiableSortedMap(new TreeMap<>(extras));
        entryPoints = Collections.unmodifiableSortedMap(new TreeMap<>(entryPoints));
        licenseFiles = Collections.unmodifiableSortedSet(new TreeSet<>(licenseFiles));
    }

    NormalizedName normalizedName() {
        return NormalizedName.of(name);
    }

    /** {@code acme_common-1.0}: what the names of its wheel and its dist-info folder begin with. */
    String stem() {
        return normalizedName().underscored() + "-" + version;
    }

    /** A requirement as it stands in a project's settings. */
    static Requirement requirement(String text) {
        return Requirement.parse(text)
                .orElseThrow(() -> new NeedsRunning("`%s` in its settings is no requirement".formatted(text.strip())));
    }

    /** The text of METADATA. */
    String metadata() {
        StringBuilder text = new StringBuilder("Metadata-Version: 2.4\n");
        append(text, "Name", name);
        append(text, "Version", version);
        fields.forEach(field -> append(text, field.name(), field.value()));
        licenseFiles.forEach(file -> append(text, "License-File", file));
        requires.forEach(requirement -> append(text, "Requires-Dist", line(requirement, "")));
        extras.forEach((extra, ofExtra) -> {
            append(text, "Provides-Extra", extra);
            ofExtra.forEach(requirement -> append(text, "Requires-Dist", line(requirement, extra)));
        });
        readme.filter(it -> !it.type().isEmpty()).ifPresent(it -> append(text, "Description-Content-Type", it.type()));
        readme.ifPresent(it -> text.append('\n').append(it.text()));
        return text.toString();
    }

    private static void append(StringBuilder text, String name, String value) {
        text.append(name)
                .append(": ")
                .append(value.strip().replace("\r", "").replace("\n", "\n        "))
                .append('\n');
    }

    private static String line(Requirement requirement, String extra) {
        String marker = requirement.marker().map(it -> it.text().strip()).orElse("");
        List<String> conditions = new ArrayList<>();
        if (!marker.isEmpty()) {
            conditions.add(!extra.isEmpty() && marker.contains(" or ") ? "(" + marker + ")" : marker);
        }
        if (!extra.isEmpty()) {
            conditions.add("extra == \"%s\"".formatted(extra));
        }
        return requirement + (conditions.isEmpty() ? "" : "; " + String.join(" and ", conditions));
    }

    /** The text of {@code entry_points.txt}; empty where there is none. */
    Optional<String> entryPointsText() {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, SortedMap<String, String>> group : entryPoints.entrySet()) {
            if (!group.getValue().isEmpty()) {
                text.append(text.isEmpty() ? "" : "\n").append("[%s]\n".formatted(group.getKey()));
                group.getValue().forEach((name, reference) -> text.append("%s = %s\n".formatted(name, reference)));
            }
        }
        return text.isEmpty() ? Optional.empty() : Optional.of(text.toString());
    }
}
