package org.pyflinkimage.resolve.sources;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.pyflinkimage.resolve.sources.PackageDiscovery.Names;
import org.pyflinkimage.spec.FilePattern;

/** The files of a wheel as setuptools lays them out: packages with their modules and data, and modules alone. */
final class SetuptoolsLayout {

    private static final Set<String> KNOWN = Set.of(
            "packages",
            "py-modules",
            "package-dir",
            "package-data",
            "exclude-package-data",
            "include-package-data",
            "zip-safe",
            "license-files",
            "dynamic",
            "platforms");
    private static final List<String> ALWAYS = List.of("*.pyi", "py.typed");

    private final FolderFiles files;
    private final JsonNode settings;
    private final PackageDiscovery discovery;

    /** Folders by names of packages; the empty name is of what has no package. */
    private final SortedMap<String, String> folders = new TreeMap<>();

    private final SortedMap<String, String> packages = new TreeMap<>();
    private final List<String> modules = new ArrayList<>();
    private final SortedMap<String, Layout.Source> chosen = new TreeMap<>();
    private final Map<String, List<FilePattern>> known = new HashMap<>();

    SetuptoolsLayout(FolderFiles files, JsonNode settings) {
        this.files = files;
        this.settings = settings;
        this.discovery = new PackageDiscovery(files);
    }

    SortedMap<String, Layout.Source> chosen() {
        Settings.requireKnown(settings, "tool.setuptools", KNOWN);
        settings.path("package-dir")
                .properties()
                .forEach(entry -> folders.put(
                        entry.getKey(),
                        FolderFiles.clean(Settings.text(settings.path("package-dir"), entry.getKey()))));
        if (settings.has("packages") || settings.has("py-modules")) {
            declared();
        } else {
            discover();
        }
        packages.forEach(this::takePackage);
        modules.forEach(this::takeModule);
        takeManifest();
        return chosen;
    }

    private void declared() {
        JsonNode declared = settings.path("packages");
        if (declared.isObject()) {
            find(declared);
        } else {
            Settings.texts(settings, "packages").forEach(name -> packages.put(requireDotted(name), folderOf(name)));
        }
        Settings.texts(settings, "py-modules").forEach(name -> modules.add(requireDotted(name)));
    }

    private void find(JsonNode declared) {
        Settings.requireKnown(declared, "tool.setuptools.packages", Set.of("find"));
        JsonNode find = declared.path("find");
        Settings.requireKnown(
                find, "tool.setuptools.packages.find", Set.of("where", "include", "exclude", "namespaces"));
        Names names = Names.of(Settings.texts(find, "include"), Settings.texts(find, "exclude"));
        List<String> where = Settings.textOrTexts(find, "where");
        for (String place : where.isEmpty() ? List.of(".") : where) {
            String folder = FolderFiles.clean(place);
            if (folders.containsKey("") && !folder.equals(folders.get(""))) {
                throw new NeedsRunning("it finds packages in `%s`, and its `package-dir` is another"
                        .formatted(FolderFiles.shortened(place)));
            }
            packages.putAll(
                    discovery.packages(folder, names, find.path("namespaces").asBoolean(true)));
        }
    }

    /** Packages in {@code src}, else one at the top, else one module there. */
    private void discover() {
        if (folders.keySet().stream().anyMatch(name -> !name.isEmpty())) {
            throw new NeedsRunning("it has a `package-dir` and does not name its packages");
        }
        String src = folders.getOrDefault("", "src");
        if (!src.isEmpty() && files.isFolder(src)) {
            folders.put("", src);
            packages.putAll(discovery.packages(src, Names.of(List.of(), List.of()), true));
            modules.addAll(discovery.modules(src));
            return;
        }
        packages.putAll(discovery.packagesAtTop());
        if (packages.isEmpty()) {
            modules.addAll(discovery.moduleAtTop());
        }
    }

    private static String requireDotted(String name) {
        if (FolderFiles.isTooLong(name) || !name.matches("[\\p{L}\\p{Nd}_-]+(\\.[\\p{L}\\p{Nd}_-]+)*+")) {
            throw new NeedsRunning("`%s` in its settings is no package".formatted(FolderFiles.shortened(name)));
        }
        return name;
    }

