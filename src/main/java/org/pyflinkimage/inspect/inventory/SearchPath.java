package org.pyflinkimage.inspect.inventory;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.pyflinkimage.inspect.ContainerConfiguration;
import org.pyflinkimage.inspect.ImageView;
import org.pyflinkimage.value.UnixPath;

/**
 * Where the programs of an image are looked for.
 *
 * @param folders as PATH has them
 */
record SearchPath(List<UnixPath> folders, ImageView view) {

    /** What runs containers takes where an image says nothing. */
    private static final String USUAL = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    /** Folders in it, however many an image names. */
    private static final int MOST = 1000;

    static SearchPath of(ContainerConfiguration configuration, ImageView view) {
        String path = configuration.variable("PATH").orElse(USUAL);
        return new SearchPath(
                Arrays.stream(path.split(":", MOST))
                        .flatMap(folder -> UnixPath.ofWritten(folder).stream())
                        .toList(),
                view);
    }

    /** The file that a command's name means, as PATH finds it. */
    Optional<UnixPath> find(String command) {
        return folders.stream()
                .map(folder -> folder.resolve(command))
                .filter(view::isFile)
                .findFirst();
    }
}
