package org.pyflinkimage.inspect.inventory;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.pyflinkimage.inspect.ImageView;
import org.pyflinkimage.value.UnixPath;

/** The few files of an image that are read: all that are wanted at one go, as each go reads whole layers. */
final class ImageFiles {

    /** In bytes: lists of users and releases have few lines. A larger one is passed over, as if it were not there. */
    private static final long USUAL = 1 << 20;

    private final ImageView view;
    private final NavigableSet<UnixPath> wanted = new TreeSet<>();
    private final SortedMap<UnixPath, byte[]> read = new TreeMap<>();

    ImageFiles(ImageView view) {
        this.view = view;
    }

    ImageView view() {
        return view;
    }

    void want(Collection<UnixPath> paths) {
        want(paths, USUAL);
    }

    /** @param largest what they may have, in bytes; a larger one is passed over */
    void want(Collection<UnixPath> paths, long largest) {
        paths.stream()
                .filter(path -> view.sizeOf(path).orElse(Long.MAX_VALUE) <= largest)
                .forEach(wanted::add);
    }

    /** Reads what is wanted. */
    void fetch() {
        read.putAll(view.read(wanted));
        wanted.clear();
    }

    /** What was read, of UTF-8; empty where there is no such file, or it is too large. */
    Optional<String> text(UnixPath path) {
        return bytes(path).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    Optional<byte[]> bytes(UnixPath path) {
        return Optional.ofNullable(read.get(path));
    }
}
