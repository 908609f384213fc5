package org.pyflinkimage.resolve.sources;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pyflinkimage.resolve.index.Toml;

/**
 * A {@code setup.cfg}, in the form of a {@code pyproject.toml} that says the same.
 *
 * @see <a href="https://setuptools.pypa.io/en/latest/userguide/declarative_config.html">its fields</a>
 */
record SetupCfg(Map<String, Map<String, String>> sections) {

    private static final Pattern SECTION = Pattern.compile("\\[(?<name>.+)].*");
    private static final Set<String> METADATA = describing("home_page", "license_file", "license_files", "classifier");

    /** What setuptools does not know, or what is of licences alone. */
    private static final Set<String> IGNORED =
            Set.of("description_file", "readme", "license_file", "license_files", "requires_dist");

    private static final Set<String> OPTIONS = Set.of(
            "package_dir",
            "packages",
            "py_modules",
            "install_requires",
            "python_requires",
            "zip_safe",
            "include_package_data",
            "tests_require",
            "setup_requires");
    private static final Set<String> SECTIONS = Set.of(
            "options.packages.find",
            "options.package_data",
            "options.exclude_package_data",
            "options.extras_require",
            "options.entry_points");

    /** The words by which setuptools has a distribution described, in a file and in a script, and more. */
    static Set<String> describing(String... more) {
        Set<String> words = new HashSet<>(Set.of(
                "name",
                "version",
                "description",
                "long_description",
                "long_description_content_type",
                "author",
                "author_email",
                "maintainer",
                "maintainer_email",
                "url",
                "license",
                "classifiers",
                "keywords",
                "platforms",
                "project_urls"));
        words.addAll(List.of(more));
        return Set.copyOf(words);
    }

    /** Reads the sections of a file. */
    static SetupCfg parse(String text) {
        Map<String, Map<String, StringBuilder>> sections = new LinkedHashMap<>();
        Map<String, StringBuilder> section = new LinkedHashMap<>();
        String key = "";
        int indent = 0;
        for (String line : text.lines().toList()) {
            String value = line.strip();
            if (value.isEmpty() || value.startsWith("#") || value.startsWith(";")) {
                continue;
            }
            // What stands deeper than an option goes on with it; an option or a section may stand anywhere else.
            int at = line.indexOf(value.charAt(0));
            if (!key.isEmpty() && at > indent) {
                section.computeIfAbsent(key, none -> new StringBuilder())
                        .append('\n')
                        .append(value);
                continue;
            }
            indent = at;
            Matcher header = SECTION.matcher(value);
            if (header.matches()) {
                section = sections.computeIfAbsent(header.group("name"), name -> new LinkedHashMap<>());
                key = "";
            } else {
                String[] sides = value.split("[=:]", 2);
                key = sides[0].strip();
                section.put(key, new StringBuilder(sides.length < 2 ? "" : sides[1].strip()));
            }
        }
        Map<String, Map<String, String>> texts = new LinkedHashMap<>();
        sections.forEach((name, values) -> {
            Map<String, String> ofSection = new LinkedHashMap<>();
            values.forEach((each, value) -> ofSection.put(each, value.toString()));
            texts.put(name, ofSection);
        });
        return new SetupCfg(texts);
    }

    /** Whether it says anything of a distribution. */
    boolean isOfDistribution() {
        return sections.keySet().stream().anyMatch(name -> name.startsWith("options"))
                || metadata().keySet().stream().anyMatch(key -> !key.startsWith("license_file"));
    }

    /**
     * The files of licences that it names beside a {@code setup.py} that says all else.
     *
     * @throws NeedsRunning where it says more
     */
    List<String> requireLittle() {
        boolean more = sections.entrySet().stream()
                        .anyMatch(section -> section.getKey().startsWith("options")
                                && !section.getValue().isEmpty())
                || !IGNORED.containsAll(metadata().keySet());
        if (more) {
            throw new NeedsRunning("both its `setup.cfg` and its `setup.py` say what it has");
        }
        return list(metadata().getOrDefault("license_files", metadata().get("license_file")));
    }

