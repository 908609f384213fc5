package org.pyflinkimage.resolve.sources;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.pyflinkimage.python.NormalizedName;
import org.pyflinkimage.python.Requirement;
import org.pyflinkimage.python.SpecifierSet;
import org.pyflinkimage.resolve.sources.Description.Field;
import org.pyflinkimage.resolve.sources.Description.Readme;
import org.pyflinkimage.spec.FilePattern;

/**
 * Reads the {@code [project]} table of a {@code pyproject.toml}.
 *
 * @param project with what is dynamic put in, as far as it is known
 * @param licensePatterns of the files that a build backend takes where the table names none
 * @see <a href="https://packaging.python.org/en/latest/specifications/pyproject-toml/">pyproject.toml specification</a>
 */
record StandardDescription(FolderFiles files, JsonNode project, List<String> licensePatterns) {

    private static final Pattern WORDS = Pattern.compile("[A-Za-z0-9_](?:[A-Za-z0-9._ -]*[A-Za-z0-9_.-])?");

    Description read() {
        List<String> dynamic = Settings.texts(project, "dynamic");
        if (!dynamic.isEmpty()) {
            throw new NeedsRunning("it says `dynamic` of `%s`, which only its build backend knows"
                    .formatted(String.join("`, `", dynamic)));
        }
        return new Description(
                Settings.text(project, "name"),
                Settings.text(project, "version"),
                fields(),
                requirements(Settings.texts(project, "dependencies")),
                extras(),
                entryPoints(),
                readme(),
                licenseFiles());
    }

    private List<Field> fields() {
        List<Field> fields = new ArrayList<>();
        add(fields, "Summary", Settings.text(project, "description"));
        add(fields, "Home-page", Settings.text(project, "home-page"));
        add(fields, "Download-URL", Settings.text(project, "download-url"));
        Settings.texts(project, "platforms").forEach(text -> add(fields, "Platform", text));
        add(fields, "Keywords", String.join(",", Settings.texts(project, "keywords")));
        people(fields, "authors", "Author");
        people(fields, "maintainers", "Maintainer");
        license().ifPresent(fields::add);
        Settings.texts(project, "classifiers").forEach(text -> add(fields, "Classifier", text));
        String pythons = Settings.text(project, "requires-python");
        if (SpecifierSet.parse(pythons).isEmpty()) {
            throw new NeedsRunning("its `requires-python` is no set of versions: `%s`".formatted(pythons));
        }
        add(fields, "Requires-Python", pythons);
        project.path("urls")
                .properties()
                .forEach(url -> add(
                        fields,
                        "Project-URL",
                        url.getKey() + ", " + url.getValue().asText()));
        return fields;
    }

    static void add(List<Field> fields, String name, String value) {
        if (!value.isBlank()) {
            fields.add(new Field(name, value));
        }
    }

    /** Those with an address stand in one field, those without in another. */
    private void people(List<Field> fields, String key, String field) {
        List<String> names = new ArrayList<>();
        List<String> addresses = new ArrayList<>();
        for (JsonNode person : project.path(key)) {
            String name = Settings.text(person, "name");
            String address = Settings.text(person, "email");
            if (address.isEmpty()) {
                names.add(name);
            } else {
                addresses.add(name.isEmpty() ? address : "%s <%s>".formatted(name, address));
            }
        }
        add(fields, field, String.join(", ", names));
        add(fields, field + "-email", String.join(", ", addresses));
    }

    private Optional<Field> license() {
        JsonNode license = project.path("license");
        if (license.isTextual()) {
            return Optional.of(new Field("License-Expression", license.asText()));
        }
        String file = Settings.text(license, "file");
        String text = file.isEmpty() ? Settings.text(license, "text") : textOf(file);
        return text.isBlank() ? Optional.empty() : Optional.of(new Field("License", text));
    }

    private String textOf(String file) {
        return files.text(FolderFiles.clean(file))
                .orElseThrow(() -> new NeedsRunning("its settings name `%s`, which is no file in it".formatted(file)));
    }

    private Optional<Readme> readme() {
        JsonNode readme = project.path("readme");
        if (readme.isMissingNode()) {
            return Optional.empty();
        }
        String file = readme.isTextual() ? readme.asText() : Settings.text(readme, "file");
        String text = file.isEmpty() ? Settings.text(readme, "text") : textOf(file);
        String type = readme.isTextual() ? "" : Settings.text(readme, "content-type");
        return Optional.of(new Readme(text, type.isEmpty() && !file.isEmpty() ? typeOf(file) : type));
    }

