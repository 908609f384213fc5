package org.pyflinkimage.template;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.pyflinkimage.spec.ContainerUser;
import org.pyflinkimage.value.UnixPath;

/**
 * What a Dockerfile copies of an extra directory.
 *
 * @param source its files in the context, a folder
 * @param into where they lie in the image
 * @param owner of all of them
 * @param folders permission bits of those that hold files, by their paths in the image; for where the base has none
 * @param modes permission bits of files, where they are not 0644
 */
public record ExtraCopy(
        String source,
        UnixPath into,
        ContainerUser owner,
        SortedMap<UnixPath, Integer> folders,
        SortedMap<UnixPath, Integer> modes) {

    public ExtraCopy {
        folders = Collections.unmodifiableSortedMap(new TreeMap<>(folders));
        modes = Collections.unmodifiableSortedMap(new TreeMap<>(modes));
    }

    /** The words of a template. */
    Map<String, Object> model() {
        return Map.of(
                "source", source,
                "into", into.value(),
                "user", owner.uid(),
                "group", owner.effectiveGid(),
                "folders", octal(folders),
                "modes", octal(modes));
    }

    private static SortedMap<String, String> octal(SortedMap<UnixPath, Integer> modes) {
        SortedMap<String, String> octal = new TreeMap<>();
        modes.forEach((path, mode) ->
                octal.put(path.value(), Integer.toOctalString(mode | 01000).substring(1)));
        return octal;
    }
}