    private Map<String, String> metadata() {
        return normalized("metadata");
    }

    /** A section whose keys are words of setuptools. */
    private Map<String, String> normalized(String name) {
        Map<String, String> normalized = new LinkedHashMap<>();
        sections.getOrDefault(name, Map.of())
                .forEach((key, value) ->
                        normalized.put(key.toLowerCase(Locale.ROOT).replace('-', '_'), value));
        return normalized;
    }

    /** @param files that its metadata lie in */
    ObjectNode toPyproject(FolderFiles files) {
        requireKnown();
        ObjectNode pyproject = Toml.empty();
        metadata(pyproject.putObject("project"), files);
        Map<String, String> options = normalized("options");
        ObjectNode project = (ObjectNode) pyproject.get("project");
        list(options.get("install_requires")).forEach(project.putArray("dependencies")::add);
        if (options.containsKey("python_requires")) {
            project.put("requires-python", options.get("python_requires"));
        }
        sections.getOrDefault("options.extras_require", Map.of())
                .forEach((extra, texts) -> list(texts)
                        .forEach(project.withObject("/optional-dependencies").putArray(extra)::add));
        sections.getOrDefault("options.entry_points", Map.of())
                .forEach((group, lines) ->
                        pairs(lines).forEach(project.withObject("/entry-points").putObject(group)::put));
        settings(pyproject.putObject("tool").putObject("setuptools"), options);
        return pyproject;
    }

    private void requireKnown() {
        sections.forEach((name, section) -> {
            if (name.startsWith("options.") && !SECTIONS.contains(name)) {
                throw new NeedsRunning("its `setup.cfg` has `[%s]`, which only setuptools knows".formatted(name));
            }
        });
        requireKnown("metadata", METADATA);
        requireKnown("options", OPTIONS);
        for (String text : list(normalized("options").get("setup_requires"))) {
            if (!Set.of("setuptools", "wheel")
                    .contains(Description.requirement(text).name().value())) {
                throw new NeedsRunning("`%s` takes part in its build".formatted(text));
            }
        }
    }

    private void requireKnown(String section, Set<String> known) {
        normalized(section).keySet().forEach(key -> {
            if (!known.contains(key)) {
                throw new NeedsRunning(
                        "its `setup.cfg` has `%s` in `[%s]`, which only setuptools knows".formatted(key, section));
            }
        });
    }

    private void metadata(ObjectNode project, FolderFiles files) {
        Map<String, String> metadata = metadata();
        project.put("name", metadata.getOrDefault("name", ""));
        if (metadata.containsKey("version")) {
            version(project, metadata.get("version"));
        }
        project.put("description", metadata.getOrDefault("description", ""));
        project.put("home-page", metadata.getOrDefault("url", metadata.getOrDefault("home_page", "")));
        people(project, metadata, "author");
        people(project, metadata, "maintainer");
        if (!metadata.getOrDefault("license", "").isEmpty()) {
            project.putObject("license").put("text", metadata.get("license"));
        }
        list(metadata.getOrDefault("classifiers", metadata.get("classifier")))
                .forEach(project.putArray("classifiers")::add);
        list(metadata.get("keywords")).forEach(project.putArray("keywords")::add);
        pairs(metadata.get("project_urls")).forEach(project.putObject("urls")::put);
        String licenses = metadata.getOrDefault("license_files", metadata.get("license_file"));
        if (licenses != null) {
            list(licenses).forEach(project.putArray("license-files")::add);
        }
        readme(project, metadata, files);
    }

    private static void version(ObjectNode project, String written) {
        String[] sides = written.split(":", 2);
        if (sides.length < 2) {
            project.put("version", written);
            return;
        }
        project.putArray("dynamic").add("version");
        project.putObject("version-from").put(sides[0].strip(), sides[1].strip());
    }

