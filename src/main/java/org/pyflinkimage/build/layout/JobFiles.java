package org.pyflinkimage.build.layout;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pyflinkimage.spec.JobSpec;
import org.pyflinkimage.tree.Content;
import org.pyflinkimage.tree.FileNode.RegularFile;
import org.pyflinkimage.tree.FileTree;
import org.pyflinkimage.tree.LayerName;
import org.pyflinkimage.tree.Origin;
import org.pyflinkimage.tree.Owner;
import org.pyflinkimage.value.ImagePaths;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.Sha256;
import org.pyflinkimage.value.UnixPath;

/** Copies a job's sources into {@code /opt/flink/usrlib}. */
public final class JobFiles {

    /** Where jobs lie in an image. */
    public static final UnixPath FOLDER = ImagePaths.USRLIB;

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

    /** Text that Linux reads line by line; a checkout on another system may have given it other line endings. */
    private static final Set<String> LINES = Set.of("py", "sh", "bash");

    private final Set<Path> leftOut;

    /** @param leftOut folders and files of the build itself, which are no part of a job even where they lie among its sources */
    public JobFiles(Path... leftOut) {
        this.leftOut = Stream.of(leftOut)
                .map(path -> path.toAbsolutePath().normalize())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** A job's files alone; an empty tree where there is no job. */
    public FileTree treeOf(Optional<JobSpec> job) {
        FileTree tree = new FileTree();
        job.ifPresent(declared -> install(declared, tree));
        return tree;
    }

    /** @throws org.pyflinkimage.value.PyFlinkException {@code PYF-901} where the sources cannot be read */
    void install(JobSpec job, FileTree tree) {
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
                    .remedy("name a readable folder or file: `<job><sources>` (-Dpyflink.job)")
                    .toException(e);
        }
    }

    /** Left-out folders are not entered: a build's own output may be large, or change while it is read. */
    private List<Path> filesBelow(Path sources) throws IOException {
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(sources, Set.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return folder.equals(sources) || belongs(folder)
                        ? FileVisitResult.CONTINUE
                        : FileVisitResult.SKIP_SUBTREE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile() && belongs(file)) {
                    files.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return files;
    }

    private boolean belongs(Path path) {
        String name = String.valueOf(path.getFileName());
        return !LEFT_OUT.contains(name)
                && !name.endsWith(".pyc")
                && !name.endsWith(".pyo")
                && !leftOut.contains(path.toAbsolutePath().normalize());
    }

    private static void addFile(FileTree tree, UnixPath path, Path file) throws IOException {
        // The permissions of a checkout depend on the machine, its file system and its umask; the first line does not.
        boolean script = startsWithShebang(file);
        tree.replace(ORIGIN, path, new RegularFile(script ? 0755 : 0644, Owner.ROOT, contentOf(file, script)));
    }

    private static boolean startsWithShebang(Path file) throws IOException {
        try (var stream = Files.newInputStream(file)) {
            byte[] start = stream.readNBytes(2);
            return start.length == 2 && start[0] == '#' && start[1] == '!';
        }
    }

    private static Content contentOf(Path file, boolean script) throws IOException {
        long size = Files.size(file);
        if (size > HELD_IN_MEMORY) {
            return Content.of(file, size, Sha256.of(file));
        }
        byte[] bytes = Files.readAllBytes(file);
        return Content.of(script || LINES.contains(extension(file)) ? withoutCarriageReturns(bytes) : bytes);
    }

    private static String extension(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static byte[] withoutCarriageReturns(byte[] bytes) {
        // ISO 8859-1 keeps every byte as it is, whatever the text's own encoding.
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        return text.replace("\r\n", "\n").getBytes(StandardCharsets.ISO_8859_1);
    }
}
