package org.pyflinkimage.template;

import java.util.Set;
import org.pyflinkimage.value.UnixPath;

/**
 * What of an image's configuration somebody has decided on.
 *
 * @param settings declared keys of Flink's configuration
 * @param files those that are in the templates' folder, or that something declared shapes
 */
public record DecidedFiles(Set<String> settings, Set<UnixPath> files) {
    public DecidedFiles {
        settings = Set.copyOf(settings);
        files = Set.copyOf(files);
    }
}
