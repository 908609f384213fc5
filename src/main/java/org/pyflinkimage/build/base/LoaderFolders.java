package org.pyflinkimage.build.base;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.pyflinkimage.elf.LoaderPath;
import org.pyflinkimage.inspect.ContainerConfiguration;
import org.pyflinkimage.inspect.ImageView;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.value.UnixPath;

/** The folders in which glibc's loader looks for a program's libraries: what lies elsewhere, it does not find. */
final class LoaderFolders {

    private static final UnixPath CONFIGURATION = UnixPath.of(LoaderPath.FILE);
    private static final UnixPath FURTHER = UnixPath.of(LoaderPath.FURTHER);

    private LoaderFolders() {}

    /** Whether the loader of an image finds a library by that name. */
    static boolean have(String library, ImageView view, ContainerConfiguration configuration) {
        String variable = configuration.variable(LoaderPath.VARIABLE).orElse("");
        return Stream.of(usual(), LoaderPath.ofVariable(variable), configured(view))
                .flatMap(folders -> folders)
                .flatMap(folder -> taken(folder).stream())
                .anyMatch(folder -> view.isFile(folder.resolve(library)));
    }

    private static Stream<String> usual() {
        return Arrays.stream(Platform.values()).map(Platform::triplet).flatMap(LoaderPath::usual);
    }

    /** What the loader's files name, a folder a line; those that others include lie in the usual folder. */
    private static Stream<String> configured(ImageView view) {
        List<UnixPath> files = Stream.concat(Stream.of(CONFIGURATION), view.list(FURTHER).stream())
                .filter(file -> LoaderPath.isConfiguration(file.value()))
                .filter(file -> view.sizeOf(file).orElse(Long.MAX_VALUE) <= LoaderPath.LARGEST_FILE)
                // Many names may lead to one file, which is read once.
                .flatMap(file -> view.find(file).stream())
                .distinct()
                .toList();
        return view.read(files).values().stream()
                .flatMap(bytes -> LoaderPath.ofConfiguration(new String(bytes, StandardCharsets.UTF_8)))
                .limit(LoaderPath.MOST);
    }

    private static Optional<UnixPath> taken(String folder) {
        return UnixPath.isTaken(folder) ? Optional.of(UnixPath.ROOT.resolveLink(folder)) : Optional.empty();
    }
}
