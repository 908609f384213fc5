package org.pyflinkimage.resolve.sources;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pyflinkimage.resolve.index.Toml;
import org.pyflinkimage.spec.FilePattern;

/**
 * Hatchling.
 *
 * @see <a href="https://hatch.pypa.io/latest/config/build/">its build configuration</a>
 */
record HatchlingBackend(FolderFiles files, JsonNode pyproject) implements Backend {

    /** What may be said for all targets, and for wheels alone. */
    private static final Set<String> COMMON = Set.of(
            "include",
            "exclude",
            "packages",
            "only-include",
            "only-packages",
            "sources",
            "force-include",
            "artifacts",
            "ignore-vcs",
            "reproducible",
            "directory");

    private static final Set<String> BUILD =
            withCommon("targets", "dev-mode-dirs", "dev-mode-exact", "skip-excluded-dirs");
    private static final Set<String> WHEEL =
            withCommon("core-metadata-version", "macos-max-compat", "strict-naming", "versions", "bypass-selection");
    private static final List<FilePattern> NEVER = Stream.of("*.py[cdo]", "/dist", ".DS_Store", "node_modules/")
            .map(Glob::likeGit)
            .toList();

    private static Set<String> withCommon(String... further) {
        return Stream.concat(COMMON.stream(), Stream.of(further)).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Description description() {
        JsonNode hatch = pyproject.at("/tool/hatch");
        if (hatch.at("/metadata/hooks").size() > 0) {
            throw new NeedsRunning("a hook makes its metadata: `[tool.hatch.metadata.hooks]`");
        }
        ObjectNode project = pyproject.path("project") instanceof ObjectNode table ? table : Toml.empty();
        if (StandardDescription.isDynamic(project, "version")) {
            project = StandardDescription.with(
                    project, "version", TextNode.valueOf(version(files, hatch.path("version"))));
        }
        return new StandardDescription(files, project, LICENSES).read();
    }

    private static String version(FolderFiles files, JsonNode settings) {
        Settings.requireKnown(settings, "tool.hatch.version", Set.of("path", "source", "scheme", "validate-bump"));
        String source = settings.path("source").asText("regex");
        String path = FolderFiles.clean(Settings.text(settings, "path"));
        if (!source.equals("regex") || path.isEmpty()) {
            throw new NeedsRunning("its version comes from `%s`, which would have to be run".formatted(source));
        }
        return files.text(path)
                .flatMap(text -> new ModuleText(text).version())
                .orElseThrow(() -> new NeedsRunning("no version stands in `%s`".formatted(path)));
    }

    @Override
    public Layout layout(Description description) {
        JsonNode build = pyproject.at("/tool/hatch/build");
        JsonNode wheel = build.at("/targets/wheel");
        if (build.path("hooks").size() > 0 || wheel.path("hooks").size() > 0) {
            throw new NeedsRunning("a hook takes part in its build: `[tool.hatch.build.hooks]`");
        }
        Settings.requireKnown(build, "tool.hatch.build", BUILD);
        Settings.requireKnown(wheel, "tool.hatch.build.targets.wheel", WHEEL);
        Layout layout = new Layout(new Selection(files, build, wheel).files(description), false);
        layout.requireModules("where hatchling looks for `%s`".formatted(description.name()));
        return layout;
    }

    /** What the settings choose; those of wheels come before those of all builds. */
    private static final class Selection {

        private final FolderFiles files;
        private final JsonNode build;
        private final JsonNode wheel;
        private final SortedMap<String, Layout.Source> chosen = new TreeMap<>();

        Selection(FolderFiles files, JsonNode build, JsonNode wheel) {
            this.files = files;
            this.build = build;
            this.wheel = wheel;
        }

        SortedMap<String, Layout.Source> files(Description description) {
            List<String> include = texts("include");
            List<String> packages = clean(texts("packages"));
            List<String> only = clean(texts("only-include"));
            if (include.isEmpty() && packages.isEmpty() && only.isEmpty()) {
                usual(description).ifPresent(packages::add);
                only = packages;
            }
            choose(include, packages, only.isEmpty() ? packages : only);
            force(value("force-include"));
            return chosen;
        }

        /** Where hatchling looks for the package of a project that names none. */
        private Optional<String> usual(Description description) {
            for (String name : List.of(description.normalizedName().underscored(), description.name())) {
                for (String place : List.of(name, "src/" + name)) {
                    if (files.isFile(place + "/__init__.py")) {
                        return Optional.of(place);
                    }
                }
                if (files.isFile(name + ".py")) {
                    return Optional.of(name + ".py");
                }
                List<String> spaces = files.names("").stream()
                        .filter(space -> files.isFile("%s/%s/__init__.py".formatted(space, name)))
                        .toList();
                if (spaces.size() == 1) {
                    return Optional.of(spaces.get(0));
                }
            }
            return Optional.empty();
        }

        private void choose(List<String> include, List<String> packages, List<String> only) {
            Comparisons comparisons = files.comparisons();
            PatternList included = new PatternList(patterns(include), comparisons);
            List<FilePattern> left = new ArrayList<>(patterns(texts("exclude")));
            left.addAll(NEVER);
            PatternList excluded = new PatternList(left, comparisons);
            PatternList artifacts = new PatternList(patterns(texts("artifacts")), comparisons);
            IgnoredFiles ignored =
                    value("ignore-vcs").asBoolean() ? IgnoredFiles.none(files) : IgnoredFiles.nearest(files);
            SortedMap<String, String> sources = sources(packages);
            boolean asked = !include.isEmpty() || !only.isEmpty();
            for (String place : asked ? (only.isEmpty() ? List.of("") : only) : List.<String>of()) {
                for (String path : files.below(place)) {
                    boolean named = include.isEmpty() || included.has(path);
                    if (artifacts.has(path) || (named && !excluded.has(path) && !ignored.has(path))) {
                        comparisons.spend(16L * sources.size());
                        put(target(path, sources), path);
                    }
                }
            }
        }

        /** A package lies at the top of a wheel, wherever it lies in the folder; sources may have another name there. */
        private SortedMap<String, String> sources(List<String> packages) {
            SortedMap<String, String> sources = new TreeMap<>();
            JsonNode declared = value("sources");
            declared.fieldNames()
                    .forEachRemaining(from -> sources.put(folder(from), folder(Settings.text(declared, from))));
            if (declared.isArray()) {
                texts("sources").forEach(from -> sources.put(folder(from), ""));
            }
            for (String name : packages) {
                sources.putIfAbsent(name.substring(0, name.lastIndexOf('/') + 1), "");
            }
            return sources;
        }

        private static String target(String path, SortedMap<String, String> sources) {
            for (Map.Entry<String, String> source : sources.entrySet()) {
                if (!source.getKey().isEmpty() && path.startsWith(source.getKey())) {
                    return source.getValue() + path.substring(source.getKey().length());
                }
            }
            return sources.getOrDefault("", "") + path;
        }

        private static String folder(String written) {
            String path = FolderFiles.clean(written);
            return path.isEmpty() ? "" : path + "/";
        }

        private void force(JsonNode table) {
            table.fieldNames().forEachRemaining(from -> {
                String source = FolderFiles.clean(from);
                String target = FolderFiles.clean(Settings.text(table, from));
                if (files.below(source).isEmpty()) {
                    throw new NeedsRunning("its settings name `%s`, which is no file in it".formatted(from));
                }
                for (String path : files.below(source)) {
                    put(FolderFiles.join(target, path.equals(source) ? "" : path.substring(source.length() + 1)), path);
                }
            });
        }

        private void put(String target, String path) {
            chosen.put(target, new Layout.Source(path, files.isExecutable(path)));
        }

        private JsonNode value(String key) {
            return wheel.has(key) ? wheel.path(key) : build.path(key);
        }

        private List<String> texts(String key) {
            return Settings.texts(wheel.has(key) ? wheel : build, key);
        }

        private static List<String> clean(List<String> written) {
            return new ArrayList<>(written.stream().map(FolderFiles::clean).toList());
        }

        private static List<FilePattern> patterns(List<String> written) {
            return written.stream().map(Glob::likeGit).toList();
        }
    }
}
