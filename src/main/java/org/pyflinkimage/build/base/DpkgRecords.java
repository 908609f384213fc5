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
        return view.allIn(DebianSystem.RECORDS)
                .map(FoundFile::path)
                .filter(DebianSystem::isList)
                .toList();
    }
}
