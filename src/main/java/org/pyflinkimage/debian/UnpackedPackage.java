package org.pyflinkimage.debian;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.pyflinkimage.tree.FileNode.RegularFile;
import org.pyflinkimage.tree.PackedArchive;
import org.pyflinkimage.tree.PackedArchive.Member;
import org.pyflinkimage.value.DamagedFile;

/**
 * A package's members, read from the form that {@link DebFile#pack} made.
 *
 * @param control the {@code control} file
 * @param controlFiles all control members by name: {@code control}, {@code md5sums}, {@code postinst}
 * @param data what goes into the root, in the package's order
 */
record UnpackedPackage(Stanza control, NavigableMap<String, RegularFile> controlFiles, List<Member> data) {

    static UnpackedPackage read(Path packed) {
        NavigableMap<String, RegularFile> controlFiles = new TreeMap<>();
        List<Member> data = new ArrayList<>();
        for (Member member : PackedArchive.read(packed)) {
            if (!member.path().startsWith(DebFile.CONTROL)) {
                data.add(member);
            } else if (member.node() instanceof RegularFile file) {
                controlFiles.put(member.path().name(), file);
            }
        }
        RegularFile control = controlFiles.get("control");
        if (control == null) {
            throw new DamagedFile(packed, "it has no control file");
        }
        String text = new String(SystemTree.bytesOf(control), StandardCharsets.UTF_8);
        return new UnpackedPackage(Stanza.parse(text), controlFiles, data);
    }

    String name() {
        return control.get("Package");
    }

    /** The name that dpkg keeps a package's files under: with the architecture where several may be installed. */
    String fileStem() {
        boolean several = control.find("Multi-Arch").filter("same"::equals).isPresent();
        return several ? name() + ":" + control.get("Architecture") : name();
    }

    /** Whether this package may overwrite files of that one. */
    boolean replaces(String other) {
        return control.find("Replaces").stream()
                .flatMap(field -> Relation.parseField(field, control.get("Architecture")).stream())
                .flatMap(group -> group.relations().stream())
                .anyMatch(relation -> relation.name().equals(other));
    }
}
