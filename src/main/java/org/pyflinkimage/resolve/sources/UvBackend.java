package org.pyflinkimage.resolve.sources;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.pyflinkimage.spec.FilePattern;

/**
 * uv's own build backend.
 *
 * @see <a href="https://docs.astral.sh/uv/concepts/build-backend/">its settings</a>
 */
record UvBackend(FolderFiles files, JsonNode pyproject) implements Backend {

    private static final Set<String> KNOWN = Set.of(
            "module-name",
            "module-root",
            "namespace",
            "source-include",
            "source-exclude",
            "wheel-exclude",
            "default-excludes");

    @Override
    public Description description() {
        return new StandardDescription(files, pyproject.path("project"), List.of()).read();
    }

    @Override
    public Layout layout(Description description) {
        JsonNode settings = pyproject.at("/tool/uv/build-backend");
        Settings.requireKnown(settings, "tool.uv.build-backend", KNOWN);
        String root = FolderFiles.clean(settings.path("module-root").asText("src"));
        List<String> named = Settings.textOrTexts(settings, "module-name");
        SortedMap<String, Layout.Source> chosen = new TreeMap<>();
        for (String module :
                named.isEmpty() ? List.of(description.normalizedName().underscored()) : named) {
            String folder = FolderFiles.join(root, FolderFiles.clean(module.replace('.', '/')));
            boolean whole = settings.path("namespace").asBoolean() || folder.endsWith("-stubs");
            if (!whole && !files.isFile(folder + "/__init__.py")) {
                throw new NeedsRunning(
                        "it has no `%s/__init__.py`, where uv_build looks for its module".formatted(folder));
            }
            take(files, root, folder, left(settings), chosen);
        }
        return new Layout(chosen, false);
    }

    private static void take(
            FolderFiles files,
            String root,
            String folder,
            List<FilePattern> left,
            SortedMap<String, Layout.Source> chosen) {
        for (String path : files.below(folder)) {
            if (!files.comparisons().anyMatches(left, path)) {
                chosen.put(
                        root.isEmpty() ? path : path.substring(root.length() + 1),
                        new Layout.Source(path, files.isExecutable(path)));
            }
        }
    }

    /** A pattern of uv's names files by their whole path from the folder on, unless it has no slash at its beginning. */
    private static List<FilePattern> left(JsonNode settings) {
        List<String> written = new ArrayList<>(Settings.texts(settings, "source-exclude"));
        written.addAll(Settings.texts(settings, "wheel-exclude"));
        if (settings.path("default-excludes").asBoolean(true)) {
            written.addAll(List.of("*.pyc", "*.pyo"));
        }
        return written.stream()
                .map(pattern -> Glob.likeGit(pattern.startsWith("/") ? pattern : "**/" + pattern))
                .toList();
    }
}
