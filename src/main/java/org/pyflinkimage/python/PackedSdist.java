package org.pyflinkimage.python;

import java.nio.file.Path;
import java.util.List;
import org.pyflinkimage.tree.Content;
import org.pyflinkimage.tree.FileNode.RegularFile;
import org.pyflinkimage.tree.FileTree;
import org.pyflinkimage.tree.PackedArchive;
import org.pyflinkimage.value.DamagedFile;

/** A packed archive of what a wheel of a source distribution has in it. */
public final class PackedSdist {

    private PackedSdist() {}

    /** Puts one into a tree, exactly as {@link WheelFile#install} does with a wheel. */
    public static InstalledDistribution install(Path packedArchive, FileTree tree, VirtualEnvironment environment) {
        List<UnpackedWheel.Member> members = PackedArchive.read(packedArchive).stream()
                .map(PackedSdist::member)
                .toList();
        String distInfo = members.stream()
                .map(member -> member.path().split("/", 2)[0])
                .filter(first -> first.endsWith(UnpackedWheel.DIST_INFO))
                .findFirst()
                .orElseThrow(() -> new DamagedFile(packedArchive, "not a packed source distribution"));
        return new Installation(new UnpackedWheel(distInfo, members), tree, environment).run();
    }

    private static UnpackedWheel.Member member(PackedArchive.Member member) {
        RegularFile file = (RegularFile) member.node();
        Content content = file.content();
        return new UnpackedWheel.Member(member.path().relative(), (file.mode() & 0111) != 0, content);
    }
}
