package org.pyflinkimage.build;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pyflinkimage.image.ImagePart;
import org.pyflinkimage.value.Sizes;

/** What an image has become heavier or lighter by, against the one that was built in its place before. */
final class Growth {

    /** So many parts are told where not all are asked for. */
    private static final int TOLD = 5;

    /** Less than this many bytes are told of no part where not all are asked for. */
    private static final long NOTABLE = 100_000;

    private final List<Change> changes;
    private final long bytes;

    /** A part that came, went or is another. */
    private record Change(Optional<ImagePart> before, Optional<ImagePart> after) {

        long bytes() {
            return size(after) - size(before);
        }

        private static long size(Optional<ImagePart> part) {
            return part.map(ImagePart::size).orElse(0L);
        }

        boolean isOne() {
            return before.isEmpty()
                    || after.isEmpty()
                    || bytes() != 0
                    || !before.get().version().equals(after.get().version());
        }

        String text() {
            String what = before.isEmpty() ? "came" : after.isEmpty() ? "went" : "changed";
            String name = after.or(() -> before).map(ImagePart::name).orElseThrow();
            return String.format(Locale.ROOT, "  %-8s %10s  %s%s", what, Sizes.change(bytes()), name, versions());
        }

        private String versions() {
            return Stream.of(before, after)
                    .flatMap(part -> part.flatMap(ImagePart::version).stream())
                    .distinct()
                    .collect(Collectors.joining(" -> ", " ", ""))
                    .stripTrailing();
        }
    }

    private Growth(List<Change> changes) {
        this.changes = List.copyOf(changes);
        this.bytes = changes.stream().mapToLong(Change::bytes).sum();
    }

    /** Nothing is another, or nothing was there before. */
    static Growth none() {
        return new Growth(List.of());
    }

    /** Compares what two images are made of; a part that lies in another kind of layer than before is another one. */
    static Growth between(List<ImagePart> before, List<ImagePart> after) {
        Map<List<Object>, ImagePart> old = new LinkedHashMap<>();
        before.forEach(part -> old.put(List.of(part.kind(), part.name()), part));
        List<Change> changes = new ArrayList<>();
        for (ImagePart part : after) {
            changes.add(
                    new Change(Optional.ofNullable(old.remove(List.of(part.kind(), part.name()))), Optional.of(part)));
        }
        old.values().forEach(part -> changes.add(new Change(Optional.of(part), Optional.empty())));
        return new Growth(changes.stream()
                .filter(Change::isOne)
                .sorted(Comparator.comparingLong((Change change) -> Math.abs(change.bytes()))
                        .reversed())
                .toList());
    }

    /**
     * Lines for people; none where nothing is another.
     *
     * @param all whether each part is told, else the few that matter
     */
    List<String> lines(boolean all) {
        if (changes.isEmpty()) {
            return List.of();
        }
        List<Change> told = all
                ? changes
                : changes.stream()
                        .filter(change -> Math.abs(change.bytes()) >= NOTABLE)
                        .limit(TOLD)
                        .toList();
        List<String> lines = new ArrayList<>();
        lines.add("%s unpacked against the image that was built here before%s"
                .formatted(Sizes.change(bytes), told.isEmpty() ? "" : ":"));
        told.stream().map(Change::text).forEach(lines::add);
        int others = changes.size() - told.size();
        if (others > 0) {
            lines.add("  and %s other %s: -Dpyflink.verbose".formatted(others, others == 1 ? "change" : "changes"));
        }
        return lines;
    }
}
