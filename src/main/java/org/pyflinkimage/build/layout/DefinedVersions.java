package org.pyflinkimage.build.layout;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.pyflinkimage.elf.ElfFile;
import org.pyflinkimage.tree.Content;
import org.pyflinkimage.tree.FileNode.RegularFile;
import org.pyflinkimage.tree.FileTree;
import org.pyflinkimage.value.UnixPath;

/** The versions of symbols that libraries of an image have, of which each is read once. */
final class DefinedVersions {

    private final ElfReadings readings;
    private final Map<UnixPath, List<String>> known = new HashMap<>();

    DefinedVersions(ElfReadings readings) {
        this.readings = readings;
    }

    /** Whether the loader would refuse a library to who needs that version of it: one that knows no versions is taken as it is. */
    boolean isWithout(FileTree.Entry library, String version) {
        List<String> defined = known.computeIfAbsent(library.path(), path -> of(library));
        return !defined.isEmpty() && !defined.contains(version);
    }

    /** What a base has is not there to be read. */
    private List<String> of(FileTree.Entry library) {
        Content content = ((RegularFile) library.node()).content();
        return content instanceof Content.Below
                ? List.of()
                : readings.of(List.of(content)).get(0).map(ElfFile::defined).orElseGet(List::of);
    }
}
