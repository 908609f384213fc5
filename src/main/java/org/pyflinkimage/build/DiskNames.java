package org.pyflinkimage.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.value.Problem;

/** The names that are written to one folder: where a disk does not tell capital letters from small ones, two of them may be one. */
final class DiskNames {

    private final Path folder;
    private final Map<String, String> names = new HashMap<>();

    DiskNames(Path folder) {
        this.folder = folder;
    }

    /**
     * Takes note of a file that is to be written, when all before it have been.
     *
     * @param path from the folder on
     * @throws org.pyflinkimage.value.PyFlinkException {@code PYF-880} where it, or a folder above it, is another one on this disk
     */
    void add(String path) throws IOException {
        for (int end = path.indexOf('/'); end > 0; end = path.indexOf('/', end + 1)) {
            addOne(path.substring(0, end));
        }
        addOne(path);
    }

    private void addOne(String name) throws IOException {
        String before = names.putIfAbsent(name.toLowerCase(Locale.ROOT), name);
        if (before != null && !before.equals(name) && isSame(before, name)) {
            throw Problem.environment("PYF-880", "`%s` and `%s` are one in `%s`".formatted(before, name, folder))
                    .why("this disk does not tell capital letters from small ones, and an image does")
                    .remedy("another name for one of them")
                    .remedy("or a folder on a disk that does: " + Element.RENDERED.named())
                    .toException();
        }
    }

    private boolean isSame(String one, String other) throws IOException {
        Path file = folder.resolve(other);
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS) && Files.isSameFile(folder.resolve(one), file);
    }
}
