package org.pyflinkimage.template;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.pyflinkimage.value.UnixPath;

/** The names of volumes in Compose and Kubernetes files: they stay as others are declared, or a cluster would find others' data. */
final class Mounts {

    /** Kubernetes takes 63 characters. */
    private static final int LONGEST = 50;

    private Mounts() {}

    /** Each volume by its name: {@code data-checkpoints} for {@code /data/checkpoints}. */
    static Map<String, String> of(Collection<UnixPath> volumes) {
        Map<String, String> byName = new LinkedHashMap<>();
        for (UnixPath volume : volumes) {
            String name = nameOf(volume.value());
            String free = name;
            for (int number = 2; byName.containsKey(free); number++) {
                free = name + "-" + number;
            }
            byName.put(free, volume.value());
        }
        return byName;
    }

    private static String nameOf(String path) {
        String words =
                path.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        String last = words.substring(Math.max(0, words.length() - LONGEST)).replaceAll("^-", "");
        return last.isEmpty() ? "volume" : last;
    }
}
