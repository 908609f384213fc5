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

    /** Flink's settings that give workers what the image does not have. */
    public static final Set<String> SETTINGS_FOR_WORKERS =
            Set.of("python.archives", "python.executable", "python.files", "python.pyfiles", "python.requirements");

    public PathChanges {
        folders = Set.copyOf(folders);
    }
}
