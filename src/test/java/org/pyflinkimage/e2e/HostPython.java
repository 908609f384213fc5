package org.pyflinkimage.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The machine's own Python: a second opinion on what the images hold. */
final class HostPython {

    /** Where Debian keeps pip for new virtual environments; other Pythons carry it inside themselves. */
    private static final Path DEBIAN = Path.of("/usr/share/python-wheels");

    private HostPython() {}

    /** pip as a wheel, which any Python can run as it is. */
    static Path pipWheel() {
        List<Path> folders = new ArrayList<>(List.of(DEBIAN));
        if (Command.isOnPath("python3")) {
            String bundled =
                    "import ensurepip, os; print(os.path.join(os.path.dirname(ensurepip.__file__), '_bundled'))";
            folders.add(Path.of(Command.of("python3", "-c", bundled).run().text()));
        }
        return folders.stream()
                .filter(Files::isDirectory)
                .flatMap(folder -> pipWheels(folder).stream())
                .findFirst()
                .orElseThrow(
                        () -> RequireTools.missing("no wheel of pip is on this machine; Debian's is python3-pip-whl"));
    }

    private static List<Path> pipWheels(Path folder) {
        try (DirectoryStream<Path> wheels = Files.newDirectoryStream(folder, "pip-*.whl")) {
            List<Path> found = new ArrayList<>();
            wheels.forEach(found::add);
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
