package org.pyflinkimage.build.base;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.pyflinkimage.debian.DebianSystem;
import org.pyflinkimage.debian.InstalledPackage;
import org.pyflinkimage.elf.LoaderPath;
import org.pyflinkimage.flink.ConfigurationFormat;
import org.pyflinkimage.inspect.FoundFile;
import org.pyflinkimage.inspect.ImageView;
import org.pyflinkimage.tree.Content;
import org.pyflinkimage.tree.FileNode;
import org.pyflinkimage.tree.FileNode.Directory;
import org.pyflinkimage.tree.FileNode.RegularFile;
import org.pyflinkimage.tree.FileNode.SymbolicLink;
import org.pyflinkimage.tree.FileTree;
import org.pyflinkimage.tree.LayerKind;
import org.pyflinkimage.tree.Origin;
import org.pyflinkimage.tree.Owner;
import org.pyflinkimage.value.BaseImage;
import org.pyflinkimage.value.ImagePaths;
import org.pyflinkimage.value.Sha256;
import org.pyflinkimage.value.UnixPath;

/** A base's files as a tree that others are put over. Of few of them the bytes are read. */
final class BaseTree {

    private static final UnixPath LOADER = UnixPath.of(LoaderPath.FILE);
    private static final UnixPath LOADERS = UnixPath.of(LoaderPath.FURTHER);

    /** What a line is added to, and where libraries are looked for. */
    private static final List<UnixPath> ALWAYS = List.of(ImagePaths.PASSWD, ImagePaths.GROUP, LOADER);

    /** What files of the image take the place of, and somebody may have changed. */
    private static final List<UnixPath> REPLACED = List.of(
            ImagePaths.CONF.resolve(ConfigurationFormat.FLAT.fileName()),
            ImagePaths.CONF.resolve(ConfigurationFormat.YAML.fileName()),
            ImagePaths.LOG4J_CONSOLE,
            ImagePaths.LOG4J_CLI);

    /** What is larger was written by no hand. */
    private static final int TEXT_AT_MOST = 1 << 20;

    /** Lists of files of some thousand packages have 16 MiB, those of a few that bring whole toolkits half as much again. */
    private static final int LISTS_AT_MOST = 256 << 20;

    /** Of files that may be certificates. */
    private static final int CERTIFICATES_AT_MOST = 10_000;

    private BaseTree() {}

    /**
     * The tree of a base.
     *
     * @param base its name, for people
     * @param digest of it, which tells its files from those of any other
     * @param packages the names of those that come upon it
     * @param older those that it has and they take the place of
     */
    static FileTree of(
            ImageView view,
            BaseImage base,
            Sha256 digest,
            Collection<String> packages,
            Collection<InstalledPackage> older) {
        Origin origin = new Origin(LayerKind.BASE, base.toString());
        BaseJars jars = new BaseJars(view);
        String name = "%s@%s".formatted(base, digest.digest());
        SortedMap<UnixPath, byte[]> read = new TreeMap<>(view.read(readOf(view, packages, older)));
        read.putAll(view.read(lists(view, older), LISTS_AT_MOST));
        List<FileTree.Entry> entries = new ArrayList<>();
        for (FoundFile file : view.all()) {
            if (file.kind() != FoundFile.Kind.SPECIAL) {
                entries.add(new FileTree.Entry(file.path(), node(file, read, jars, name), origin));
            }
        }
        return FileTree.over(entries);
    }

    /** Those, and what packages that come are told of. */
    private static List<UnixPath> readOf(
            ImageView view, Collection<String> packages, Collection<InstalledPackage> older) {
        Stream<UnixPath> always = Stream.concat(
                ALWAYS.stream(),
                Stream.concat(
                        REPLACED.stream().filter(file -> view.sizeOf(file).orElse(0) <= TEXT_AT_MOST),
                        view.list(LOADERS).stream()));
        Stream<UnixPath> status = packages.isEmpty() ? Stream.empty() : Stream.of(DebianSystem.STATUS);
        return Stream.of(always, status, certificates(view, packages), records(view, older))
                .flatMap(paths -> paths)
                .flatMap(path -> view.find(path).stream())
                .distinct()
                .toList();
    }

    /** Which files the packages have. */
    private static List<UnixPath> lists(ImageView view, Collection<InstalledPackage> older) {
        return older.isEmpty()
                ? List.of()
                : DpkgRecords.lists(view).stream()
                        .flatMap(list -> view.find(list).stream())
                        .distinct()
                        .toList();
    }

    /** What says how files go, and configuration that may have been changed. */
    private static Stream<UnixPath> records(ImageView view, Collection<InstalledPackage> older) {
        if (older.isEmpty()) {
            return Stream.empty();
        }
        Stream<UnixPath> configuration = older.stream()
                .flatMap(there -> there.configuration().keySet().stream())
                .flatMap(file -> UnixPath.ofWritten(file).stream())
                .filter(file -> view.sizeOf(file).orElse(0) <= TEXT_AT_MOST);
        return Stream.concat(DebianSystem.choices().stream(), configuration);
    }

    /** Wherever their folders lie. */
    private static Stream<UnixPath> certificates(ImageView view, Collection<String> packages) {
        List<UnixPath> folders = DebianSystem.foldersOfCertificates(packages).stream()
                .flatMap(folder -> view.find(folder).stream())
                .toList();
        return folders.isEmpty()
                ? Stream.empty()
                : view.all().stream()
                        .map(FoundFile::path)
                        .filter(path -> folders.stream().anyMatch(path::startsWith))
                        .filter(DebianSystem::isCertificate)
                        .limit(CERTIFICATES_AT_MOST);
    }

    private static FileNode node(FoundFile file, SortedMap<UnixPath, byte[]> read, BaseJars jars, String base) {
        Owner owner = new Owner(file.rights().user(), file.rights().group());
        return switch (file.kind()) {
            case FOLDER -> new Directory(file.rights().mode(), owner);
            case SYMBOLIC_LINK -> new SymbolicLink(file.target(), owner);
            default -> {
                byte[] bytes = read.get(file.path());
                Content content = bytes == null ? below(file, jars, base) : Content.of(bytes);
                yield new RegularFile(file.rights().mode(), owner, content);
            }
        };
    }

    private static Content below(FoundFile file, BaseJars jars, String base) {
        String identity = file.path() + " of " + base;
        return BaseJars.isOne(file.path())
                ? new Content.Below(file.size(), identity, jars.at(file.path()))
                : new Content.Below(file.size(), identity);
    }
}
