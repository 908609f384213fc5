package org.pyflinkimage.resolve.sources;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.pyflinkimage.resolve.index.Toml;
import org.pyflinkimage.spec.FilePattern;

/**
 * Poetry's build backend.
 *
 * @see <a href="https://python-poetry.org/docs/pyproject/">its settings</a>
 */
record PoetryBackend(FolderFiles files, JsonNode pyproject) implements Backend {

    static final List<String> LICENSE_FILES =
            Stream.concat(LICENSES.stream(), Stream.of("LICENSES/**/*")).toList();

    private static final Set<String> KNOWN = Set.of(
            "name",
            "version",
            "description",
            "authors",
            "maintainers",
            "license",
            "readme",
            "homepage",
            "repository",
            "documentation",
            "keywords",
            "classifiers",
            "packages",
            "include",
            "exclude",
            "dependencies",
            "extras",
            "scripts",
            "plugins",
            "urls",
            "group",
            "dev-dependencies",
            "source",
            "package-mode",
            "requires-poetry",
            "requires-plugins");

    @Override
    public Description description() {
        JsonNode poetry = pyproject.at("/tool/poetry");
        Settings.requireKnown(poetry, "tool.poetry", KNOWN);
        if (!poetry.path("package-mode").asBoolean(true)) {
            throw new NeedsRunning("it says that it is no package: `package-mode = false`");
        }
        if (!(pyproject.path("project") instanceof ObjectNode project)) {
            return new PoetryDescription(files, poetry).read();
        }
        ObjectNode known = project;
        for (String key : List.of("version", "description", "readme", "classifiers")) {
            if (StandardDescription.isDynamic(known, key) && poetry.has(key)) {
                known = StandardDescription.with(known, key, poetry.path(key));
            }
        }
        if (StandardDescription.isDynamic(known, "dependencies")) {
            known = StandardDescription.with(known, "dependencies", dependencies(poetry));
        }
        if (StandardDescription.isDynamic(known, "requires-python")
                && poetry.at("/dependencies/python").isTextual()) {
            String python =
                    PoetryVersions.standard(poetry.at("/dependencies/python").asText());
            known = StandardDescription.with(known, "requires-python", known.textNode(python));
        }
        return new StandardDescription(files, known, LICENSE_FILES).read();
    }

    private static ArrayNode dependencies(JsonNode poetry) {
        ArrayNode texts = Toml.empty().arrayNode();
        poetry.path("dependencies").properties().forEach(entry -> {
            JsonNode written = entry.getValue();
            for (JsonNode one : written.isArray() ? written : List.of(written)) {
                if (!entry.getKey().equals("python") && !one.path("optional").asBoolean()) {
                    texts.add(PoetryDescription.requirement(entry.getKey(), one).toLine());
                }
            }
        });
        return texts;
    }

    @Override
    public Layout layout(Description description) {
        JsonNode poetry = pyproject.at("/tool/poetry");
        Chosen chosen = new Chosen(
                files,
                new PatternList(
                        Settings.texts(poetry, "exclude").stream()
                                .map(Glob::anchored)
                                .toList(),
                        files.comparisons()),
                IgnoredFiles.ofRepository(files),
                new TreeMap<>());
        if (poetry.path("packages").size() == 0) {
            chosen.usual(description.normalizedName().underscored());
        }
        poetry.path("packages").forEach(chosen::takePackage);
        poetry.path("include").forEach(chosen::include);
        return new Layout(chosen.files(), false);
    }

    /**
     * What the settings choose.
     *
     * @param left patterns of what is left out
     */
    private record Chosen(
            FolderFiles folder, PatternList left, IgnoredFiles ignored, SortedMap<String, Layout.Source> files) {

        /** Where Poetry looks for the package of a project that names none. */
        void usual(String name) {
            for (String from : List.of("", "src")) {
                String place = FolderFiles.join(from, name);
                if (folder.isFolder(place) || folder.isFile(place + ".py")) {
                    take(from, folder.isFolder(place) ? name : name + ".py", "");
                    return;
                }
            }
            throw new NeedsRunning("it has no `%s`, where Poetry looks for its modules".formatted(name));
        }

        void takePackage(JsonNode entry) {
            Settings.requireKnown(entry, "tool.poetry.packages", Set.of("include", "from", "to", "format"));
            List<String> formats = Settings.textOrTexts(entry, "format");
            if (formats.isEmpty() || formats.contains("wheel")) {
                take(
                        FolderFiles.clean(Settings.text(entry, "from")),
                        FolderFiles.clean(Settings.text(entry, "include")),
                        FolderFiles.clean(Settings.text(entry, "to")));
            }
        }

        /** What is not said to be of wheels is of source distributions alone. */
        void include(JsonNode entry) {
            if (entry.isObject() && Settings.textOrTexts(entry, "format").contains("wheel")) {
                take("", FolderFiles.clean(Settings.text(entry, "path")), "");
            }
        }

        private void take(String from, String include, String to) {
            FilePattern pattern = Glob.anchored(FolderFiles.join(from, include));
            String fixed = pattern.isOfSeveral() ? include.replaceFirst("(^|/)[^/]*[*?\\[].*", "") : include;
            int before = files.size();
            PatternList named = new PatternList(List.of(pattern), folder.comparisons());
            for (String path : folder.below(FolderFiles.join(from, fixed))) {
                if (named.has(path) && !path.endsWith(".pyc") && !left.has(path) && !ignored.has(path)) {
                    String target = from.isEmpty() ? path : path.substring(from.length() + 1);
                    files.put(FolderFiles.join(to, target), new Layout.Source(path, folder.isExecutable(path)));
                }
            }
            if (files.size() == before) {
                throw new NeedsRunning("its settings name `%s`, which is no file in it".formatted(include));
            }
        }
    }
}
