package org.pyflinkimage.resolve.sources;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.pyflinkimage.python.Requirement;
import org.pyflinkimage.resolve.index.Toml;
import org.pyflinkimage.resolve.sources.Description.Field;
import org.pyflinkimage.resolve.sources.Description.Readme;

/**
 * Flit.
 *
 * @see <a href="https://flit.pypa.io/en/stable/pyproject_toml.html">its settings</a>
 */
record FlitBackend(FolderFiles files, JsonNode pyproject) implements Backend {

    private static final Set<String> KNOWN =
            Set.of("module", "sdist", "metadata", "scripts", "entrypoints", "external-data");

    @Override
    public Description description() {
        JsonNode flit = pyproject.at("/tool/flit");
        Settings.requireKnown(flit, "tool.flit", KNOWN);
        if (flit.has("external-data")
                || flit.has("entrypoints")
                || flit.at("/metadata/entry-points-file").isTextual()) {
            throw new NeedsRunning("it has files beside its modules: `external-data` or a file of entry points");
        }
        if (flit.has("metadata")) {
            return old(files, flit);
        }
        ObjectNode project = pyproject.path("project") instanceof ObjectNode table ? table : Toml.empty();
        Place place = place(files, moduleName(pyproject));
        if (StandardDescription.isDynamic(project, "version")) {
            project = StandardDescription.with(project, "version", TextNode.valueOf(version(files, place)));
        }
        if (StandardDescription.isDynamic(project, "description")) {
            project = StandardDescription.with(project, "description", TextNode.valueOf(summary(files, place)));
        }
        return new StandardDescription(files, project, LICENSES).read();
    }

    @Override
    public Layout layout(Description description) {
        Place place = place(files, moduleName(pyproject));
        return new Layout(place.files(files), false);
    }

    private static String moduleName(JsonNode pyproject) {
        JsonNode flit = pyproject.at("/tool/flit");
        String named =
                flit.at("/module/name").asText(flit.at("/metadata/module").asText());
        String name = named.isEmpty() ? pyproject.at("/project/name").asText().replace('-', '_') : named;
        if (!name.matches("\\w+(\\.\\w+)*+")) {
            throw new NeedsRunning("its module has no name that Python knows: `%s`".formatted(name));
        }
        return name.replace('.', '/');
    }

    private static Place place(FolderFiles files, String name) {
        List<Place> found = Stream.of("", "src")
                .flatMap(folder -> Stream.of(new Place(folder, name), new Place(folder, name + ".py")))
                .filter(place ->
                        place.path().endsWith(".py") ? files.isFile(place.path()) : files.isFolder(place.path()))
                .toList();
        if (found.size() != 1) {
            throw new NeedsRunning(
                    "it has %s places of its module `%s`, and flit takes one".formatted(found.size(), name));
        }
        return found.get(0);
    }

    private static String version(FolderFiles files, Place place) {
        return place.text(files)
                .assigned("__version__")
                .orElseThrow(
                        () -> new NeedsRunning("`__version__` stands in its module in a way that needs running it"));
    }

    /** Of the text that its module begins with, the first line. */
    private static String summary(FolderFiles files, Place place) {
        return place.text(files)
                .docstring()
                .map(text -> text.strip().lines().findFirst().orElse("").strip())
                .filter(line -> !line.isEmpty())
                .orElseThrow(() -> new NeedsRunning("its module has no docstring that its summary could be"));
    }

    /** The form before {@code [project]}, which flit_core 4 does not read any more. */
    private static Description old(FolderFiles files, JsonNode flit) {
        JsonNode metadata = flit.path("metadata");
        Place place = place(files, Settings.text(metadata, "module").replace('.', '/'));
        List<Field> fields = new ArrayList<>();
        StandardDescription.add(fields, "Summary", summary(files, place));
        StandardDescription.add(fields, "Home-page", Settings.text(metadata, "home-page"));
        StandardDescription.add(fields, "Author", Settings.text(metadata, "author"));
        StandardDescription.add(fields, "Author-email", Settings.text(metadata, "author-email"));
        StandardDescription.add(fields, "Maintainer", Settings.text(metadata, "maintainer"));
        StandardDescription.add(fields, "Maintainer-email", Settings.text(metadata, "maintainer-email"));
        StandardDescription.add(fields, "License", Settings.text(metadata, "license"));
        StandardDescription.add(fields, "Keywords", Settings.text(metadata, "keywords"));
        Settings.texts(metadata, "classifiers").forEach(text -> StandardDescription.add(fields, "Classifier", text));
        StandardDescription.add(fields, "Requires-Python", Settings.text(metadata, "requires-python"));
        metadata.path("urls")
                .properties()
                .forEach(url -> StandardDescription.add(
                        fields,
                        "Project-URL",
                        url.getKey() + ", " + url.getValue().asText()));
        String named = Settings.text(metadata, "dist-name");
        String file = Settings.text(metadata, "description-file");
        SortedMap<String, List<Requirement>> extras = new TreeMap<>();
        JsonNode table = metadata.path("requires-extra");
        table.fieldNames()
                .forEachRemaining(extra -> extras.put(
                        StandardDescription.normalized(extra),
                        StandardDescription.requirements(Settings.texts(table, extra))));
        SortedMap<String, SortedMap<String, String>> groups = new TreeMap<>();
        groups.put("console_scripts", StandardDescription.references(flit.path("scripts")));
        return new Description(
                named.isEmpty() ? Settings.text(metadata, "module") : named,
                version(files, place),
                fields,
                StandardDescription.requirements(Settings.texts(metadata, "requires")),
                extras,
                groups,
                files.text(FolderFiles.clean(file)).map(text -> new Readme(text, StandardDescription.typeOf(file))),
                StandardDescription.matching(files, LICENSES));
    }

    /**
     * Where the module lies.
     *
     * @param folder what its place in the wheel starts from
     * @param name with slashes; that of a file ends in {@code .py}
     */
    private record Place(String folder, String name) {

        String path() {
            return FolderFiles.join(folder, name);
        }

        ModuleText text(FolderFiles files) {
            String file = name.endsWith(".py") ? path() : path() + "/__init__.py";
            Optional<String> text = files.text(file);
            return new ModuleText(text.orElseThrow(() -> new NeedsRunning("it has no `%s`".formatted(file))));
        }

        SortedMap<String, Layout.Source> files(FolderFiles files) {
            SortedMap<String, Layout.Source> found = new TreeMap<>();
            for (String path : files.below(path())) {
                if (!path.endsWith(".pyc")) {
                    String target = folder.isEmpty() ? path : path.substring(folder.length() + 1);
                    found.put(target, new Layout.Source(path, files.isExecutable(path)));
                }
            }
            return found;
        }
    }
}
