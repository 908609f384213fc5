package org.pyflinkimage.inspect.inventory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.pyflinkimage.debian.DebianSystem;
import org.pyflinkimage.debian.InstalledPackage;
import org.pyflinkimage.inspect.ImageView;
import org.pyflinkimage.value.UnixPath;

/** What dpkg keeps of installed packages: in one file, or in images that were made without it in one for each package. */
final class DpkgStatus {

    /** In bytes; that of a desktop has five million. */
    static final long LARGEST = 8 << 20;

    private static final UnixPath FOLDER = UnixPath.of("/var/lib/dpkg/status.d");

    private DpkgStatus() {}

    /** The files that packages stand in. */
    static List<UnixPath> files(ImageView view) {
        Stream<UnixPath> apart = view.list(FOLDER).stream()
                .filter(file -> !file.name().endsWith(".md5sums"))
                .filter(view::isFile);
        // Many names may lead to one file, which is read once.
        return Stream.concat(Stream.of(DebianSystem.STATUS), apart)
                .flatMap(file -> view.find(file).stream())
                .distinct()
                .toList();
    }

    /** The packages in those files, by name; what is no package is passed over. */
    static List<InstalledPackage> packages(ImageFiles files) {
        List<InstalledPackage> packages = new ArrayList<>();
        for (UnixPath file : files(files.view())) {
            files.text(file).map(InstalledPackage::ofStatus).ifPresent(packages::addAll);
        }
        packages.sort(Comparator.comparing(InstalledPackage::name).thenComparing(InstalledPackage::architecture));
        return packages;
    }
}
