package org.pyflinkimage.build.base;

import java.util.List;
import org.pyflinkimage.debian.DebianSystem;
import org.pyflinkimage.inspect.FoundFile;
import org.pyflinkimage.inspect.ImageView;
import org.pyflinkimage.value.UnixPath;

/** Which files each package of a base has, as its dpkg keeps it. */
final class DpkgRecords {

    private DpkgRecords() {}

    /** All of these lists, however many there are: files of a package whose list is not read would be nobody's. */
    static List<UnixPath> lists(ImageView view) {
        return view.find(DebianSystem.RECORDS).stream()
                .flatMap(records -> view.all().stream()
                        .map(FoundFile::path)
                        .filter(path -> !path.isRoot() && path.parent().equals(records)))
                .filter(DebianSystem::isList)
                .toList();
    }
}