    private static void people(ObjectNode project, Map<String, String> metadata, String key) {
        ArrayNode people = project.putArray(key + "s");
        if (!metadata.getOrDefault(key, "").isEmpty()) {
            people.addObject().put("name", metadata.get(key));
        }
        if (!metadata.getOrDefault(key + "_email", "").isEmpty()) {
            people.addObject().put("email", metadata.get(key + "_email"));
        }
    }

    private static void readme(ObjectNode project, Map<String, String> metadata, FolderFiles files) {
        String written = metadata.getOrDefault("long_description", "");
        if (written.isEmpty()) {
            return;
        }
        List<String> texts = new ArrayList<>();
        for (String file :
                written.startsWith("file:") ? list(written.substring("file:".length())) : List.<String>of()) {
            texts.add(files.text(FolderFiles.clean(file))
                    .orElseThrow(() ->
                            new NeedsRunning("its `setup.cfg` names `%s`, which is no file in it".formatted(file))));
        }
        project.putObject("readme")
                .put("text", texts.isEmpty() ? written : String.join("\n", texts))
                .put("content-type", metadata.getOrDefault("long_description_content_type", ""));
    }

    private void settings(ObjectNode settings, Map<String, String> options) {
        settings.put("include-package-data", isTrue(options.getOrDefault("include_package_data", "false")));
        if (options.containsKey("package_dir")) {
            pairs(options.get("package_dir")).forEach(settings.putObject("package-dir")::put);
        }
        String packages = options.getOrDefault("packages", "").strip();
        if (packages.startsWith("find")) {
            find(settings.putObject("packages").putObject("find"), packages);
        } else if (options.containsKey("packages")) {
            list(packages).forEach(settings.putArray("packages")::add);
        }
        if (options.containsKey("py_modules")) {
            list(options.get("py_modules")).forEach(settings.putArray("py-modules")::add);
        }
        for (String key : List.of("package_data", "exclude_package_data")) {
            sections.getOrDefault("options." + key, Map.of())
                    .forEach((name, patterns) -> list(patterns)
                            .forEach(settings.withObject("/" + key.replace('_', '-'))
                                    .putArray(name)::add));
        }
    }

    private void find(ObjectNode find, String written) {
        if (!written.matches("find(_namespace)?\\s*:\\s*")) {
            throw new NeedsRunning("its `setup.cfg` has packages that only setuptools finds: `%s`".formatted(written));
        }
        find.put("namespaces", written.startsWith("find_namespace"));
        Map<String, String> settings = normalized("options.packages.find");
        settings.forEach((key, value) -> {
            if (!Set.of("where", "include", "exclude").contains(key)) {
                throw new NeedsRunning("its `setup.cfg` has `%s` in `[options.packages.find]`".formatted(key));
            }
            list(value).forEach(find.putArray(key)::add);
        });
    }

    private static boolean isTrue(String text) {
        return Set.of("1", "true", "yes", "on").contains(text.strip().toLowerCase(Locale.ROOT));
    }

    /** What stands in lines, or between commas in one. */
    private static List<String> list(@org.jspecify.annotations.Nullable String value) {
        if (value == null) {
            return List.of();
        }
        List<String> parts = value.contains("\n") ? value.lines().toList() : List.of(value.split(",", -1));
        return parts.stream()
                .map(part -> part.replaceFirst("(^|\\s)#.*", "").strip())
                .filter(part -> !part.isEmpty())
                .toList();
    }

    private static Map<String, String> pairs(@org.jspecify.annotations.Nullable String value) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String line : list(value)) {
            String[] sides = line.split("=", 2);
            if (sides.length < 2) {
                throw new NeedsRunning("its `setup.cfg` has `%s` where a name and a value stand".formatted(line));
            }
            pairs.put(sides[0].strip(), sides[1].strip());
        }
        return pairs;
    }
}
