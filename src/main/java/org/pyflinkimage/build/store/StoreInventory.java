package org.pyflinkimage.build.store;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.pyflinkimage.fetch.KeptFile;
import org.pyflinkimage.value.Sizes;

/** What a store keeps, by kind. */
public record StoreInventory(List<Kind> kinds) {

    private static final String ALL = "all";
    private static final String ROW = "  %-26s %8s %12s   %-16s   %s";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    /**
     * The files of one kind, or of all.
     *
     * @param size in bytes
     * @param oldest the last use of the file that was used longest ago
     * @param newest the last use of any
     */
    public record Kind(String name, long files, long size, Instant oldest, Instant newest) {

        private static Kind of(String name, Collection<KeptFile> files) {
            List<Instant> uses = files.stream().map(KeptFile::lastUse).sorted().toList();
            return new Kind(name, files.size(), sizeOf(files), uses.get(0), uses.get(uses.size() - 1));
        }

        private Kind plus(Kind other) {
            return new Kind(
                    name,
                    files + other.files,
                    size + other.size,
                    oldest.isBefore(other.oldest) ? oldest : other.oldest,
                    newest.isAfter(other.newest) ? newest : other.newest);
        }

        private Kind named(String other) {
            return new Kind(other, files, size, oldest, newest);
        }

        private String row() {
            return StoreInventory.row(
                    name, Long.toString(files), Sizes.text(size), TIME.format(oldest), TIME.format(newest));
        }
    }

    public StoreInventory {
        kinds = List.copyOf(kinds);
    }

    /** An inventory of some files, with kinds in the order of their names. */
    public static StoreInventory of(Collection<KeptFile> files) {
        TreeMap<String, List<KeptFile>> byKind =
                files.stream().collect(Collectors.groupingBy(KeptFile::kind, TreeMap::new, Collectors.toList()));
        return new StoreInventory(byKind.entrySet().stream()
                .map(kind -> Kind.of(kind.getKey(), kind.getValue()))
                .toList());
    }

    /** The bytes of some files. */
    public static long sizeOf(Collection<KeptFile> files) {
        return files.stream().mapToLong(KeptFile::size).sum();
    }

    /** A table for people, in UTC; of no lines where nothing is kept. */
    public List<String> lines() {
        if (kinds.isEmpty()) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        lines.add(row("kind", "files", "size", "oldest use (UTC)", "newest use"));
        kinds.forEach(kind -> lines.add(kind.row()));
        kinds.stream()
                .reduce(Kind::plus)
                .ifPresent(all -> lines.add(all.named(ALL).row()));
        return lines;
    }

    private static String row(String kind, String files, String size, String oldest, String newest) {
        return ROW.formatted(kind, files, size, oldest, newest);
    }

    /** When something was used, as in the table. */
    public static String time(Instant use) {
        return TIME.format(use);
    }
}
