package org.pyflinkimage.inspect;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.pyflinkimage.inspect.LayerEntry.Directory;
import org.pyflinkimage.inspect.LayerEntry.File;
import org.pyflinkimage.inspect.LayerEntry.SymbolicLink;
import org.pyflinkimage.value.PathResolution;
import org.pyflinkimage.value.UnixPath;

/** The files of an image as a container finds them. What is in a file is read when it is asked for. */
public final class ImageView {

    /** What is listed of one folder; a Debian with all its programs has four thousand of them. */
    private static final int LISTED_AT_MOST = 20_000;

    private final List<LayerContent> layers;
    private final Bounds bounds;
    private final NavigableMap<UnixPath, LayerEntry> entries;
    private final PathResolution resolution;

    private ImageView(List<LayerContent> layers, Bounds bounds, NavigableMap<UnixPath, LayerEntry> entries) {
        this.layers = layers;
        this.bounds = bounds;
        this.entries = entries;
        this.resolution = new PathResolution(entries::containsKey, this::linkAt);
    }

    /**
     * Puts layers over each other.
     *
     * @param layers the lowest first
     */
    static ImageView of(List<LayerContent> layers, Bounds bounds) throws IOException {
        LayerFiles files = new LayerFiles(new Allowance(bounds));
        for (LayerContent layer : layers) {
            files.add(layer);
        }
        return new ImageView(List.copyOf(layers), bounds, files.entries());
    }

    /** Where a path leads in the end, itself where no link is on the way; empty where a container finds nothing there. */
    public Optional<UnixPath> find(UnixPath path) {
        return resolution.find(path);
    }

    /** How many bytes the file has that a path leads to; empty where that is no file. */
    public OptionalLong sizeOf(UnixPath path) {
        return at(path).orElse(null) instanceof File file ? OptionalLong.of(file.size()) : OptionalLong.empty();
    }

    /** Whether a path leads to a file. */
    public boolean isFile(UnixPath path) {
        return sizeOf(path).isPresent();
    }

    /** Whether a path leads to a folder. */
    public boolean isFolder(UnixPath path) {
        return resolution.find(path).filter(this::isRealFolder).isPresent();
    }

    /** Who may do what with the folder that a path leads to; empty where that is no folder, or no layer has it. */
    public Optional<Rights> rightsOf(UnixPath path) {
        return at(path).orElse(null) instanceof Directory folder ? Optional.of(folder.rights()) : Optional.empty();
    }

