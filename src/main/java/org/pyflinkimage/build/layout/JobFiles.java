package org.pyflinkimage.build.layout;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.pyflinkimage.job.ChosenFile;
import org.pyflinkimage.job.ChosenFiles;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.spec.JobSpec;
import org.pyflinkimage.template.ContainerSettings;
import org.pyflinkimage.tree.Content;
import org.pyflinkimage.tree.FileNode;
import org.pyflinkimage.tree.FileNode.RegularFile;
import org.pyflinkimage.tree.FileTree;
import org.pyflinkimage.tree.LayerKind;
import org.pyflinkimage.tree.Origin;
import org.pyflinkimage.tree.Owner;
import org.pyflinkimage.value.ImagePaths;
import org.pyflinkimage.value.Sha256;
import org.pyflinkimage.value.UnixPath;

/** Puts a job's files into {@code /opt/flink/usrlib}. */
public final class JobFiles {

    /** Where jobs lie in an image. */
    public static final UnixPath FOLDER = ImagePaths.USRLIB;

    private static final Origin ORIGIN = new Origin(LayerKind.JOB, "job");

    /** Larger files are not held in memory while the image is built. */
    private static final long HELD_IN_MEMORY = 1 << 20;

    /** Text that Linux reads line by line; a checkout on another system may have given it other line endings. */
    private static final Set<String> LINES = Set.of("py", "sh", "bash");

    private JobFiles() {}

    /**
     * A job's files alone; an empty tree where there is no job.
     *
     * @throws org.pyflinkimage.value.PyFlinkException {@code PYF-901} where the sources cannot be read
     */
    public static FileTree treeOf(Optional<JobSpec> job) {
        FileTree tree = new FileTree();
        job.ifPresent(declared -> install(declared, tree));
        return tree;
    }

    static void install(JobSpec job, FileTree tree) {
        for (ChosenFile file : ChosenFiles.of(job).required()) {
            tree.replace(ORIGIN, FOLDER.resolve(file.path()), nodeOf(file));
        }
    }

    /** Flink's scripts take every jar of one folder for the class path, links to jars too. */
    static void linkJars(JobSpec job, FileTree tree) {
        for (String jar : job.attachments().jars()) {
            UnixPath target = FOLDER.resolve(jar);
            tree.add(ORIGIN, ImagePaths.LIB.resolve(target.name()), FileNode.link(target.value()));
        }
    }

    /** Where containers look for modules before all else. */
    static List<UnixPath> pythonPath(ImageSpec spec) {
        return Stream.of(ContainerSettings.of(spec)
                        .environment()
                        .getOrDefault("PYTHONPATH", "")
                        .split(":"))
                .filter(path -> path.startsWith("/"))
                .flatMap(path -> UnixPath.ofWritten(path).stream())
                .toList();
    }

    private static FileNode nodeOf(ChosenFile file) {
        if (file instanceof ChosenFile.Link link) {
            return FileNode.link(link.target());
        }
        Path place = ((ChosenFile.Regular) file).file();
        try {
            // The permissions of a checkout depend on the machine, its file system and its umask; the first line does
            // not.
            return new RegularFile(startsWithShebang(place) ? 0755 : 0644, Owner.ROOT, contentOf(place));
        } catch (IOException e) {
            throw ChosenFiles.unreadable(place, e);
        }
    }

    private static boolean startsWithShebang(Path file) throws IOException {
        try (var stream = Files.newInputStream(file)) {
            byte[] start = stream.readNBytes(2);
            return start.length == 2 && start[0] == '#' && start[1] == '!';
        }
    }

    /** The bytes of a declared file as an image has them, which do not depend on the system of a checkout. */
    static Content contentOf(Path file) throws IOException {
        boolean script = startsWithShebang(file);
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
