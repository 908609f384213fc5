package org.pyflinkimage.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.pyflinkimage.spec.JobSpec;
import org.pyflinkimage.tree.Content;
import org.pyflinkimage.tree.FileNode.Directory;
import org.pyflinkimage.tree.FileNode.RegularFile;
import org.pyflinkimage.tree.FileTree;
import org.pyflinkimage.tree.LayerName;
import org.pyflinkimage.tree.Origin;
import org.pyflinkimage.tree.Owner;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.Sha256;
import org.pyflinkimage.value.UnixPath;

/** Copies a job's sources into {@code /opt/flink/usrlib}. */
final class JobFiles {

    /** Where jobs lie in an image. */
    static final UnixPath FOLDER = UnixPath.of("/opt/flink/usrlib");

    private static final Origin ORIGIN = new Origin(LayerName.JOB, "job");

    /** What interpreters, editors and version control leave behind; it would make images differ without a cause. */
    private static final Set<String> LEFT_OUT = Set.of(
            "__pycache__",
            ".git",
            ".hg",
            ".svn",
            ".venv",
            "venv",
            ".idea",
            ".vscode",
            ".mypy_cache",
            ".pytest_cache",
            ".ruff_cache",
            ".DS_Store",
            "node_modules");

    /** Larger files are not held in memory while the image is built. */
    private static final long HELD_IN_MEMORY = 1 << 20;

    private JobFiles() {}

    /** @throws org.pyflinkimage.value.PyFlinkException {@code PYF-901} where the sources cannot be read */
    static void install(JobSpec job, FileTree tree) {
        Path sources = job.sources();
        try {
            if (Files.isRegularFile(sources)) {
                addFile(tree, FOLDER.resolve(sources.getFileName().toString()), sources);
                return;
            }
            for (Path file : filesBelow(sources)) {
                String relative = sources.relativize(file).toString().replace('\\', '/');
                addFile(tree, FOLDER.resolve(relative), file);
            }
        } catch (IOException | UncheckedIOException e) {
            throw Problem.environment("PYF-901", "the job's sources `%s` cannot be read".formatted(sources))
                    .why(String.valueOf(e.getMessage()))
                    .remedy("name a readable folder or file: `<job><sources>`, `-Dpyflink.job`")
                    .toException(e);
        }
    }

    private static List<Path> filesBelow(Path sources) throws IOException {
        try (Stream<Path> walk = Files.walk(sources, FileVisitOption.FOLLOW_LINKS)) {
            return walk.filter(Files::isRegularFile)
                    .filter(file -> belongs(sources.relativize(file)))
                    .sorted()
                    .toList();
        }
    }

    private static boolean belongs(Path relative) {
        for (Path segment : relative) {
            if (LEFT_OUT.contains(segment.toString())) {
                return false;
            }
        }
        String name = relative.getFileName().toString();
        return !name.endsWith(".pyc") && !name.endsWith(".pyo");
    }

    private static void addFile(FileTree tree, UnixPath path, Path file) throws IOException {
        // The permissions of a checkout depend on the machine, its file system and its umask; the first line does not.
        int mode = startsWithShebang(file) ? 0755 : 0644;
        addDirectories(tree, path.parent());
        tree.replace(ORIGIN, path, new RegularFile(mode, Owner.ROOT, contentOf(file)));
    }

    private static void addDirectories(FileTree tree, UnixPath directory) {
        if (!directory.equals(FOLDER)) {
            tree.add(ORIGIN, directory, new Directory(0755, Owner.ROOT));
        }
    }

    private static boolean startsWithShebang(Path file) throws IOException {
        try (var stream = Files.newInputStream(file)) {
            byte[] start = stream.readNBytes(2);
            return start.length == 2 && start[0] == '#' && start[1] == '!';
        }
    }

    private static Content contentOf(Path file) throws IOException {
        long size = Files.size(file);
        return size <= HELD_IN_MEMORY ? Content.of(Files.readAllBytes(file)) : Content.of(file, size, Sha256.of(file));
    }
}
