package org.pyflinkimage.resolve.index;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.pyflinkimage.value.Problem;

/** A file of a project that says which packages it wants, or which it has locked; of a size that such files have. */
public final class DeclaredFile {

    /** Of a file that somebody writes by hand. */
    private static final int SETTINGS_AT_MOST = 1 << 20;

    /** Of a lock file, which a tool writes; the largest that are known have some 5 MiB. */
    private static final int LOCK_AT_MOST = 64 << 20;

    private static final Set<String> SETTINGS = Set.of("pyproject.toml", "uv.toml", "Pipfile");

    private DeclaredFile() {}

    /**
     * All of it.
     *
     * @throws org.pyflinkimage.value.PyFlinkException {@code PYF-488} where it cannot be read, or is larger than any such file
     */
    public static byte[] bytes(Path file) {
        int most = SETTINGS.contains(String.valueOf(file.getFileName())) ? SETTINGS_AT_MOST : LOCK_AT_MOST;
        byte[] bytes;
        try (InputStream stream = Files.newInputStream(file)) {
            bytes = stream.readNBytes(most + 1);
        } catch (IOException e) {
            throw Problem.environment("PYF-488", "`%s` cannot be read".formatted(file))
                    .why(String.valueOf(e))
                    .remedy("look at the rights of the file and its folder")
                    .toException(e);
        }
        if (bytes.length > most) {
            throw Problem.declaration("PYF-488", "`%s` is too large".formatted(file))
                    .why("it has more than %s MiB".formatted(most >> 20))
                    .remedy("name a smaller file, or let the tool that wrote it write it anew")
                    .toException();
        }
        return bytes;
    }
}
