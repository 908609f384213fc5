package org.pyflinkimage.inspect;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.pyflinkimage.inspect.LayerEntry.File;
import org.pyflinkimage.inspect.LayerEntry.SymbolicLink;
import org.pyflinkimage.value.UnixPath;

/** The files of an image as a container finds them. What is in a file is read when it is asked for. */
public final class ImageView {

    /** As many as Linux follows. */
    private static final int MOST_LINKS = 40;

    private final List<Path> blobs;
    private final Allowance allowance;
    private final NavigableMap<UnixPath, LayerEntry> entries;

    private ImageView(List<Path> blobs, Allowance allowance, NavigableMap<UnixPath, LayerEntry> entries) {
        this.blobs = blobs;
        this.allowance = allowance;
        this.entries = entries;
    }

    /**
     * Puts layers over each other.
     *
     * @param blobs as they are stored, the lowest first
     */
    static ImageView of(List<Path> blobs, Bounds bounds) throws IOException {
        Allowance indexing = new Allowance(bounds);
        LayerFiles files = new LayerFiles(indexing);
        for (Path blob : blobs) {
            files.add(new LayerTar(blob, indexing));
        }
        return new ImageView(List.copyOf(blobs), new Allowance(bounds), files.entries());
    }

    /** The paths right below a folder; none where there is no such folder. */
    public List<UnixPath> list(UnixPath folder) {
        UnixPath real = resolve(folder);
        return entries.tailMap(real, false).keySet().stream()
                .takeWhile(path -> path.startsWith(real))
                .filter(path -> path.parent().equals(real))
                .map(path -> folder.resolve(path.name()))
                .toList();
    }

    /**
     * The contents of those of these paths that are files, or lead to files inside of the image.
     *
     * @throws org.pyflinkimage.value.PyFlinkException {@code PYF-338} where they are larger than is allowed
     */
    public SortedMap<UnixPath, byte[]> read(Collection<UnixPath> paths) {
        Map<Integer, Map<UnixPath, byte[]>> byLayer = new HashMap<>();
        Map<UnixPath, File> files = new HashMap<>();
        for (UnixPath path : paths) {
            if (entries.get(resolve(path)) instanceof File file) {
                files.put(path, file);
                byLayer.computeIfAbsent(file.layer(), layer -> new HashMap<>()).put(file.member(), new byte[0]);
            }
        }
        byLayer.forEach(this::fill);
        SortedMap<UnixPath, byte[]> contents = new TreeMap<>();
        files.forEach((path, file) -> contents.put(path, contentOf(file, byLayer)));
        return contents;
    }

    private static byte[] contentOf(File file, Map<Integer, Map<UnixPath, byte[]>> byLayer) {
        return byLayer.getOrDefault(file.layer(), Map.of()).getOrDefault(file.member(), new byte[0]);
    }

    private void fill(int layer, Map<UnixPath, byte[]> members) {
        try {
            new LayerTar(blobs.get(layer), allowance).visit((path, member, content) -> {
                if (members.containsKey(path) && member.isFile()) {
                    byte[] bytes = content.readNBytes(allowance.contentAtMost());
                    allowance.takeContent(bytes.length);
                    members.put(path, bytes);
                }
            });
        } catch (IOException e) {
            throw ImageProblems.refused(blobs.get(layer).getFileName().toString(), e)
                    .toException(e);
        }
    }

    /** Where a path leads, links of folders on the way included; the path itself where its links go round. */
    private UnixPath resolve(UnixPath path) {
        Deque<String> ahead = new ArrayDeque<>(List.of(path.relative().split("/", -1)));
        UnixPath here = UnixPath.ROOT;
        int links = 0;
        while (!ahead.isEmpty()) {
            String segment = ahead.pop();
            UnixPath next = segment.equals("..") ? here.parent() : at(here, segment);
            Optional<String> target = targetOf(next);
            if (!next.isRoot() && !entries.containsKey(next)) {
                // Nothing lies below nothing, however long the way goes on.
                return path;
            } else if (target.isEmpty()) {
                here = next;
            } else if (++links > MOST_LINKS) {
                return path;
            } else {
                here = target.get().startsWith("/") ? UnixPath.ROOT : here;
                pushAll(target.get(), ahead);
            }
        }
        return here;
    }

    private static UnixPath at(UnixPath folder, String segment) {
        return segment.isEmpty() || segment.equals(".") ? folder : folder.resolve(segment);
    }

    private Optional<String> targetOf(UnixPath path) {
        return entries.get(path) instanceof SymbolicLink link ? Optional.of(link.target()) : Optional.empty();
    }

    private static void pushAll(String target, Deque<String> ahead) {
        String[] segments = target.split("/", -1);
        for (int i = segments.length - 1; i >= 0; i--) {
            ahead.push(segments[i]);
        }
    }
}