    /** All that is in the image, each after its folder. */
    public List<FoundFile> all() {
        return entries.entrySet().stream()
                .map(entry -> found(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static FoundFile found(UnixPath path, LayerEntry entry) {
        if (entry instanceof File file) {
            return new FoundFile(path, FoundFile.Kind.FILE, "", file.size(), file.rights());
        }
        if (entry instanceof SymbolicLink link) {
            return new FoundFile(path, FoundFile.Kind.SYMBOLIC_LINK, link.target(), 0, link.rights());
        }
        return entry instanceof Directory folder
                ? new FoundFile(path, FoundFile.Kind.FOLDER, "", 0, folder.rights())
                : new FoundFile(path, FoundFile.Kind.SPECIAL, "", 0, Rights.OF_FOLDERS);
    }

    /** The paths of all files and links with such a name, in all folders; what lies behind a link is told by its own path. */
    public List<UnixPath> named(Predicate<String> name) {
        return entries.entrySet().stream()
                .filter(entry -> entry.getValue() instanceof File || entry.getValue() instanceof SymbolicLink)
                .map(Map.Entry::getKey)
                .filter(path -> name.test(path.name()))
                .toList();
    }

    /**
     * The paths right below a folder, by name; none where there is no such folder. Of one that has very many they are the first: many
     * links may lead to it, and nothing that is looked for lies in such a folder.
     */
    public List<UnixPath> list(UnixPath folder) {
        return in(folder).map(file -> folder.resolve(file.path().name())).toList();
    }

    /** The same as what they are, links as links, with the folder's own path; each is looked for when it is asked for. */
    public Stream<FoundFile> in(UnixPath folder) {
        return allIn(folder).limit(LISTED_AT_MOST);
    }

    /** The same, however many they are: for what one path alone leads to, and of which none may be passed over. */
    public Stream<FoundFile> allIn(UnixPath folder) {
        return resolution.find(folder).filter(this::isRealFolder).stream()
                .flatMap(this::below)
                .map(path -> found(path, Objects.requireNonNull(entries.get(path))));
    }

    private Stream<UnixPath> below(UnixPath real) {
        return Stream.iterate(
                        Optional.ofNullable(entries.higherKey(real)),
                        path -> path.filter(below -> below.startsWith(real)).isPresent(),
                        path -> path.flatMap(this::behind))
                .map(Optional::orElseThrow);
    }

    /** What follows a path and all that lies below it: no character comes between a slash, which comes first, and this one. */
    private Optional<UnixPath> behind(UnixPath path) {
        return Optional.ofNullable(entries.ceilingKey(UnixPath.of(path + "\1")));
    }

    /**
     * The contents of those of these paths that are files, or lead to files inside of the image. Many paths may lead to one file, and
     * whoever reads it makes something of it for each: so it counts for each.
     *
     * @throws org.pyflinkimage.value.PyFlinkException {@code PYF-338} where they are larger than is allowed
     */
    public SortedMap<UnixPath, byte[]> read(Collection<UnixPath> paths) {
        return read(paths, bounds.content());
    }

    /**
     * The same, of more or less than is usual.
     *
     * @param atMost bytes of all of them
     * @throws org.pyflinkimage.value.PyFlinkException {@code PYF-338} where they are larger
     */
    public SortedMap<UnixPath, byte[]> read(Collection<UnixPath> paths, int atMost) {
        Map<Integer, Map<UnixPath, Set<UnixPath>>> byLayer = new HashMap<>();
        SortedMap<UnixPath, byte[]> contents = new TreeMap<>();
        for (UnixPath path : paths) {
            if (at(path).orElse(null) instanceof File file) {
                contents.put(path, new byte[0]);
                byLayer.computeIfAbsent(file.layer(), layer -> new HashMap<>())
                        .computeIfAbsent(file.member(), member -> new HashSet<>())
                        .add(path);
            }
        }
        Allowance allowance = new Allowance(bounds.withContent(atMost));
        byLayer.forEach((layer, members) -> fill(contents, layer, members, allowance));
        return contents;
    }

    /**
     * Writes what is in files of any size, for which each of their layers is read once, and whole: a tar may have a file twice, and the
     * last one counts.
     *
     * @param targets where what each path leads to is written
     * @throws NoSuchFileException where one leads to no file
     * @throws org.pyflinkimage.value.PyFlinkException {@code PYF-338} where a layer is no tar any more, or larger than is allowed
     */
    public void copy(Map<UnixPath, Path> targets) throws IOException {
        Map<Integer, Map<UnixPath, Copies>> byLayer = new TreeMap<>();
        for (Map.Entry<UnixPath, Path> target : targets.entrySet()) {
            if (!(at(target.getKey()).orElse(null) instanceof File file)) {
                throw new NoSuchFileException(target.getKey().value());
            }
            byLayer.computeIfAbsent(file.layer(), layer -> new HashMap<>())
                    .computeIfAbsent(file.member(), member -> new Copies(file.size(), new ArrayList<>()))
                    .targets()
                    .add(target.getValue());
        }
        for (Map.Entry<Integer, Map<UnixPath, Copies>> layer : byLayer.entrySet()) {
            copy(layers.get(layer.getKey()).blob(), layer.getValue());
        }
    }

    private void copy(Path blob, Map<UnixPath, Copies> members) throws IOException {
        try {
            new LayerTar(blob, new Allowance(bounds)).visit((path, member, content) -> {
                Copies copies = members.get(path);
                if (copies != null && member.isFile() && member.getSize() == copies.size()) {
                    copies.write(content);
                }
            });
        } catch (RefusedImage e) {
            throw ImageProblems.refusedLayer(blob, e);
        }
    }

    /**
     * Where a file is written.
     *
     * @param size of the last one of its name, which counts; of another size may be anything
     */
    private record Copies(long size, List<Path> targets) {

        void write(InputStream content) throws IOException {
            Path first = targets.get(0);
            Files.copy(content, first, StandardCopyOption.REPLACE_EXISTING);
            for (Path other : targets.subList(1, targets.size())) {
                Files.copy(first, other, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /** @param members of the layer, with the paths that lead to each */
    private void fill(
            SortedMap<UnixPath, byte[]> contents,
            int layer,
            Map<UnixPath, Set<UnixPath>> members,
            Allowance allowance) {
        Path blob = layers.get(layer).blob();
        try {
            new LayerTar(blob, allowance).visit((path, member, content) -> {
                Set<UnixPath> wanted = members.get(path);
                if (wanted != null && member.isFile()) {
                    byte[] bytes = content.readNBytes(allowance.contentAtMost());
                    for (UnixPath one : wanted) {
                        allowance.takeContent(bytes.length);
                        contents.put(one, bytes);
                    }
                }
            });
        } catch (IOException e) {
            throw ImageProblems.refusedLayer(blob, e);
        }
    }

    /** What a path leads to; empty for the root too, which no layer has. */
    private Optional<LayerEntry> at(UnixPath path) {
        return resolution.find(path).flatMap(real -> Optional.ofNullable(entries.get(real)));
    }

    private boolean isRealFolder(UnixPath real) {
        return real.isRoot() || entries.get(real) instanceof Directory;
    }

    private Optional<String> linkAt(UnixPath path) {
        return entries.get(path) instanceof SymbolicLink link ? Optional.of(link.target()) : Optional.empty();
    }
}
