package org.pyflinkimage.build.base;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.pyflinkimage.elf.LoaderPath;
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
import org.pyflinkimage.value.UnixPath;

/** A base's files as a tree that others are put over. Of few of them the bytes are read. */
final class BaseTree {

    private static final UnixPath LOADER = UnixPath.of(LoaderPath.FILE);
    private static final UnixPath LOADERS = UnixPath.of(LoaderPath.FURTHER);

    private BaseTree() {}

    /** @param base its name, for people */
    static FileTree of(ImageView view, BaseImage base) {
        Origin origin = new Origin(LayerKind.BASE, base.toString());
        SortedMap<UnixPath, byte[]> read = view.read(readOf(view));
        List<FileTree.Entry> entries = new ArrayList<>();
        for (FoundFile file : view.all()) {
            if (file.kind() != FoundFile.Kind.SPECIAL) {
                entries.add(new FileTree.Entry(file.path(), node(file, read, base), origin));
            }
        }
        return FileTree.over(entries);
    }

    /** What a line is added to, and what says where libraries are looked for. */
    private static List<UnixPath> readOf(ImageView view) {
        return Stream.concat(Stream.of(ImagePaths.PASSWD, ImagePaths.GROUP, LOADER), view.list(LOADERS).stream())
                .flatMap(path -> view.find(path).stream())
                .distinct()
                .toList();
    }

    private static FileNode node(FoundFile file, SortedMap<UnixPath, byte[]> read, BaseImage base) {
        Owner owner = new Owner(file.rights().user(), file.rights().group());
        return switch (file.kind()) {
            case FOLDER -> new Directory(file.rights().mode(), owner);
            case SYMBOLIC_LINK -> new SymbolicLink(file.target(), owner);
            default -> {
                byte[] bytes = read.get(file.path());
                Content content = bytes == null
                        ? new Content.Below(file.size(), "%s of %s".formatted(file.path(), base))
                        : Content.of(bytes);
                yield new RegularFile(file.rights().mode(), owner, content);
            }
        };
    }
}
