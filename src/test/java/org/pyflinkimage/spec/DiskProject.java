package org.pyflinkimage.spec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.pyflinkimage.system.Environment;

/** A project on disk, in an environment without variables. */
public final class DiskProject implements ProjectFiles {

    public static final Environment ENVIRONMENT = new Environment(Map.of(), Path.of("/nowhere"));

    /** Requirements that stand in files. */
    public static PythonRequirements requirements(Path... files) {
        return PythonRequirements.read(List.of(files), List.of(), new DiskProject());
    }

    /** Requirements that stand in the declaration. */
    public static PythonRequirements requirements(List<String> inline) {
        return PythonRequirements.read(List.of(), inline, new DiskProject());
    }

    @Override
    public boolean isFile(Path path) {
        return Files.isRegularFile(path);
    }

    @Override
    public boolean isFolder(Path path) {
        return Files.isDirectory(path);
    }

    @Override
    public List<Path> in(Path folder) {
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Optional<byte[]> read(Path path) {
        try {
            return isFile(path) ? Optional.of(Files.readAllBytes(path)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Optional<String> variable(String name) {
        return Optional.empty();
    }

    @Override
    public Path realPath(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
