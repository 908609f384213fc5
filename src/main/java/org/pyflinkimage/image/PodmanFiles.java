package org.pyflinkimage.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.value.Problem;

/** The files by which Podman is told of registries. They say what may not be had, so none that is there is passed over. */
final class PodmanFiles {

    private static final String MAIN = "registries.conf";

    /** Names a file in the place of the user's and the machine's. */
    private static final String NAMED = "CONTAINERS_REGISTRIES_CONF";

    private PodmanFiles() {}

    /**
     * What they say, the later before the earlier. The user's file stands in the place of the machine's; of further ones the later come
     * before the earlier, the user's last.
     *
     * @throws org.pyflinkimage.value.PyFlinkException {@code PYF-343} where one cannot be read
     */
    static List<JsonNode> read(Environment environment, Path system) {
        Path own = environment.configurationFolder().resolve("containers");
        Path shared = system.resolve("containers");
        List<JsonNode> read = new ArrayList<>();
        Optional<Path> named = environment.variable(NAMED).map(PodmanFiles::path);
        if (named.isPresent()) {
            read.add(
                    contents(named.get()).orElseThrow(() -> missing(named.get()).toException()));
        } else {
            Stream.of(own, shared)
                    .flatMap(folder -> contents(folder.resolve(MAIN)).stream())
                    .findFirst()
                    .ifPresent(read::add);
        }
        Stream.of(shared, own)
                .flatMap(folder -> filesIn(folder.resolve("registries.conf.d")).stream())
                .forEach(file -> contents(file).ifPresent(read::add));
        return read;
    }

    private static Path path(String name) {
        return Environment.pathOf(name).orElseThrow(() -> noPath(name).toException());
    }

    private static List<Path> filesIn(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".conf"))
                    .filter(file -> !Files.isDirectory(file))
                    .sorted()
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw unreadable(folder, e).toException(e);
        }
    }

    /** Empty where there is no such file. */
    private static Optional<JsonNode> contents(Path file) {
        try {
            return Optional.of(new TomlMapper().readTree(Files.readAllBytes(file)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw unreadable(file, e).toException(e);
        }
    }

    private static Problem unreadable(Path file, IOException failure) {
        return Problem.environment(
                        "PYF-343", "`%s`, which says what registries may be asked, cannot be read".formatted(file))
                .why(RegistryProblems.text(failure))
                .why("what it blocks (`blocked = true`) would be asked")
                .remedy("mend that file: `podman info` says whether Podman reads it")
                .remedy("or another one in the place of `%s`: the environment variable `%s`".formatted(MAIN, NAMED));
    }

    private static Problem noPath(String name) {
        return Problem.environment(
                        "PYF-343",
                        "`%s`, which says what registries may be asked, is no path on this machine".formatted(name))
                .why("the environment variable `%s` names it".formatted(NAMED))
                .remedy("where it has letters beyond ASCII, a locale that has them: `LC_ALL=C.UTF-8`")
                .remedy("or another name for the file");
    }

    private static Problem missing(Path file) {
        return Problem.environment(
                        "PYF-343", "`%s`, which says what registries may be asked, is not there".formatted(file))
                .why("the environment variable `%s` names it".formatted(NAMED))
                .remedy("name one that is there, or unset `%s`".formatted(NAMED));
    }
}
