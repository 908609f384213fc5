package org.pyflinkimage.build.base;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.pyflinkimage.inspect.ContainerConfiguration;
import org.pyflinkimage.inspect.ImageView;
import org.pyflinkimage.value.UnixPath;

/** The folders in which glibc's loader looks for a program's libraries: what lies elsewhere, it does not find. */
final class LoaderFolders {

    /** Without any file that says so: those of glibc itself, and what Debian and Ubuntu add in theirs. */
    private static final List<UnixPath> USUAL = Stream.of("/lib", "/usr/lib", "/lib64", "/usr/lib64")
            .map(UnixPath::of)
            .flatMap(folder ->
                    Stream.of(folder, folder.resolve("x86_64-linux-gnu"), folder.resolve("aarch64-linux-gnu")))
            .toList();

    private static final UnixPath CONFIGURATION = UnixPath.of("/etc/ld.so.conf");
    private static final UnixPath FURTHER = UnixPath.of("/etc/ld.so.conf.d");

    /** In bytes: each has a few lines. */
    private static final long LARGEST = 1 << 16;

    /** Folders in a variable or in files, however many an image names. */
    private static final int MOST = 1000;

    private LoaderFolders() {}

    /** Whether the loader of an image finds a library by that name. */
    static boolean have(String library, ImageView view, ContainerConfiguration configuration) {
        return Stream.of(USUAL.stream(), ofVariable(configuration), configured(view))
                .flatMap(folders -> folders)
                .anyMatch(folder -> view.isFile(folder.resolve(library)));
    }

    private static Stream<UnixPath> ofVariable(ContainerConfiguration configuration) {
        return Arrays.stream(
                        configuration.variable("LD_LIBRARY_PATH").orElse("").split("[:;]", MOST))
                .flatMap(folder -> absolute(folder).stream());
    }

    /** What the loader's files name, a folder a line; those that others include lie in the usual folder. */
    private static Stream<UnixPath> configured(ImageView view) {
        List<UnixPath> files = Stream.concat(Stream.of(CONFIGURATION), view.list(FURTHER).stream())
                .filter(file -> file.equals(CONFIGURATION) || file.name().endsWith(".conf"))
                .filter(file -> view.sizeOf(file).orElse(Long.MAX_VALUE) <= LARGEST)
                // Many names may lead to one file, which is read once.
                .flatMap(file -> view.find(file).stream())
                .distinct()
                .toList();
        return view.read(files).values().stream()
                .flatMap(bytes -> new String(bytes, StandardCharsets.UTF_8).lines())
                .map(line -> line.replaceFirst("#.*", "").strip())
                .flatMap(line -> absolute(line).stream())
                .distinct()
                .limit(MOST);
    }

    private static Optional<UnixPath> absolute(String written) {
        return written.startsWith("/") && UnixPath.isTaken(written)
                ? Optional.of(UnixPath.ROOT.resolveLink(written))
                : Optional.empty();
    }
}
