package org.pyflinkimage.resolve.sources;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.regex.Pattern;
import org.pyflinkimage.resolve.index.Toml;

/**
 * Setuptools, as far as it is told by {@code pyproject.toml} or {@code setup.cfg}.
 *
 * @see <a href="https://setuptools.pypa.io/en/latest/userguide/pyproject_config.html">its settings</a>
 * @param whole what the project says of itself, in the form of a {@code pyproject.toml}
 * @param script what a source distribution's own script gives to setuptools
 */
record SetuptoolsBackend(
        FolderFiles files, JsonNode whole, Optional<SetupArguments> script, Optional<PublishedMetadata> published)
        implements Backend {

    private static final Pattern STUB_LINE = Pattern.compile(
            "|from setuptools import setup|import setuptools|(setuptools\\.)?setup\\(\\)|if __name__ == ['\"]__main__['\"]:");
    private static final Set<String> COMPUTED = Set.of(
            "version", "description", "readme", "dependencies", "optional-dependencies", "classifiers", "entry-points");

    /** Reads what setuptools is told, and interprets a source distribution's script. */
    static SetuptoolsBackend of(FolderFiles files, JsonNode pyproject, Optional<PublishedMetadata> published) {
        Optional<String> written = files.settings("setup.py").filter(SetuptoolsBackend::isMoreThanStub);
        if (written.isPresent() && published.isEmpty()) {
            throw new NeedsRunning("its `setup.py` has more in it than `setup()`, and would have to be run");
        }
        CommandSettings.requireNone(pyproject);
        Optional<SetupCfg> cfg = files.settings("setup.cfg").map(SetupCfg::parse);
        cfg.ifPresent(CommandSettings::requireNone);
        Optional<SetupArguments> script =
                written.map(text -> new SetupArguments(SetupScript.arguments(files, text), published.orElseThrow()));
        return new SetuptoolsBackend(files, settings(files, pyproject, cfg, script), script, published);
    }

    @Override
    public Description description() {
        ObjectNode project = whole.path("project") instanceof ObjectNode table ? table : Toml.empty();
        JsonNode settings = whole.at("/tool/setuptools");
        if (!project.has("license-files") && settings.path("license-files").isArray()) {
            project.set("license-files", settings.path("license-files"));
        }
        JsonNode computed = settings.path("dynamic");
        for (String name : new LinkedHashSet<>(Settings.texts(project, "dynamic"))) {
            JsonNode from = project.has(name + "-from") ? project.path(name + "-from") : computed.path(name);
            if (COMPUTED.contains(name) && !from.isMissingNode()) {
                project = StandardDescription.with(
                        project, name, new Computed(files, settings, published).value(name, from));
            }
            // Its name has the version of a source distribution, and pip installs no other one from it.
            if (name.equals("version")
                    && published.isPresent()
                    && Settings.texts(project, "dynamic").contains(name)) {
                String version = published.get().version();
                project = StandardDescription.with(project, name, TextNode.valueOf(version));
            }
        }
        return new StandardDescription(files, project, LICENSES).read();
    }

    @Override
    public Layout layout(Description description) {
        JsonNode settings = whole.at("/tool/setuptools");
        SortedMap<String, Layout.Source> chosen = new SetuptoolsLayout(files, settings).chosen();
        script.ifPresent(said -> said.scripts().forEach(path -> {
            String name = FolderFiles.clean(path).replaceFirst(".*/", "");
            chosen.put(
                    description.stem() + ".data/scripts/" + name,
                    new Layout.Source(FolderFiles.clean(path), true, true));
        }));
        Layout layout = new Layout(chosen, true);
        layout.requireModules("where setuptools looks for it");
        return layout;
    }

    /** What {@code setup.cfg} says stands in the same form. */
    private static JsonNode settings(
            FolderFiles files, JsonNode pyproject, Optional<SetupCfg> all, Optional<SetupArguments> script) {
        Optional<SetupCfg> cfg = all.filter(SetupCfg::isOfDistribution);
        if (script.isPresent()) {
            if (pyproject.has("project") || pyproject.at("/tool/setuptools").isObject()) {
                throw new NeedsRunning("both its `pyproject.toml` and its `setup.py` say what it has");
            }
            ObjectNode said = script.get().toPyproject();
            all.ifPresent(more -> more.requireLittle()
                    .forEach(file -> said.withObject("/project")
                            .withArray("/license-files")
                            .add(file)));
            return said;
        }
        if (cfg.isEmpty()) {
            return pyproject;
        }
        if (pyproject.has("project") || pyproject.at("/tool/setuptools").isObject()) {
            throw new NeedsRunning("both its `pyproject.toml` and its `setup.cfg` say what it has");
        }
        return cfg.get().toPyproject(files);
    }

    /** Whether a script has more in it than {@code setup()}. */
    private static boolean isMoreThanStub(String script) {
        return script.replaceFirst("\\A(?:\\s*#[^\\n]*\\n)*+\\s*\"\"\"[^\"]*\"\"\"", "")
                .lines()
                .map(line -> line.replaceFirst("#.*", "").strip())
                .anyMatch(line -> !STUB_LINE.matcher(line).matches());
    }

    /** What is dynamic and stands in other files. */
    private record Computed(FolderFiles files, JsonNode settings, Optional<PublishedMetadata> published) {

        JsonNode value(String name, JsonNode from) {
            if (name.equals("version")) {
                return TextNode.valueOf(version(from));
            }
            if (name.equals("optional-dependencies")) {
                ObjectNode extras = Toml.empty();
                from.fieldNames().forEachRemaining(extra -> extras.set(extra, lines(from.path(extra))));
                return extras;
            }
            if (name.equals("readme")) {
                String type = from.path("content-type").asText("text/x-rst");
                return Toml.empty().put("text", text(from)).put("content-type", type);
            }
            if (name.equals("description")) {
                return TextNode.valueOf(text(from).strip());
            }
            if (name.equals("entry-points")) {
                throw new NeedsRunning("its entry points stand in a file of their own");
            }
            return lines(from);
        }

        private String version(JsonNode from) {
            String attribute = Settings.text(from, "attr");
            if (attribute.isEmpty()) {
                return text(from).strip();
            }
            int dot = attribute.lastIndexOf('.');
            String module = attribute.substring(0, Math.max(dot, 0)).replace('.', '/');
            for (String place : places(module)) {
                Optional<String> text = files.text(place + ".py").or(() -> files.text(place + "/__init__.py"));
                if (text.isPresent()) {
                    return new ModuleText(text.get())
                            .assigned(attribute.substring(dot + 1))
                            .orElseGet(() -> publishedVersion(attribute));
                }
            }
            return publishedVersion(attribute);
        }

        /** Of a source distribution it is known all the same. */
        private String publishedVersion(String attribute) {
            return published.map(PublishedMetadata::version).orElseThrow(() -> computed(attribute));
        }

        private static NeedsRunning computed(String attribute) {
            return new NeedsRunning("its version is `%s`, which is not written down literally".formatted(attribute));
        }

        private List<String> places(String module) {
            List<String> places = new ArrayList<>();
            settings.path("package-dir").properties().forEach(entry -> {
                String folder = FolderFiles.clean(entry.getValue().asText());
                if (entry.getKey().isEmpty()) {
                    places.add(FolderFiles.join(folder, module));
                } else if ((module + "/").startsWith(entry.getKey().replace('.', '/') + "/")) {
                    places.add(FolderFiles.join(
                                    folder, module.substring(entry.getKey().length()))
                            .replaceFirst("(?<!/)/+$", ""));
                }
            });
            Settings.textOrTexts(settings.at("/packages/find"), "where")
                    .forEach(where -> places.add(FolderFiles.join(FolderFiles.clean(where), module)));
            places.add(module);
            places.add(FolderFiles.join("src", module));
            return places;
        }

        /** The text of the files that are named, one after the other. */
        private String text(JsonNode from) {
            List<String> texts = new ArrayList<>();
            for (String file : Settings.textOrTexts(from, "file")) {
                texts.add(files.text(FolderFiles.clean(file))
                        .orElseThrow(() ->
                                new NeedsRunning("its settings name `%s`, which is no file in it".formatted(file))));
            }
            if (texts.isEmpty()) {
                throw new NeedsRunning("something of it is computed by `[tool.setuptools.dynamic]`");
            }
            return String.join("\n", texts);
        }

        private ArrayNode lines(JsonNode from) {
            ArrayNode lines = Toml.empty().arrayNode();
            text(from)
                    .lines()
                    .map(line -> line.replaceFirst("(^|\\s)#.*", "").strip())
                    .filter(line -> !line.isEmpty())
                    .forEach(lines::add);
            return lines;
        }
    }
}
