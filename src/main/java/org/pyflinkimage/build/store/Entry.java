package org.pyflinkimage.build.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pyflinkimage.fetch.KeptFile;
import org.pyflinkimage.layer.LayerBuilder;

/**
 * Files of a store that come and go together: a layer and its sums; of every other kind a single one.
 *
 * @param files one at least, all of one kind
 */
record Entry(List<KeptFile> files) {

    private static final String LAYER = KeptFile.derived(LayerBuilder.KIND);

    /** First what nobody will finish, then what can be made, then what can be fetched; of each, what was used longest ago. */
    static final Comparator<Entry> LEAST_MISSED =
            Comparator.comparing(Entry::worth).thenComparing(Entry::lastUse).thenComparing(Entry::name);

    Entry {
        files = List.copyOf(files);
    }

    /** The entries that files make up. */
    static List<Entry> of(Collection<KeptFile> files) {
        Map<String, List<KeptFile>> byKey = new LinkedHashMap<>();
        for (KeptFile file : files) {
            byKey.computeIfAbsent(keyOf(file), key -> new ArrayList<>()).add(file);
        }
        return byKey.values().stream().map(Entry::new).toList();
    }

    private static String keyOf(KeptFile file) {
        return file.kind() + "/" + (file.kind().equals(LAYER) ? LayerBuilder.keyOf(file.name()) : file.name());
    }

    private int worth() {
        return switch (files.get(0).kind()) {
            case KeptFile.UNFINISHED -> 0;
            case KeptFile.ARTIFACT -> 2;
            default -> 1;
        };
    }

    private Instant lastUse() {
        return files.stream()
                .map(KeptFile::lastUse)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    private String name() {
        return files.get(0).name();
    }
}
