package org.pyflinkimage.mojo.maven;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.stream.XMLStreamException;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/**
 * The POMs on this disk that a module's declaration may stand in, as they are written: of a text beside elements, Maven's own reader
 * tells nothing.
 *
 * @param own of the module and those that it inherits from, then those of other modules
 */
record PomFiles(List<Path> own, Map<Path, byte[]> contents) {

    static PomFiles of(MavenProject project, @Nullable List<MavenProject> modules) {
        List<Path> own = withParents(project);
        Map<Path, byte[]> contents = new LinkedHashMap<>();
        Stream.concat(
                        own.stream(),
                        Stream.ofNullable(modules)
                                .flatMap(List::stream)
                                .flatMap(module -> withParents(module).stream()))
                .distinct()
                .forEach(file -> read(file).ifPresent(bytes -> contents.put(file, bytes)));
        return new PomFiles(own, contents);
    }

    private static List<Path> withParents(MavenProject project) {
        List<Path> files = new ArrayList<>();
        for (@Nullable MavenProject module = project; module != null; module = module.getParent()) {
            Optional.ofNullable(module.getFile())
                    .map(file -> file.toPath().toAbsolutePath())
                    .ifPresent(files::add);
        }
        return files;
    }

    private static Optional<byte[]> read(Path file) {
        try {
            return Files.isRegularFile(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Whether a POM uses a property, or has a profile that looks at it: it is of that POM then. */
    boolean mention(String property) {
        return contents.values().stream()
                // Names of properties are ASCII, which every encoding of these has.
                .map(bytes -> new String(bytes, StandardCharsets.ISO_8859_1))
                .anyMatch(text -> text.contains("${" + property + "}")
                        || text.contains("<name>" + property + "<")
                        || text.contains("<name>!" + property + "<"));
    }

    /** Elements of a plugin's configuration that hold both a text and elements. */
    List<MixedText> mixed(String artifactId) {
        List<MixedText> mixed = new ArrayList<>();
        for (Path file : own) {
            Optional.ofNullable(contents.get(file)).ifPresent(bytes -> mixed.addAll(mixed(bytes, artifactId)));
        }
        return mixed;
    }

    private static List<MixedText> mixed(byte[] pom, String artifactId) {
        try {
            return MixedText.find(new ByteArrayInputStream(pom), artifactId);
        } catch (XMLStreamException e) {
            // Maven has read it already: what this reader stops at has no text beside elements that Maven dropped.
            return List.of();
        }
    }
}
