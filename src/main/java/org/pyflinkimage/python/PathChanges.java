package org.pyflinkimage.python;

import java.util.Set;
import org.pyflinkimage.value.UnixPath;

/**
 * What a source does to the path on which Python looks for modules.
 *
 * @param folders that it adds
 * @param isClear whether that is all, as far as can be read
 * @param workersDiffer whether it gives workers packages or files that the image does not have
 */
public record PathChanges(Set<UnixPath> folders, boolean isClear, boolean workersDiffer) {

    public PathChanges {
        folders = Set.copyOf(folders);
    }
}
