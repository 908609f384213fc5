package org.pyflinkimage.spec;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A project whose files are nowhere but here.
 *
 * @param texts by path
 */
public record TextProject(Map<Path, String> texts) implements ProjectFiles {

    /** The requirements of a {@code requirements.txt}. */
    public static PythonRequirements requirements(String text) {
        return requirements(Map.of("requirements.txt", text));
    }

    /** The requirements of a {@code requirements.txt} among other files. */
    public static PythonRequirements requirements(Map<String, String> texts) {
        Path folder = Path.of("/project");
        TextProject project = new TextProject(texts.entrySet().stream()
                .collect(Collectors.toMap(entry -> folder.resolve(entry.getKey()), Map.Entry::getValue)));
        return PythonRequirements.read(List.of(folder.resolve("requirements.txt")), List.of(), project);
    }

    @Override
    public boolean isFile(Path path) {
        return texts.containsKey(path);
    }

    @Override
    public boolean isFolder(Path path) {
        return false;
    }

    @Override
    public Optional<byte[]> read(Path path) {
        return Optional.ofNullable(texts.get(path)).map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Optional<String> variable(String name) {
        return Optional.empty();
    }

    @Override
    public Path realPath(Path path) {
        return path;
    }
}