    /** Below the folder of the longest part of its name that has one. */
    private String folderOf(String dotted) {
        String head = dotted;
        while (!head.isEmpty()) {
            if (folders.containsKey(head)) {
                String rest = dotted.substring(head.length()).replaceFirst("^\\.", "");
                return FolderFiles.join(folders.getOrDefault(head, ""), rest.replace('.', '/'));
            }
            head = head.substring(0, Math.max(head.lastIndexOf('.'), 0));
        }
        return FolderFiles.join(folders.getOrDefault("", ""), dotted.replace('.', '/'));
    }

    private void takePackage(String name, String folder) {
        if (!files.isFolder(folder)) {
            throw new NeedsRunning(
                    "its settings name the package `%s`, and there is no folder `%s`".formatted(name, folder));
        }
        String target = name.replace('.', '/');
        for (String file : files.names(folder)) {
            String path = FolderFiles.join(folder, file);
            if (file.endsWith(".py")
                    && !file.startsWith(".")
                    && !path.equals("setup.py")
                    && !files.isFolderItself(path)) {
                chosen.put(target + "/" + file, new Layout.Source(path, false));
            }
        }
        List<FilePattern> data = new ArrayList<>(patterns("package-data", name));
        ALWAYS.forEach(pattern -> data.add(Glob.anchored(pattern)));
        if (!data.isEmpty()) {
            files.below(folder).forEach(path -> takeData(name, folder, path, data));
        }
    }

    private void takeData(String name, String folder, String path, List<FilePattern> patterns) {
        String relative = folder.isEmpty() ? path : path.substring(folder.length() + 1);
        if (files.comparisons().anyMatches(patterns, relative)) {
            putData(name, path, relative);
        }
    }

    private void putData(String name, String path, String relative) {
        if (!files.comparisons().anyMatches(patterns("exclude-package-data", name), relative)) {
            chosen.putIfAbsent(
                    name.replace('.', '/') + "/" + relative, new Layout.Source(path, files.isExecutable(path)));
        }
    }

    /** Those of a package, and those of all. */
    private List<FilePattern> patterns(String key, String name) {
        JsonNode table = settings.path(key);
        List<FilePattern> patterns = new ArrayList<>();
        for (String of : List.of("*", "", name)) {
            patterns.addAll(known.computeIfAbsent(
                    key + " " + of,
                    any -> Settings.texts(table, of).stream()
                            .map(Glob::anchored)
                            .toList()));
        }
        files.comparisons().spend(patterns.size());
        return patterns;
    }

    private void takeModule(String name) {
        String path = folderOf(name) + ".py";
        if (!files.isFile(path)) {
            throw new NeedsRunning(
                    "its settings name the module `%s`, and there is no file `%s`".formatted(name, path));
        }
        chosen.put(name.replace('.', '/') + ".py", new Layout.Source(path, false));
    }

    /** What a source distribution would have in packages comes along, whatever it is. */
    private void takeManifest() {
        Optional<String> text = files.settings("MANIFEST.in");
        SortedSet<String> listed = PublishedMetadata.listed(files);
        if ((text.isEmpty() && listed.isEmpty())
                || !settings.path("include-package-data").asBoolean(true)) {
            return;
        }
        SortedSet<String> all = new TreeSet<>();
        packages.values().forEach(folder -> all.addAll(files.below(folder)));
        listed.retainAll(all);
        Map<String, Map.Entry<String, String>> byFolder = new HashMap<>();
        packages.entrySet().forEach(entry -> byFolder.putIfAbsent(entry.getValue(), entry));
        for (String path : ManifestTemplate.parse(text.orElse("")).chosen(all, listed, files.comparisons())) {
            nearest(path, byFolder).ifPresent(name -> putData(name.getKey(), path, below(name.getValue(), path)));
        }
    }

    private static String below(String folder, String path) {
        return folder.isEmpty() ? path : path.substring(folder.length() + 1);
    }

    /** The package whose folder a file lies in. */
    private static Optional<Map.Entry<String, String>> nearest(
            String path, Map<String, Map.Entry<String, String>> byFolder) {
        String folder = path;
        while (!folder.isEmpty()) {
            folder = folder.substring(0, Math.max(folder.lastIndexOf('/'), 0));
            Map.Entry<String, String> own = byFolder.get(folder);
            if (own != null) {
                return Optional.of(own);
            }
        }
        return Optional.empty();
    }
}