    /** The type that the name of a readme tells. */
    static String typeOf(String file) {
        String name = file.toLowerCase(Locale.ROOT);
        return name.endsWith(".md") ? "text/markdown" : name.endsWith(".rst") ? "text/x-rst" : "text/plain";
    }

    static List<Requirement> requirements(List<String> texts) {
        return texts.stream().map(Description::requirement).toList();
    }

    private SortedMap<String, List<Requirement>> extras() {
        SortedMap<String, List<Requirement>> extras = new TreeMap<>();
        JsonNode table = project.path("optional-dependencies");
        table.fieldNames()
                .forEachRemaining(extra -> extras.put(normalized(extra), requirements(Settings.texts(table, extra))));
        return extras;
    }

    /** The name of an extra in the form that compares. */
    static String normalized(String extra) {
        return NormalizedName.parse(extra)
                .orElseThrow(() -> new NeedsRunning("`%s` in its settings is no name of an extra".formatted(extra)))
                .value();
    }

    private SortedMap<String, SortedMap<String, String>> entryPoints() {
        SortedMap<String, SortedMap<String, String>> groups = new TreeMap<>();
        groups.put("console_scripts", references(project.path("scripts")));
        groups.put("gui_scripts", references(project.path("gui-scripts")));
        project.path("entry-points")
                .properties()
                .forEach(group -> groups.put(requireWords(group.getKey()), references(group.getValue())));
        return groups;
    }

    /** References by their names. */
    static SortedMap<String, String> references(JsonNode table) {
        SortedMap<String, String> references = new TreeMap<>();
        table.fieldNames().forEachRemaining(name -> references.put(requireWords(name), Settings.text(table, name)));
        references.values().forEach(StandardDescription::requireReference);
        return references;
    }

    private static void requireReference(String reference) {
        if (reference.isBlank() || reference.chars().anyMatch(Character::isISOControl)) {
            throw new NeedsRunning("its settings have an entry point that names nothing");
        }
    }

    static String requireWords(String name) {
        if (!WORDS.matcher(name).matches()) {
            throw new NeedsRunning("`%s` in its settings is no name of an entry point".formatted(name));
        }
        return name;
    }

    private SortedSet<String> licenseFiles() {
        return project.has("license-files")
                ? matching(files, Settings.texts(project, "license-files"))
                : matching(files, licensePatterns);
    }

    /** The files that some patterns name, from the project's folder on. */
    static SortedSet<String> matching(FolderFiles files, List<String> patterns) {
        SortedSet<String> found = new TreeSet<>();
        for (String pattern : patterns) {
            String path = FolderFiles.clean(pattern);
            FilePattern named = Glob.anchored(pattern);
            int slash = path.lastIndexOf('/');
            String folder = slash < 0 ? "" : path.substring(0, slash);
            if (folder.matches(".*[*?\\[].*")) {
                String top = folder.replaceFirst("(^|/)[^/]*[*?\\[].*", "");
                files.below(top).stream()
                        .filter(file -> files.comparisons().matches(named, file, false))
                        .forEach(file -> found.add(file));
            } else {
                files.names(folder).stream()
                        .map(name -> FolderFiles.join(folder, name))
                        .filter(file -> files.comparisons().matches(named, file, false) && !files.isFolderItself(file))
                        .forEach(file -> found.add(file));
            }
        }
        return found;
    }

    /** A project with what was found of something dynamic in it. */
    static ObjectNode with(ObjectNode project, String name, JsonNode value) {
        ObjectNode known = project.deepCopy();
        known.set(name, value);
        ArrayList<String> others = new ArrayList<>(Settings.texts(project, "dynamic"));
        others.removeIf(name::equals);
        known.remove("dynamic");
        if (!others.isEmpty()) {
            others.forEach(known.putArray("dynamic")::add);
        }
        return known;
    }

    /** Whether the project says that something is found elsewhere. */
    static boolean isDynamic(JsonNode project, String name) {
        return Set.copyOf(Settings.texts(project, "dynamic")).contains(name);
    }
}
