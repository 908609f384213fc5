package org.pyflinkimage.inspect.inventory;

import java.util.SortedMap;
import org.pyflinkimage.debian.AptSetup;
import org.pyflinkimage.inspect.ImageView;
import org.pyflinkimage.value.UnixPath;

/** What apt is told in an image: its sources, and the keys that it believes archives by. */
public final class AptFiles {

    private AptFiles() {}

    /** These files by their paths; the sources are read first, as they say where keys are. */
    public static SortedMap<UnixPath, byte[]> of(ImageView view) {
        SortedMap<UnixPath, byte[]> files = view.read(AptSetup.places(view::list));
        files.putAll(view.read(AptSetup.ofImage(files).namedKeys()));
        return files;
    }

    /** What they mean. */
    public static AptSetup setup(ImageView view) {
        return AptSetup.ofImage(of(view));
    }
}
