package org.pyflinkimage.e2e;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.ToolProvider;

/** The files of jobs that bring what their functions need. */
final class DependencyFiles {

    private static final List<String> COPIED = List.of(
            "add_one.py", "python_job.py", "query.sql", "stream/__init__.py", "stream/job.py", "stream/function.py");

    private DependencyFiles() {}

    /** Writes them to an empty folder. */
    static Path in(Path folder) {
        try {
            for (String name : COPIED) {
                Path file = folder.resolve(name);
                Files.createDirectories(Objects.requireNonNull(file.getParent()));
                Files.writeString(file, Resources.text("dependencies/" + name));
            }
            write(folder.resolve("numbers.zip"), Map.of("one.txt", "1\n".getBytes(StandardCharsets.UTF_8)));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Compiles a job in Java against the Flink of a container, and puts it into a jar of its name in the folder. */
    static void compile(String name, Container flink, Path folder) {
        Path work = Folders.empty("dependencies/java");
        flink.engine()
                .command(
                        "cp",
                        flink.id() + ":/opt/flink/lib",
                        work.resolve("lib").toString())
                .succeed();
        try {
            Path source =
                    Files.writeString(work.resolve(name + ".java"), Resources.text("dependencies/" + name + ".java"));
            int status = ToolProvider.getSystemJavaCompiler()
                    .run(
                            null,
                            null,
                            null,
                            "--release",
                            "11",
                            "-d",
                            work.toString(),
                            "-cp",
                            jars(work.resolve("lib")),
                            source.toString());
            if (status != 0) {
                throw new AssertionError(name + " does not compile");
            }
            String compiled = name + ".class";
            write(
                    folder.resolve(name + ".jar"),
                    Map.of(
                            "META-INF/MANIFEST.MF",
                            "Manifest-Version: 1.0\r\nMain-Class: %s\r\n"
                                    .formatted(name)
                                    .getBytes(StandardCharsets.UTF_8),
                            compiled,
                            Files.readAllBytes(work.resolve(compiled))));
            Folders.delete(work);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String jars(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(Path::toString).collect(Collectors.joining(":"));
        }
    }

    private static void write(Path file, Map<String, byte[]> entries) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        }
    }
}
