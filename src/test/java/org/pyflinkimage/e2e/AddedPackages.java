package org.pyflinkimage.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.pyflinkimage.fetch.LoopbackServer;
import org.pyflinkimage.python.WheelBuilder;

/**
 * Two Python packages that a project requires beside its own: {@code greeting}, a folder of pure Python beside the POM, and {@code
 * indexed-words}, which that requires and an index on the loopback alone has.
 */
final class AddedPackages implements AutoCloseable {

    /** As an image says that it has them, by the names that their METADATA has. */
    static final List<String> DISTRIBUTIONS = List.of("greeting==1.0", "indexed_words==1.0");

    private static final String WHEEL = "indexed_words-1.0-py3-none-any.whl";

    private final LoopbackServer server = new LoopbackServer();

    private AddedPackages() {}

    /**
     * Puts them into a project's folder and onto an index.
     *
     * @param project whose own packages keep their versions
     */
    static AddedPackages to(Path folder, BuiltProject project) {
        AddedPackages added = new AddedPackages();
        try {
            added.write(folder, project);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return added;
    }

    private void write(Path folder, BuiltProject project) throws IOException {
        Path greeting = Files.createDirectories(folder.resolve("greeting"));
        Files.createDirectories(greeting.resolve("greeting"));
        Files.writeString(greeting.resolve("pyproject.toml"), """
                [build-system]
                requires = ["setuptools"]
                build-backend = "setuptools.build_meta"
                [project]
                name = "greeting"
                version = "1.0"
                description = "Says hello."
                dependencies = ["indexed-words>=1"]
                [project.scripts]
                greet = "greeting:greet"
                [tool.setuptools]
                packages = ["greeting"]
                """);
        Files.writeString(
                greeting.resolve("greeting/__init__.py"),
                "from indexed_words import WORD\n\n\ndef greet():\n    print('hello', WORD)\n");
        Files.writeString(folder.resolve("requirements.txt"), "-c constraints.txt\n./greeting\nindexed-words==1.0\n");
        Files.write(folder.resolve("constraints.txt"), versions(project));
        Path wheels = Files.createDirectories(folder.resolve("target/wheels"));
        new WheelBuilder("indexed_words", "1.0")
                .file("indexed_words/__init__.py", "WORD = 'world'\n")
                .write(wheels);
        server.serve(
                "/simple/indexed-words/",
                "text/html",
                "<a href=\"../../files/%1$s\">%1$s</a>".formatted(WHEEL).getBytes(StandardCharsets.UTF_8));
        server.serve("/files/" + WHEEL, "application/octet-stream", Files.readAllBytes(wheels.resolve(WHEEL)));
    }

    private static List<String> versions(BuiltProject project) {
        List<String> lines = new ArrayList<>();
        for (JsonNode each : project.plan().required("distributions")) {
            lines.add(each.required("name").asText() + "=="
                    + each.required("version").asText());
        }
        return lines;
    }

    /** What declares the index. */
    String option() {
        return "-Dpyflink.indexes=" + server.address("/simple/");
    }

    /** How often its file was asked for. */
    long downloads() {
        return server.requests().stream()
                .filter(request -> request.contains(WHEEL))
                .count();
    }

    @Override
    public void close() {
        server.close();
    }
}
