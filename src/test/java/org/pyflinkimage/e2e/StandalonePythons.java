package org.pyflinkimage.e2e;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.pyflinkimage.python.StandaloneBuild;
import org.pyflinkimage.spec.DeclaredPython;
import org.pyflinkimage.spec.PythonSource;

/** A folder with the archive of a real standalone CPython, made on the spot. */
final class StandalonePythons {

    /** Of the most used Python. */
    static final String BUILD = "3.10.16+20241219";

    private final Path folder = Folders.create(Folders.buildDirectory().resolve("e2e/python-builds"));

    private StandalonePythons() {}

    /** Needs {@code python3} and {@code go}, which fetches what the archive is made of. */
    static StandalonePythons made() {
        StandalonePythons made = new StandalonePythons();
        Command.of("src/test/scripts/standalone-python.py", BUILD, "x86_64", made.folder.toString())
                .within(Duration.ofMinutes(3))
                .succeed();
        return made;
    }

    /** A declaration of that build, out of that folder. */
    DeclaredPython declared(PythonSource source) {
        return new DeclaredPython(
                source, List.of(StandaloneBuild.parse(BUILD).orElseThrow()), Optional.of(folder.toUri()));
    }

    /** The archive's members: {@code python/lib/python3.10/os.py}. */
    List<String> members() {
        String release = BUILD.substring(BUILD.indexOf('+') + 1);
        Path archive = folder.resolve(release)
                .resolve("cpython-%s-x86_64-unknown-linux-gnu-install_only_stripped.tar.gz".formatted(BUILD));
        return Command.of("tar", "-tzf", archive.toString())
                .succeed()
                .output()
                .lines()
                .toList();
    }
}
