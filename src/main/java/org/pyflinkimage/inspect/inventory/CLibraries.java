package org.pyflinkimage.inspect.inventory;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.pyflinkimage.debian.InstalledPackage;
import org.pyflinkimage.debian.PackageName;
import org.pyflinkimage.inspect.ImageView;
import org.pyflinkimage.value.GlibcVersion;
import org.pyflinkimage.value.UnixPath;

/** Finds the C library of an image. */
final class CLibraries {

    /** In bytes; the library itself has two million. */
    private static final long LARGEST = 8 << 20;

    /** Where it lies by the standards of Debian, of Fedora and of Alpine. What lies elsewhere, some program brought. */
    private static final List<UnixPath> FOLDERS = Stream.of("/lib", "/lib64", "/usr/lib", "/usr/lib64")
            .map(UnixPath::of)
            .flatMap(folder ->
                    Stream.of(folder, folder.resolve("x86_64-linux-gnu"), folder.resolve("aarch64-linux-gnu")))
            .toList();

    private static final Pattern FILE = Pattern.compile("libc-(2\\.[0-9]+)\\.so");
    private static final Pattern BANNER = Pattern.compile("GNU C Library [^\n]{0,200}version (2\\.[0-9]+)");

    /** What Alpine's package manager keeps of installed packages. */
    private static final UnixPath ALPINE = UnixPath.of("/lib/apk/db/installed");

    private CLibraries() {}

    /** The one that an image's packages name, or its folders of libraries have; empty where there is none. */
    static Optional<CLibrary> find(List<InstalledPackage> packages, ImageFiles files) {
        return packages.stream()
                .filter(each -> each.name().equals(PackageName.LIBC))
                .findFirst()
                .<CLibrary>map(libc6 ->
                        new CLibrary.Glibc(GlibcVersion.leading(libc6.version().upstream())))
                .or(() -> glibc(files))
                .or(() -> musl(files));
    }

    private static Optional<CLibrary> glibc(ImageFiles files) {
        ImageView view = files.view();
        Optional<UnixPath> library = FOLDERS.stream()
                .map(folder -> folder.resolve("libc.so.6"))
                .filter(view::isFile)
                .findFirst();
        return library.<CLibrary>map(
                path -> new CLibrary.Glibc(named(path, view).or(() -> banner(path, files))));
    }

    /** Until 2.33 the file itself was called by its version. */
    private static Optional<GlibcVersion> named(UnixPath library, ImageView view) {
        return view.find(library)
                .map(file -> FILE.matcher(file.name()))
                .filter(Matcher::matches)
                .flatMap(name -> GlibcVersion.parse(name.group(1)));
    }

    /** What it says where somebody runs it. */
    private static Optional<GlibcVersion> banner(UnixPath library, ImageFiles files) {
        files.want(List.of(library), LARGEST);
        files.fetch();
        return files.bytes(library)
                .map(bytes -> BANNER.matcher(new String(bytes, StandardCharsets.ISO_8859_1)))
                .filter(Matcher::find)
                .flatMap(banner -> GlibcVersion.parse(banner.group(1)));
    }

    private static Optional<CLibrary> musl(ImageFiles files) {
        boolean there = FOLDERS.stream()
                .flatMap(folder -> files.view().list(folder).stream())
                .anyMatch(path -> path.name().startsWith("ld-musl-"));
        return there ? Optional.of(new CLibrary.Musl(alpines(files))) : Optional.empty();
    }

    private static Optional<String> alpines(ImageFiles files) {
        files.want(List.of(ALPINE));
        files.fetch();
        return files.text(ALPINE)
                .flatMap(text -> text.lines()
                        .dropWhile(line -> !line.equals("P:musl"))
                        .skip(1)
                        .findFirst())
                .filter(line -> line.startsWith("V:"))
                .map(line -> line.substring(2));
    }
}
